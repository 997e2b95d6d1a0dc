using PromptLab.Statistics;
using PromptLab.Texts;

namespace PromptLab.Results;

/// <summary>How steady a run's items are over their repeats.</summary>
public sealed record RepeatSummary
{
    /// <summary>How many items have at least two scored repeats; what follows is over them.</summary>
    public required int Items { get; init; }

    /// <summary>The chance that two runs disagree on an item, from 0 to ½ for right or wrong: twice the variance within items.</summary>
    public required double ExpectedDisagreement { get; init; }

    /// <summary>The share of items whose repeats all come out alike, from 0 to 1.</summary>
    public required double TotalAgreement { get; init; }

    /// <summary>The share of items that pass in at least one repeat, from 0 to 1: pass@k for k repeats.</summary>
    public required double PassAny { get; init; }

    /// <summary>The share of items that pass in every repeat, from 0 to 1: pass^k for k repeats.</summary>
    public required double PassAll { get; init; }

    /// <summary>What fewer samples of each item would come to, from one sample to all; empty in records of earlier versions.</summary>
    public IReadOnlyList<SampleRates> Samples { get; init; } = [];

    /// <summary>The items that pass in some repeats and fail in others, in order of id; without those of the holdout.</summary>
    public required IReadOnlyList<FlakyItem> Flaky { get; init; }

    /// <summary>How many items of the holdout do so; which ones is not said.</summary>
    public int FlakyInHoldout { get; init; }

    /// <summary>The summary of items; null where none has two scored repeats.</summary>
    internal static RepeatSummary? Of(IReadOnlyList<ItemAverage> items)
    {
        var several = items.Where(item => item.Repeats > 1).ToList();
        var repeated = several.Select(Counted).ToList();
        if (
            repeated.Count == 0
            || RepeatVariance.Of([.. repeated.Select(ScoresOf)])
                is not { ExpectedDisagreement: { } disagreement, TotalAgreement: { } agreement }
        )
            return null;
        return new RepeatSummary
        {
            Items = repeated.Count,
            ExpectedDisagreement = disagreement,
            TotalAgreement = agreement,
            PassAny = repeated.Average(item => PassAtK.Any(item.Repeats, item.Passed, item.Repeats)),
            PassAll = repeated.Average(item => PassAtK.All(item.Repeats, item.Passed, item.Repeats)),
            Flaky =
            [
                .. several.Where(item => !item.IsSealed).Select(Counted).Where(IsFlaky).OrderBy(item => item.ItemId, IdOrder.Comparer),
            ],
            FlakyInHoldout = several.Where(item => item.IsSealed).Select(Counted).Count(IsFlaky),
        };
    }

    private static FlakyItem Counted(ItemAverage item) => new(item.ItemId, (int)Math.Round(item.Value * item.Repeats), item.Repeats);

    private static bool IsFlaky(FlakyItem item) => item.Passed > 0 && item.Passed < item.Repeats;

    private static IReadOnlyList<double> ScoresOf(FlakyItem item) =>
        [.. Enumerable.Range(1, item.Repeats).Select(repeat => repeat <= item.Passed ? 1.0 : 0.0)];
}

/// <summary>An item that passes in some repeats only.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Passed">How many repeats pass.</param>
/// <param name="Repeats">How many repeats are scored.</param>
public sealed record FlakyItem(string ItemId, int Passed, int Repeats);
