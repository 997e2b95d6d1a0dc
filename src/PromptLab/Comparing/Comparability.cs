using System.Globalization;
using PromptLab.Files;

namespace PromptLab.Comparing;

/// <summary>Says what differs between two runs besides the prompt. What that means for the comparison is the caller's to decide.</summary>
public static class Comparability
{
    /// <summary>One sentence for each difference; empty where the runs differ in nothing but the prompt.</summary>
    /// <remarks>A hash is compared only under the same name, since another name says enough; a hash that one side does not know is a difference too.</remarks>
    public static IReadOnlyList<string> Between(RunFacts baseline, RunFacts candidate)
    {
        IEnumerable<string?> differences =
        [
            baseline.EvalSet == candidate.EvalSet
                ? Content($"The eval set “{baseline.EvalSet}”", baseline.EvalSetHash, candidate.EvalSetHash)
                : $"The eval sets differ: “{baseline.EvalSet}” and “{candidate.EvalSet}”.",
            Content("The set of graders", baseline.GradersHash, candidate.GradersHash),
            baseline.Model == candidate.Model
                ? Content($"The configuration of the model “{baseline.Model}”", baseline.ConfigHash, candidate.ConfigHash)
                : $"The models differ: “{baseline.Model}” and “{candidate.Model}”.",
            baseline.Split == candidate.Split ? null : $"The splits differ: {Split(baseline.Split)} and {Split(candidate.Split)}.",
            baseline.Items == candidate.Items
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"The numbers of items differ: {baseline.Items} and {candidate.Items}."),
        ];
        return [.. differences.OfType<string>()];
    }

    private static string? Content(string subject, string? before, string? after) => (before, after) switch
    {
        (null, null) => null,
        (null, _) or (_, null) => $"{subject} can't be shown to be the same: one run does not record its hash.",
        // The scoreboard holds the beginning of a hash, run.json the whole.
        _ when ContentHash.Short(before) == ContentHash.Short(after) => null,
        _ => $"{subject} was changed between the runs: {ContentHash.Short(before)} and {ContentHash.Short(after)}.",
    };

    private static string Split(string? split) => split is null ? "none" : $"“{split}”";
}
