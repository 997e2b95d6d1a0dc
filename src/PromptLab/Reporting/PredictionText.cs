using PromptLab.Comparing;

namespace PromptLab.Reporting;

/// <summary>What became of a prediction, in one sentence each for what was to be fixed and what broke.</summary>
public static class PredictionText
{
    private const int MostIds = 10;

    /// <summary>The sentences.</summary>
    public static string Of(PredictionGrade grade)
    {
        var predicted =
            grade.Predicted == 0
                ? "Of what was predicted to be fixed nothing had failed before."
                : $"Predicted to be fixed: {Shown.Count(grade.Fixed.Count)} of {Shown.Count(grade.Predicted)} came right{Ids(grade.Fixed)}, {Shown.Count(grade.NotFixed.Count)} did not{Ids(grade.NotFixed)}.";
        return $"{predicted} Unforeseen: {Shown.Count(grade.FixedUnforeseen.Count)} came right{Ids(grade.FixedUnforeseen)}, {Shown.Count(grade.BrokenUnforeseen.Count)} broke{Ids(grade.BrokenUnforeseen)}. Broken as feared: {Shown.Count(grade.BrokenAsFeared.Count)}{Ids(grade.BrokenAsFeared)}.";
    }

    private static string Ids(IReadOnlyList<string> ids) =>
        ids.Count == 0
            ? ""
            : $" ({string.Join(", ", ids.Take(MostIds))}{(ids.Count > MostIds ? $" and {Shown.Count(ids.Count - MostIds)} more" : "")})";
}
