using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary>Makes the score of an item from its graders' scores.</summary>
internal static class ItemScore
{
    /// <summary>
    /// Graders that did not apply are left out, and so is their weight. A grader that counts and could not decide leaves
    /// the item undecided. A must-pass grader that fails fails the item, whose score still says how near it came.
    /// </summary>
    public static ItemGrade Of(IReadOnlyList<GraderVerdict> verdicts, ScoreRule rule)
    {
        var counting = verdicts.Where(verdict => verdict.Weight > 0).ToList();
        var decisive = verdicts.Where(verdict => verdict.Weight > 0 || verdict.MustPass).ToList();
        if (
            verdicts.Any(verdict => verdict is { MustPass: true, Pass: false })
            && counting.TrueForAll(verdict => verdict.Score.Value is not null)
        )
            return new ItemGrade(ItemStatus.Fail, counting.Count == 0 ? 0 : Combine(counting, rule), verdicts);
        if (counting.Count == 0 || decisive.Exists(verdict => verdict.Score.Value is null))
            return new ItemGrade(ItemStatus.Undecided, null, verdicts);
        var score = Combine(counting, rule);
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
