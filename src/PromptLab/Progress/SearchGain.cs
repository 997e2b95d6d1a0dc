using PromptLab.Comparing;
using PromptLab.Statistics;

namespace PromptLab.Progress;

/// <summary>
/// What the search has gained as a whole: the last accepted version held against production, or against the first version measured,
/// item by item. Several steps that chance explains one by one can add up to a gain that it does not explain.
/// </summary>
internal sealed record SearchGain
{
    /// <summary>The last accepted version.</summary>
    public required string Version { get; init; }

    /// <summary>The version that it is held against.</summary>
    public required string Against { get; init; }

    /// <summary>True where <see cref="Against"/> is labelled <c>production</c>; false for the first version measured.</summary>
    public required bool IsAgainstProduction { get; init; }

    /// <summary>The number of items that both were measured on.</summary>
    public required int Items { get; init; }

    /// <summary>The number of items that the version is better on.</summary>
    public required int Wins { get; init; }

    /// <summary>The number of items that it is worse on.</summary>
    public required int Losses { get; init; }

    /// <summary>The pass rate minus that of <see cref="Against"/>, from −1 to 1, a tuning score; null without items.</summary>
    public required double? Difference { get; init; }

    /// <summary>The 95% interval of the difference; null where there is none.</summary>
    public required Interval? Interval { get; init; }

    /// <summary>
    /// The two-sided p-value, corrected for the versions that were compared with <see cref="Against"/>; null without items.
    /// </summary>
    public required double? PValue { get; init; }

    /// <summary>
    /// True where the version is better by a two-sided p of at most 0.05: enough for a look at the holdout, and no claim.
    /// </summary>
    public required bool IsSupported { get; init; }

    /// <summary>Takes the gain from a comparison.</summary>
    /// <param name="version">The last accepted version.</param>
    /// <param name="against">The version that it is held against.</param>
    /// <param name="isAgainstProduction">True where that is labelled <c>production</c>.</param>
    /// <param name="evidence">What the comparison found.</param>
    public static SearchGain Of(string version, string against, bool isAgainstProduction, ComparisonEvidence evidence) =>
        new()
        {
            Version = version,
            Against = against,
            IsAgainstProduction = isAgainstProduction,
            Items = evidence.PassRate.Items,
            Wins = evidence.PassRate.Wins,
            Losses = evidence.PassRate.Losses,
            Difference = evidence.PassRate.Difference,
            Interval = evidence.PassRate.Interval,
            PValue = evidence.PassRate.CorrectedPValue ?? evidence.PassRate.PValue,
            IsSupported = evidence.Outcome == ComparisonOutcome.Better,
        };
}
