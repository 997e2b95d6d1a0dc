namespace PromptLab.Providers;

/// <summary>
/// A stream that fails after a number of bytes, so that an endless or vast body is never read to its end. What it wraps is closed
/// then, which ends the connection.
/// </summary>
/// <param name="inner">The stream to read; disposed with this one.</param>
/// <param name="maxBytes">The number of bytes that may be read.</param>
/// <param name="onExceeded">Runs before the stream fails.</param>
internal sealed class BoundedStream(Stream inner, long maxBytes, Action onExceeded) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => Count(inner.Read(buffer));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await inner.ReadAsync(buffer, cancellationToken));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private int Count(int read)
    {
        _read += read;
        if (_read <= maxBytes)
            return read;
        onExceeded();
        inner.Dispose(); // not every client disposes a response that fails
        throw new IOException("The body is too large.");
    }
}
