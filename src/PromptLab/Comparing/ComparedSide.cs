using System.Text.Json.Serialization;
using PromptLab.Grading;
using PromptLab.Running;

namespace PromptLab.Comparing;

/// <summary>How one item came out in one run, all its repeats taken together.</summary>
public sealed record ComparedSide
{
    /// <summary>
    /// Pass where more of the decided repeats pass than fail: a tie is not a pass. Where no repeat was decided: error
    /// if every call failed, else undecided.
    /// </summary>
    public required ItemStatus Status { get; init; }

    /// <summary>The mean score of the scored repeats, from 0 to 1, unrounded; null where none has a score.</summary>
    public required double? Score { get; init; }

    /// <summary>The response of the first repeat that came out as <see cref="Status"/> says; null where it has none.</summary>
    public required string? Output { get; init; }

    /// <summary>What the graders that did not pass said of that response, or why its call failed; empty where all passed.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>How many repeats pass.</summary>
    public required int Passed { get; init; }

    /// <summary>How many repeats fail.</summary>
    public required int Failed { get; init; }

    /// <summary>How many repeats there are, undecided ones and errors among them.</summary>
    public int Repeats => Results.Count;

    /// <summary>The share of the decided repeats that pass, from 0 to 1; null where none was decided.</summary>
    public double? PassShare => Passed + Failed == 0 ? null : (double)Passed / (Passed + Failed);

    /// <summary>The results, in the order of repeats.</summary>
    [JsonIgnore]
    internal IReadOnlyList<ItemResult> Results { get; init; } = [];

    /// <summary>The mean score that a grader gave over the repeats that it decided, from 0 to 1; null where it decided none.</summary>
    public double? ScoreOf(string grader) => MeanOf(grader, verdict => verdict.Score.Value);

    /// <summary>The share of the repeats that a grader passed, of those that it decided, from 0 to 1; null where it decided none.</summary>
    public double? PassShareOf(string grader) => MeanOf(grader, verdict => verdict.Pass is { } pass ? (pass ? 1.0 : 0.0) : null);

    /// <summary>True where a grader judged at least one of the responses, whether or not it came to a decision.</summary>
    public bool IsJudgedBy(string grader) => MeanOf(grader, _ => 0) is not null;

    /// <summary>Adds the ids of the graders that judged a response.</summary>
    internal void AddGradersTo(HashSet<string> graders)
    {
        for (var i = 0; i < Results.Count; i++)
        {
            var verdicts = Results[i].Grade?.Verdicts ?? [];
            for (var j = 0; j < verdicts.Count; j++)
                graders.Add(verdicts[j].Id);
        }
    }

    /// <summary>The mean of a value over the repeats that have one; null where none has.</summary>
    internal double? MeanOf(Func<ItemResult, double?> valueOf)
    {
        var mean = new Mean();
        for (var i = 0; i < Results.Count; i++)
            mean.Add(valueOf(Results[i]));
        return mean.Value;
    }

    /// <summary>Takes the repeats of one item together.</summary>
    /// <param name="results">The repeats, in any order.</param>
    /// <param name="isSealed">True for an item of the holdout: then neither its response nor the reasons are kept.</param>
    internal static ComparedSide Of(IReadOnlyList<ItemResult> results, bool isSealed = false)
    {
        var repeats = results.Count == 1 ? results : [.. results.OrderBy(result => result.Repeat)];
        var (passed, failed) = (Count(repeats, ItemStatus.Pass), Count(repeats, ItemStatus.Fail));
        var status = Decide(passed, failed, repeats);
        var shown = repeats.Count == 1 ? repeats[0] : repeats.First(result => result.Status == status);
        return new ComparedSide
        {
            Status = status,
            Score = repeats.Count == 1 ? repeats[0].Score : repeats.Average(result => result.Score),
            Output = isSealed ? null : shown.Output,
            Reasons = isSealed ? [] : ReasonsOf(shown),
            Passed = passed,
            Failed = failed,
            Results = repeats,
        };
    }

    private static int Count(IReadOnlyList<ItemResult> repeats, ItemStatus status)
    {
        var count = 0;
        for (var i = 0; i < repeats.Count; i++)
            count += repeats[i].Status == status ? 1 : 0;
        return count;
    }

    private static ItemStatus Decide(int passed, int failed, IReadOnlyList<ItemResult> repeats)
    {
        if (passed + failed > 0)
            return passed > failed ? ItemStatus.Pass : ItemStatus.Fail;
        return repeats.Any(result => result.Status == ItemStatus.Undecided) ? ItemStatus.Undecided : ItemStatus.Error;
    }

    private static IReadOnlyList<string> ReasonsOf(ItemResult result)
    {
        if (result.Failure is { } failure)
            return [$"{failure.Type}: {failure.Message}"];
        var reasons = new List<string>();
        var verdicts = result.Grade?.Verdicts ?? [];
        for (var i = 0; i < verdicts.Count; i++)
        {
            if (verdicts[i].Pass != true)
                reasons.Add($"{verdicts[i].Id}: {verdicts[i].Score.Reason}");
        }

        return reasons;
    }

    // Loops and no queries: a comparison asks this of every item for every grader.
    private double? MeanOf(string grader, Func<GraderVerdict, double?> valueOf)
    {
        var mean = new Mean();
        for (var i = 0; i < Results.Count; i++)
        {
            var verdicts = Results[i].Grade?.Verdicts ?? [];
            for (var j = 0; j < verdicts.Count; j++)
            {
                if (verdicts[j].Id == grader)
                    mean.Add(valueOf(verdicts[j]));
            }
        }

        return mean.Value;
    }

    private struct Mean
    {
        private double _sum;
        private int _count;

        public readonly double? Value => _count == 0 ? null : _sum / _count;

        public void Add(double? value)
        {
            _sum += value ?? 0;
            _count += value is null ? 0 : 1;
        }
    }
}
