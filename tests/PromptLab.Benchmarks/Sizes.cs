namespace PromptLab.Benchmarks;

/// <summary>How much is measured.</summary>
/// <param name="Calls">The calls of a run.</param>
/// <param name="MemoryCalls">The calls of the run whose memory is read.</param>
/// <param name="CachedCalls">The calls of the run that the cache answers.</param>
/// <param name="Rounds">How often each pair is timed, after one round that is not counted.</param>
internal sealed record Sizes(int Calls, int MemoryCalls, int CachedCalls, int Rounds)
{
    public static Sizes Full { get; } = new(10_000, 100_000, 1_000, 5);

    /// <summary>True where there is enough to hold against the limits.</summary>
    public bool HasLimits => this == Full;

    public static Sizes Short { get; } = new(1_000, 2_000, 100, 1);

    /// <summary>How many calls are under way at once.</summary>
    public const int AtOnce = 64;
}
