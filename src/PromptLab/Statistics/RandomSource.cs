using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace PromptLab.Statistics;

/// <summary>Seeded random numbers: the same seed gives the same numbers on every machine and with every .NET. Not thread-safe.</summary>
/// <remarks>
/// PCG32 (XSH RR, 64-bit state): O'Neill, “PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for
/// Random Number Generation”, 2014, https://www.pcg-random.org. Not for secrets.
/// </remarks>
public sealed class RandomSource
{
    private const ulong Multiplier = 6364136223846793005;

    private readonly string _name;
    private readonly ulong _increment;
    private ulong _state;

    /// <summary>A source whose numbers follow from a seed.</summary>
    public RandomSource(long seed)
        : this(seed.ToString(CultureInfo.InvariantCulture)) { }

    private RandomSource(string name)
    {
        _name = name;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        _increment = (BinaryPrimitives.ReadUInt64LittleEndian(hash.AsSpan(8)) << 1) | 1;
        Begin(BinaryPrimitives.ReadUInt64LittleEndian(hash));
    }

    internal RandomSource(ulong state, ulong sequence)
    {
        _name = "";
        _increment = (sequence << 1) | 1;
        Begin(state);
    }

    /// <summary>An independent source for a part of the work, such as an item: it does not depend on what was drawn before.</summary>
    public RandomSource Fork(string name) => new($"{_name}/{name}");

    /// <summary>The next 32 random bits.</summary>
    public uint Next()
    {
        var old = _state;
        _state = unchecked((old * Multiplier) + _increment);
        var shifted = (uint)(((old >> 18) ^ old) >> 27);
        return BitOperations.RotateRight(shifted, (int)(old >> 59));
    }

    /// <summary>A whole number from 0 to below <paramref name="bound"/>, each as likely as the others.</summary>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var limit = unchecked((uint)-bound) % (uint)bound;
        uint drawn;
        do drawn = Next();
        while (drawn < limit);
        return (int)(drawn % (uint)bound);
    }

    /// <summary>Fills the span with the numbers that <see cref="Next"/> would give one by one.</summary>
    public void Fill(Span<uint> numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = Next();
    }

    /// <summary>
    /// Fills the span with whole numbers from 0 to below <paramref name="bound"/>, each as likely as the others:
    /// another sequence than that of <see cref="Below"/>, and a faster one.
    /// </summary>
    /// <remarks>
    /// Lemire, “Fast Random Integer Generation in an Interval”, ACM TOMACS 29(1), 2019: a product and a shift, without
    /// a division for each.
    /// </remarks>
    public void FillBelow(Span<int> numbers, int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var limit = unchecked((uint)-bound) % (uint)bound;
        for (var i = 0; i < numbers.Length; i++)
        {
            ulong product;
            do product = (ulong)Next() * (uint)bound;
            while ((uint)product < limit);
            numbers[i] = (int)(product >> 32);
        }
    }

    /// <summary>So many different whole numbers from 0 to below <paramref name="from"/>, in random order.</summary>
    public IReadOnlyList<int> Sample(int from, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, from);
        var all = Enumerable.Range(0, from).ToArray();
        for (var i = 0; i < count; i++)
        {
            var other = i + Below(from - i);
            (all[i], all[other]) = (all[other], all[i]);
        }

        return all[..count];
    }

    private void Begin(ulong state)
    {
        _state = 0;
        Next();
        _state = unchecked(_state + state);
        Next();
    }
}
