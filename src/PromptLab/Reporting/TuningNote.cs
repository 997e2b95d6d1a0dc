using PromptLab.Prompts;

namespace PromptLab.Reporting;

/// <summary>The mark of tuning scores and the note that explains it, so that no tuning score is mistaken for evidence.</summary>
internal static class TuningNote
{
    /// <summary>The mark directly after a tuning score.</summary>
    public const string Mark = "†";

    /// <summary>The mark with a three-word explanation.</summary>
    public const string Short = $"{Mark} tuning score (optimistic)";

    /// <summary>The mark with its full explanation.</summary>
    public const string Meaning =
        $"{Short}: the version was written when results of its parent on these items could be read. “Better” is better on the items it was tuned on; promptlab confirm tells whether it holds.";

    /// <summary>The mark with its explanation on one line.</summary>
    public const string Brief = $"{Short}: results on these items could be read when the version was written.";

    /// <summary>The same where every such score is of imported responses.</summary>
    public const string MeaningOfImported = $"{Short}: other results on these items were there before these responses came.";

    /// <summary>
    /// The note below a report: the meaning of the mark, then for each prompt and eval set how to confirm its latest version. Empty
    /// where no score is a tuning score.
    /// </summary>
    /// <param name="scores">
    /// The scores of the report in its order. The last version is the one to confirm, against the first version where the report has
    /// it, else against its baseline.
    /// </param>
    /// <param name="hasHoldout">
    /// Returns whether an eval set has a holdout, null where that is unknown: then nothing is said about confirming. Null for always
    /// unknown.
    /// </param>
    public static IReadOnlyList<string> Lines(IReadOnlyList<ReportedScore> scores, Func<string, bool?>? hasHoldout = null) =>
        !scores.Any(score => score.IsTuningScore)
            ? []
            :
            [
                scores.Where(score => score.IsTuningScore).All(score => score.Version is null) ? MeaningOfImported : Meaning,
                .. scores
                    .GroupBy(score => (score.EvalSet, score.Prompt))
                    .Select(group => Claim([.. group], hasHoldout))
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal),
            ];

    private static string? Claim(IReadOnlyList<ReportedScore> scores, Func<string, bool?>? hasHoldout)
    {
        var last = scores.LastOrDefault(score => score is { IsTuningScore: true, IsDraft: false })
            ?? scores.LastOrDefault(score => score.IsTuningScore);
        if (last is null || hasHoldout?.Invoke(last.EvalSet) is not { } hasItems)
            return null;
        if (!hasItems)
            return $"A claim needs a holdout, and {last.EvalSet} has none; it is made by: promptlab split-evalset {last.EvalSet}";
        if (last.IsDraft)
            return $"A claim comes from the holdout, and a draft makes none; it is frozen by: promptlab freeze {last.Prompt}";
        var against = scores
            .FirstOrDefault(score => score is { IsTuningScore: false, IsDraft: false, Baseline: null, Version: not null })
            ?.Version
            ?? last.Baseline;
        return last.Version is null || against is null
            ? null
            : $"A claim comes from the holdout: promptlab confirm {new PromptReference(last.Prompt, last.Version)} --against {PromptReference.Parse(against, within: last.Prompt)}";
    }
}
