using PromptLab.Grading;
using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>What is known of runs while they go on; only for eyes. The numbers of a finished run come from its journal.</summary>
public sealed class RunTally
{
    /// <summary>How many results were kept.</summary>
    public int Done { get; private set; }

    /// <summary>How many of them have a score.</summary>
    public int Scored { get; private set; }

    /// <summary>How many of them passed.</summary>
    public int Passed { get; private set; }

    /// <summary>How many calls failed.</summary>
    public int Errors { get; private set; }

    /// <summary>The price so far of the calls whose price is known, in US dollars.</summary>
    public decimal KnownCostUsd { get; private set; }

    /// <summary>True where the price of an answered call is unknown.</summary>
    public bool HasUnknownCost { get; private set; }

    internal void Count(ItemResult result)
    {
        Done++;
        Scored += result.Score is null ? 0 : 1;
        Passed += result.Status == ItemStatus.Pass ? 1 : 0;
        Errors += result.Failure is null ? 0 : 1;
        KnownCostUsd += result.CostUsd ?? 0;
        HasUnknownCost |= result.Failure is null && result.CostUsd is null;
    }
}
