using PromptLab.Comparing;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>Describes how a prediction came true: one sentence on the items to fix, and one on everything else that flipped.</summary>
internal static class PredictionText
{
    private const int MaxIds = 10;

    /// <summary>The sentences on one line; long lists of items are cut after ten.</summary>
    public static string Of(PredictionGrade grade)
    {
        var predicted =
            grade.Predicted == 0
                ? "Of what was predicted to be fixed nothing had failed before."
                : $"Predicted to be fixed: {Format.Count(grade.Fixed.Count)} of {Format.Count(grade.Predicted)} came right{Ids(grade.Fixed)}, {Format.Count(grade.NotFixed.Count)} did not{Ids(grade.NotFixed)}.";
        return $"{predicted} Unforeseen: {Format.Count(grade.FixedUnforeseen.Count)} came right{Ids(grade.FixedUnforeseen)}, {Format.Count(grade.BrokenUnforeseen.Count)} broke{Ids(grade.BrokenUnforeseen)}. Broken as feared: {Format.Count(grade.BrokenAsFeared.Count)}{Ids(grade.BrokenAsFeared)}.";
    }

    private static string Ids(IReadOnlyList<string> ids) =>
        ids.Count == 0
            ? ""
            : $" ({string.Join(", ", ids.Take(MaxIds))}{(ids.Count > MaxIds ? $" and {Format.Count(ids.Count - MaxIds)} more" : "")})";
}
