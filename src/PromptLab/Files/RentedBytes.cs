using System.Buffers;

namespace PromptLab.Files;

/// <summary>
/// Bytes written one after the other into an array that is rented, and given back when it is disposed of. Not
/// thread-safe.
/// </summary>
/// <param name="capacity">Room for how many bytes it has at first; it grows.</param>
internal sealed class RentedBytes(int capacity) : IBufferWriter<byte>, IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);
    private int _count;

    /// <summary>What was written; not to be used once this is disposed of.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _count);

    public void Advance(int count) => _count += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsMemory(_count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsSpan(_count);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _count = 0;
    }

    private void MakeRoom(int sizeHint)
    {
        var needed = _count + Math.Max(1, sizeHint);
        if (needed <= _bytes.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _bytes.Length * 2));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
