using PromptLab.Grading;
using PromptLab.Running;

namespace PromptLab.Comparing;

/// <summary>How one item came out in one run, all its repeats taken together.</summary>
public sealed record ComparedSide
{
    /// <summary>Pass where more of the decided repeats pass than fail: a tie is not a pass. Where no repeat was decided: error if every call failed, else undecided.</summary>
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
    public required int Repeats { get; init; }

    /// <summary>Takes the repeats of one item together.</summary>
    internal static ComparedSide Of(IEnumerable<ItemResult> results)
    {
        var repeats = results.OrderBy(result => result.Repeat).ToList();
        var passed = repeats.Count(result => result.Status == ItemStatus.Pass);
        var failed = repeats.Count(result => result.Status == ItemStatus.Fail);
        var status = Decide(passed, failed, repeats);
        var shown = repeats.First(result => result.Status == status);
        return new ComparedSide
        {
            Status = status,
            Score = repeats.Average(result => result.Score),
            Output = shown.Output,
            Reasons = ReasonsOf(shown),
            Passed = passed,
            Failed = failed,
            Repeats = repeats.Count,
        };
    }

    private static ItemStatus Decide(int passed, int failed, List<ItemResult> repeats)
    {
        if (passed + failed > 0)
            return passed > failed ? ItemStatus.Pass : ItemStatus.Fail;
        return repeats.Exists(result => result.Status == ItemStatus.Undecided) ? ItemStatus.Undecided : ItemStatus.Error;
    }

    private static IReadOnlyList<string> ReasonsOf(ItemResult result) => result.Failure is { } failure
        ? [$"{failure.Type}: {failure.Message}"]
        : [.. (result.Grade?.Verdicts ?? []).Where(verdict => verdict.Pass != true).Select(verdict => $"{verdict.Id}: {verdict.Score.Reason}")];
}
