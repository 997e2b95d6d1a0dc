using PromptLab.Prompts;

namespace PromptLab.Reporting;

/// <summary>The mark behind tuning scores and the note below them, so that none is taken for a claim.</summary>
public static class TuningNote
{
    /// <summary>What stands directly behind a tuning score.</summary>
    public const string Mark = "†";

    /// <summary>The mark with its meaning in three words.</summary>
    public const string Short = $"{Mark} tuning score (optimistic)";

    /// <summary>What the mark means.</summary>
    public const string Meaning = $"{Short}: the version was written when results of its parent on these items could be read.";

    /// <summary>
    /// The lines of the note, none where no score needs it: what the mark means, then for each prompt and eval set
    /// where a claim comes from.
    /// </summary>
    /// <param name="scores">
    /// What the report shows, in its order: the last version is the one to be confirmed, against the first version of
    /// all where that is shown, or else against its baseline.
    /// </param>
    /// <param name="hasHoldout">
    /// Whether an eval set has items of the holdout; null, and what gives null, where that is not known: then nothing
    /// is said of a claim.
    /// </param>
    public static IReadOnlyList<string> Lines(IReadOnlyList<ShownScore> scores, Func<string, bool?>? hasHoldout = null) =>
        !scores.Any(score => score.IsTuningScore)
            ? []
            :
            [
                Meaning,
                .. scores
                    .GroupBy(score => (score.EvalSet, score.Prompt))
                    .Select(group => Claim([.. group], hasHoldout))
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal),
            ];

    private static string? Claim(IReadOnlyList<ShownScore> scores, Func<string, bool?>? hasHoldout)
    {
        var last = scores.LastOrDefault(score => score is { IsTuningScore: true, IsDraft: false })
            ?? scores.LastOrDefault(score => score.IsTuningScore);
        if (last is null || hasHoldout?.Invoke(last.EvalSet) is not { } isThere)
            return null;
        if (!isThere)
            return $"A claim needs a holdout, and {last.EvalSet} has none; it is made by: promptlab split-evalset {last.EvalSet}";
        if (last.IsDraft)
            return $"A claim comes from the holdout, and a draft makes none; it is frozen by: promptlab freeze {last.Prompt}";
        var against = scores.FirstOrDefault(score => score is { IsTuningScore: false, Baseline: null, Version: not null })?.Version
            ?? last.Baseline;
        return last.Version is null || against is null
            ? null
            : $"A claim comes from the holdout: promptlab confirm {new PromptReference(last.Prompt, last.Version)} --against {PromptReference.Parse(against, within: last.Prompt)}";
    }
}
