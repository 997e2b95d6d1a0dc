using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace PromptLab.Statistics;

/// <summary>Seeded random numbers: the same seed gives the same numbers on every machine and .NET version. Not thread-safe.</summary>
/// <remarks>
/// PCG32 (XSH RR, 64-bit state): O'Neill, “PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for
/// Random Number Generation”, 2014, https://www.pcg-random.org. Not cryptographically secure.
/// </remarks>
internal sealed class RandomSource
{
    private const ulong Multiplier = 6364136223846793005;

    private readonly string _name;
    private readonly ulong _increment;
    private ulong _state;

    /// <summary>Creates a source from a seed; any value is valid.</summary>
    public RandomSource(long seed)
        : this(seed.ToString(CultureInfo.InvariantCulture)) { }

    private RandomSource(string name)
    {
        _name = name;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        _increment = (BinaryPrimitives.ReadUInt64LittleEndian(hash.AsSpan(8)) << 1) | 1;
        Initialize(BinaryPrimitives.ReadUInt64LittleEndian(hash));
    }

    internal RandomSource(ulong state, ulong sequence)
    {
        _name = "";
        _increment = (sequence << 1) | 1;
        Initialize(state);
    }

    /// <summary>An independent source for one part of the work, such as an item: it does not depend on what was drawn before.</summary>
    public RandomSource Fork(string name) => new($"{_name}/{name}");

    /// <summary>The next 32 random bits.</summary>
    public uint Next()
    {
        var old = _state;
        _state = unchecked((old * Multiplier) + _increment);
        var shifted = (uint)(((old >> 18) ^ old) >> 27);
        return BitOperations.RotateRight(shifted, (int)(old >> 59));
    }

    /// <summary>A uniformly distributed integer from 0 to <paramref name="bound"/> − 1; the bound is at least 1.</summary>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var limit = unchecked((uint)-bound) % (uint)bound;
        uint drawn;
        do drawn = Next();
        while (drawn < limit);
        return (int)(drawn % (uint)bound);
    }

    /// <summary>Fills the span with the numbers that successive calls of <see cref="Next"/> would return.</summary>
    public void Fill(Span<uint> numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = Next();
    }

    /// <summary>
    /// Fills the span with uniformly distributed integers from 0 to <paramref name="bound"/> − 1. Faster than <see cref="Below"/>,
    /// with a different sequence.
    /// </summary>
    /// <remarks>
    /// Lemire, “Fast Random Integer Generation in an Interval”, ACM TOMACS 29(1), 2019: a multiplication and a shift per number
    /// instead of a division.
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

    /// <summary><paramref name="count"/> distinct integers from 0 to <paramref name="from"/> − 1, in random order.</summary>
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

    private void Initialize(ulong state)
    {
        _state = 0;
        Next();
        _state = unchecked(_state + state);
        Next();
    }
}
