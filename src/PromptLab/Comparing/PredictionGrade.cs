using PromptLab.EvalSets;
using PromptLab.Results;
using PromptLab.Running;

namespace PromptLab.Comparing;

/// <summary>
/// What became of a version's prediction against its parent. It counts; whether the version is better, the verdict
/// says. Items of the holdout are not in it.
/// </summary>
public sealed record PredictionGrade
{
    /// <summary>What an entry begins with that means the items of a tag.</summary>
    public const string Tag = "tag:";

    /// <summary>What an entry begins with that means the items that failed for a reason.</summary>
    public const string Code = "code:";

    /// <summary>The items that were predicted to be fixed and came right.</summary>
    public required IReadOnlyList<string> Fixed { get; init; }

    /// <summary>The items that were predicted to be fixed and still fail.</summary>
    public required IReadOnlyList<string> NotFixed { get; init; }

    /// <summary>The items that came right though nobody predicted it.</summary>
    public required IReadOnlyList<string> FixedUnforeseen { get; init; }

    /// <summary>The items that broke as was feared.</summary>
    public required IReadOnlyList<string> BrokenAsFeared { get; init; }

    /// <summary>The items that broke though nobody feared it.</summary>
    public required IReadOnlyList<string> BrokenUnforeseen { get; init; }

    /// <summary>How many items the prediction was about that had failed before and have a verdict now.</summary>
    public int Predicted => Fixed.Count + NotFixed.Count;

    /// <summary>
    /// Grades the prediction of a candidate against its parent; null where it made none, or the baseline is not its
    /// parent.
    /// </summary>
    /// <param name="comparison">The runs, paired.</param>
    /// <param name="baseline">The record of the baseline.</param>
    /// <param name="candidate">The record of the candidate.</param>
    internal static PredictionGrade? Of(RunComparison comparison, RunRecord baseline, RunRecord candidate)
    {
        var prompt = candidate.Prompt;
        if (
            (prompt.PredictedFixes, prompt.MightBreak) is (null, null)
            || baseline.Prompt.Name != prompt.Name
            || baseline.Prompt.Version != prompt.Parent
        )
            return null;
        return new PredictionGrade
        {
            Fixed = Ids(ItemChange.Fixed, pair => IsMeant(pair, prompt.PredictedFixes)),
            NotFixed = Ids(ItemChange.BothFail, pair => IsMeant(pair, prompt.PredictedFixes)),
            FixedUnforeseen = Ids(ItemChange.Fixed, pair => !IsMeant(pair, prompt.PredictedFixes)),
            BrokenAsFeared = Ids(ItemChange.Broken, pair => IsMeant(pair, prompt.MightBreak)),
            BrokenUnforeseen = Ids(ItemChange.Broken, pair => !IsMeant(pair, prompt.MightBreak)),
        };

        IReadOnlyList<string> Ids(ItemChange change, Func<ItemPair, bool> isMeant) =>
            [.. comparison.Open.Where(pair => pair.Change == change).Where(isMeant).Select(pair => pair.ItemId)];
    }

    private static bool IsMeant(ItemPair pair, IReadOnlyList<string>? prediction) => prediction?.Any(entry => IsMeant(pair, entry)) == true;

    private static bool IsMeant(ItemPair pair, string entry)
    {
        if (entry.StartsWith(Tag, StringComparison.Ordinal))
            return pair.Tags.Contains(entry[Tag.Length..], StringComparer.Ordinal);
        if (entry.StartsWith(Code, StringComparison.Ordinal))
            return CodesOf(pair.Baseline).Contains(entry[Code.Length..], StringComparer.Ordinal);
        return ItemFilter.MatchesPattern(entry, pair.ItemId);
    }

    // Why it failed before: that is what a change is meant to mend.
    private static IEnumerable<string> CodesOf(ComparedSide side) => FailingCodes(side.Results);

    /// <summary>The reason codes of every check that failed.</summary>
    internal static IEnumerable<string> FailingCodes(IEnumerable<ItemResult> results) =>
        from result in results
        from verdict in result.Grade?.Verdicts ?? []
        where verdict.Pass == false
        select verdict.Score.Code;
}
