using PromptLab.Grading;
using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>What is known of runs while they go on; only for eyes. The numbers of a finished run come from its journal.</summary>
public sealed record RunTally
{
    /// <summary>How many results were kept.</summary>
    public int Done { get; init; }

    /// <summary>How many of them have a score.</summary>
    public int Scored { get; init; }

    /// <summary>How many of them passed.</summary>
    public int Passed { get; init; }

    /// <summary>How many calls failed.</summary>
    public int Errors { get; init; }

    /// <summary>The price so far of the calls whose price is known, in US dollars.</summary>
    public decimal KnownCostUsd { get; init; }

    /// <summary>True where the price of an answered call is unknown.</summary>
    public bool HasUnknownCost { get; init; }

    /// <summary>The same with one result more.</summary>
    internal RunTally And(ItemResult result) =>
        new()
        {
            Done = Done + 1,
            Scored = Scored + (result.Score is null ? 0 : 1),
            Passed = Passed + (result.Status == ItemStatus.Pass ? 1 : 0),
            Errors = Errors + (result.Failure is null ? 0 : 1),
            KnownCostUsd = KnownCostUsd + (result.CostUsd ?? 0),
            HasUnknownCost = HasUnknownCost || (result.Failure is null && result.CostUsd is null),
        };

    /// <summary>Two tallies together.</summary>
    internal RunTally And(RunTally other) =>
        new()
        {
            Done = Done + other.Done,
            Scored = Scored + other.Scored,
            Passed = Passed + other.Passed,
            Errors = Errors + other.Errors,
            KnownCostUsd = KnownCostUsd + other.KnownCostUsd,
            HasUnknownCost = HasUnknownCost || other.HasUnknownCost,
        };
}
