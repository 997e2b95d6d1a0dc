using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary>Combines the scores of an item's graders into the item's score.</summary>
internal static class ItemScore
{
    /// <summary>
    /// Graders that do not apply are left out together with their weight. If a grader that counts is undecided, so is the item. A
    /// failed must-pass grader fails the item, whose score is still that of the weighted graders.
    /// </summary>
    public static ItemGrade Of(IReadOnlyList<GraderVerdict> verdicts, ScoreRule rule)
    {
        var weighted = verdicts.Where(verdict => verdict.Weight > 0).ToList();
        var decisive = verdicts.Where(verdict => verdict.Weight > 0 || verdict.MustPass).ToList();
        if (
            verdicts.Any(verdict => verdict is { MustPass: true, Pass: false })
            && weighted.TrueForAll(verdict => verdict.Score.Value is not null)
        )
            return new ItemGrade(ItemStatus.Fail, weighted.Count == 0 ? 0 : Combine(weighted, rule), verdicts);
        if (weighted.Count == 0 || decisive.Exists(verdict => verdict.Score.Value is null))
            return new ItemGrade(ItemStatus.Undecided, null, verdicts);
        var score = Combine(weighted, rule);
        return new ItemGrade(score >= rule.PassAt ? ItemStatus.Pass : ItemStatus.Fail, score, verdicts);
    }

    private static double Combine(IReadOnlyList<GraderVerdict> verdicts, ScoreRule rule) =>
        rule.Combine switch
        {
            ScoreCombination.Min => verdicts.Min(verdict => verdict.Score.Value!.Value),
            ScoreCombination.AllPass => verdicts.All(verdict => verdict.Pass == true) ? 1 : 0,
            _ => Math.Clamp(
                verdicts.Sum(verdict => verdict.Weight * verdict.Score.Value!.Value) / verdicts.Sum(verdict => verdict.Weight),
                0,
                1
            ),
        };
}
