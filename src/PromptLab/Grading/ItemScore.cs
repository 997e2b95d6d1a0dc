using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary>Combines the scores of an item's graders into the item's score.</summary>
internal static class ItemScore
{
    /// <summary>
    /// Graders that do not apply are left out together with their weight. If a grader that counts is undecided, so is the item. A
    /// failed must-pass grader fails the item, whose score is still that of the weighted graders. A group with a weight counts in
    /// place of its graders.
    /// </summary>
    public static ItemGrade Of(IReadOnlyList<GraderVerdict> verdicts, ScoreRule rule)
    {
        var groups = verdicts
            .Where(verdict => verdict is { Type: GroupScore.Type, Weight: > 0 })
            .Select(verdict => verdict.Id)
            .ToHashSet(StringComparer.Ordinal);
        var weighted = verdicts.Where(verdict => verdict.Weight > 0 && !groups.Contains(verdict.Group ?? "")).ToList();
        var decisive = weighted.Concat(verdicts.Where(verdict => verdict.MustPass)).ToList();
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
            _ => WeightedMean(verdicts),
        };

    /// <summary>The mean of decided scores, each by its weight; graders without one count by 1 where none has any.</summary>
    public static double WeightedMean(IReadOnlyList<GraderVerdict> verdicts)
    {
        var total = verdicts.Sum(verdict => verdict.Weight);
        return total > 0
            ? Math.Clamp(verdicts.Sum(verdict => verdict.Weight * verdict.Score.Value!.Value) / total, 0, 1)
            : verdicts.Average(verdict => verdict.Score.Value!.Value);
    }
}
