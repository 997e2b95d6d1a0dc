using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Evaluations;

/// <summary>The items that an evaluation asks: never those of the holdout.</summary>
internal static class ChosenItems
{
    /// <summary>The chosen items in the eval set's order; empty with problems noted where the options choose none.</summary>
    public static IReadOnlyList<EvalItem> Of(EvalSet evalSet, EvaluationOptions options, Problems problems)
    {
        CheckRanges(options, problems);
        if (NamesHoldout(evalSet, options))
        {
            problems.Add(
                evalSet.File,
                null,
                $"Items of the holdout can't be evaluated without a project, which counts every look at them. To make a claim, open the project and use ConfirmAsync; on the command line: promptlab confirm PROMPT@VERSION --against BASELINE --evalset {evalSet.Name}"
            );
            return [];
        }

        var filter = new ItemFilter
        {
            Splits = options.Splits.Count > 0 ? options.Splits : evalSet.MeasuredSplits,
            Ids = options.Items,
            Tags = options.Tags,
            Limit = options.Limit,
        };
        return filter.In(evalSet).Select(evalSet, problems);
    }

    // By split, by an id without a wildcard, or because there is nothing else to evaluate.
    private static bool NamesHoldout(EvalSet evalSet, EvaluationOptions options) =>
        evalSet.HasHoldout
        && (
            options.Splits.Any(name => SplitNames.InPlaceOf(name, evalSet.HoldoutNames) == SplitNames.Holdout)
            || evalSet.SealedItems.Any(item => options.Items.Contains(item.Id, StringComparer.Ordinal))
            || evalSet.Items.All(item => item.IsSealed)
        );

    private static void CheckRanges(EvaluationOptions options, Problems problems)
    {
        if (options.Repeats is < 1 or > 1000)
            problems.Add(nameof(EvaluationOptions.Repeats), null, "Repeats takes a whole number from 1 to 1000.");
        if (options.Concurrency is < 1 or > 1000)
            problems.Add(nameof(EvaluationOptions.Concurrency), null, "Concurrency takes a whole number from 1 to 1000.");
        if (options.Timeout is { } timeout && timeout <= TimeSpan.Zero)
            problems.Add(nameof(EvaluationOptions.Timeout), null, "Timeout takes a duration above zero.");
    }
}
