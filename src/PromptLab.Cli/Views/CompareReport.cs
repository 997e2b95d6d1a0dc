using PromptLab.Comparing;
using PromptLab.Results;

namespace PromptLab.Cli.Views;

/// <summary>A comparison for machines.</summary>
internal static class CompareReport
{
    public static object Of(RunComparison comparison, RunRecord before, RunRecord after, IReadOnlyList<string> differences) => new
    {
        Baseline = before,
        Candidate = after,
        Differences = differences,
        Counts = new
        {
            Fixed = comparison.Count(ItemChange.Fixed),
            Broken = comparison.Count(ItemChange.Broken),
            BothPass = comparison.Count(ItemChange.BothPass),
            BothFail = comparison.Count(ItemChange.BothFail),
            Undecided = comparison.Count(ItemChange.Undecided),
            Error = comparison.Count(ItemChange.Error),
            NotPaired = comparison.LeftOut.Count,
        },
        comparison.ScoredPairs,
        comparison.MeanScoreDifference,
        comparison.Flips,
        comparison.LeftOut,
    };
}
