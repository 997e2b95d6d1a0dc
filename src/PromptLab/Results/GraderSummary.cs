using PromptLab.Grading;
using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>What one grader said over a run.</summary>
public sealed record GraderSummary
{
    /// <summary>The grader's id.</summary>
    public required string Id { get; init; }

    /// <summary>The kind of grader.</summary>
    public required string Type { get; init; }

    /// <summary>How many responses it applied to.</summary>
    public required int Applied { get; init; }

    /// <summary>How many of them it decided.</summary>
    public required int Decided { get; init; }

    /// <summary>How many of them it passed.</summary>
    public required int Passed { get; init; }

    /// <summary>The mean over the items of their mean score, 0 to 1; null where it decided nothing.</summary>
    public required double? Mean { get; init; }

    /// <summary>How much it counts in an item's score; 0 is reported and not scored.</summary>
    public required double Weight { get; init; }

    /// <summary>The reasons of what did not pass, most frequent first.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> Reasons { get; init; }

    /// <summary>Which labels or choices were read for which; null where the grader reads none.</summary>
    public required ConfusionMatrix? Confusion { get; init; }

    internal static IReadOnlyList<GraderSummary> Of(IReadOnlyList<ItemResult> results) =>
        [.. results
            .SelectMany(result => (result.Grade?.Verdicts ?? []).Select(verdict => (Result: result, Verdict: verdict)))
            .GroupBy(pair => pair.Verdict.Id, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Of(group.Key, [.. group]))];

    private static GraderSummary Of(string id, IReadOnlyList<(ItemResult Result, GraderVerdict Verdict)> said)
    {
        var decided = said.Where(pair => pair.Verdict.Score.Value is not null).ToList();
        var read = said.Where(pair => pair.Verdict.Score.Wanted is not null).ToList();
        return new GraderSummary
        {
            Id = id,
            Type = said[0].Verdict.Type,
            Applied = said.Count,
            Decided = decided.Count,
            Passed = said.Count(pair => pair.Verdict.Pass == true),
            Mean = RunSummary.Mean(ItemMeans.Of(decided.Select(pair => (pair.Result, pair.Verdict.Score.Value!.Value))).Select(item => item.Mean)),
            Weight = said[0].Verdict.Weight,
            Reasons = [.. said
                .Where(pair => pair.Verdict.Pass != true)
                .CountBy(pair => pair.Verdict.Score.Code, StringComparer.Ordinal)
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)],
            Confusion = read.Count == 0 ? null
                : ConfusionMatrix.Of(read.Select(pair => (pair.Verdict.Score.Wanted!, pair.Verdict.Score.Predicted))),
        };
    }
}
