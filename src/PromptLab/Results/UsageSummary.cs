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

    /// <summary>The price of the calls whose price is known, in US dollars; null where that of none is.</summary>
    public required decimal? KnownCostUsd { get; init; }

    /// <summary>How many answered calls have no known price.</summary>
    public required int Unpriced { get; init; }

    /// <summary>The price of all answered calls in US dollars; null where that of any is unknown.</summary>
    public decimal? CostUsd => Unpriced == 0 ? KnownCostUsd : null;

    internal static UsageSummary Of(IReadOnlyList<ItemResult> results)
    {
        var answered = results.Where(result => result.Failure is null).ToList();
        var reported = answered.Where(result => result.Usage is not null).ToList();
        var priced = answered.Where(result => result.CostUsd is not null).ToList();
        return new UsageSummary
        {
            InputTokens = reported.Count == 0 ? null : reported.Sum(result => result.Usage!.Input),
            OutputTokens = reported.Count == 0 ? null : reported.Sum(result => result.Usage!.Output),
            Unreported = answered.Count - reported.Count,
            KnownCostUsd = priced.Count == 0 ? null : priced.Sum(result => result.CostUsd!.Value),
            Unpriced = answered.Count - priced.Count,
        };
    }
}
