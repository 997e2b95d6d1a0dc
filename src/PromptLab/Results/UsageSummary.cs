using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>The tokens and the money of a run. What is unknown is counted, never added as 0.</summary>
public sealed record UsageSummary
{
    /// <summary>The input tokens of the calls that report them, cached ones among them; null where none does.</summary>
    public required long? InputTokens { get; init; }

    /// <summary>The output tokens of the calls that report them, reasoning among them; null where none does.</summary>
    public required long? OutputTokens { get; init; }

    /// <summary>How many answered calls did not report their tokens.</summary>
    public required int Unreported { get; init; }

    /// <summary>What the run paid for the calls whose price is known, failed ones and failed attempts among them, in US dollars; null where that of none is.</summary>
    public required decimal? KnownCostUsd { get; init; }

    /// <summary>How many answered calls have no known price.</summary>
    public required int Unpriced { get; init; }

    /// <summary>What the run paid in US dollars; null where the price of any answered call is unknown.</summary>
    public decimal? CostUsd => Unpriced == 0 ? KnownCostUsd : null;

    /// <summary>What the answers cost when they were asked, cached ones among them, in US dollars; null where that of any is unknown. This is what versions are compared by.</summary>
    public required decimal? UncachedCostUsd { get; init; }

    /// <summary>How many requests were sent, every attempt counted.</summary>
    public required int Requests { get; init; }

    /// <summary>How many answers a recording or a cache gave.</summary>
    public required int Cached { get; init; }

    internal static UsageSummary Of(IReadOnlyList<ItemResult> results)
    {
        var answered = results.Where(result => result.Failure is null).ToList();
        var reported = results.Where(result => result.Usage is not null).ToList();
        var priced = results.Where(result => result.CostUsd is not null).ToList();
        return new UsageSummary
        {
            InputTokens = reported.Count == 0 ? null : reported.Sum(result => result.Usage!.Input),
            OutputTokens = reported.Count == 0 ? null : reported.Sum(result => result.Usage!.Output),
            Unreported = answered.Count(result => result.Usage is null),
            KnownCostUsd = priced.Count == 0 ? null : priced.Sum(result => result.CostUsd!.Value),
            Unpriced = answered.Count(result => result.CostUsd is null),
            UncachedCostUsd = answered.Count == 0 || answered.Exists(result => UncachedCostOf(result) is null) ? null : results.Sum(result => UncachedCostOf(result) ?? 0),
            Requests = results.Sum(result => result.Attempts),
            Cached = answered.Count(result => result.Cached),
        };
    }

    private static decimal? UncachedCostOf(ItemResult result) => result.Cached ? result.OriginalCostUsd : result.CostUsd;
}
