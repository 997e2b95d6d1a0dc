using PromptLab.Comparing;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Diagnosing;

/// <summary>Reads which items of a run failed.</summary>
internal static class FailureReader
{
    public static FailuresResult Read(ProjectWorkspace project, FailuresOptions options)
    {
        var problems = new Problems();
        if (options.Limit is < 1)
            problems.Add("--limit", null, "A limit is 1 or more.");
        var run = RunReferences.Find(project, options.Run, problems);
        problems.ThrowIfErrors();
        var items = project
            .Runs.ReadResults(run!, problems)
            .GroupBy(result => result.ItemId, StringComparer.Ordinal)
            .Select(repeats => Of([.. repeats]))
            .ToLookup(item => item.Results.Any(result => result.IsSealed));
        var failed = items[false].Where(HasFailed).ToList();
        var result = new FailuresResult
        {
            Run = run!,
            Asked = items[false].Count(),
            Failed = failed.Count,
            FailedInHoldout = items[true].Count(HasFailed),
            Items = options.Item is { } id
                ? Find(id, items, run!, problems)
                :
                [
                    .. failed
                        .OrderBy(Rank)
                        .ThenBy(item => item.Score)
                        .ThenBy(item => item.ItemId, IdOrder.Comparer)
                        .Take(options.Limit ?? int.MaxValue),
                ],
        };
        project.Conclude(problems);
        return result;
    }

    private static FailedItem Of(IReadOnlyList<ItemResult> repeats) =>
        new(
            repeats[0].ItemId,
            repeats.Select(result => result.Score).Average(),
            repeats.Count(result => result.Status == ItemStatus.Pass),
            repeats.Count
        )
        {
            Results = repeats,
        };

    private static bool HasFailed(FailedItem item) => item.Passed < item.Asked;

    // Wrong, undecided, not answered.
    private static int Rank(FailedItem item) =>
        item.Results.Any(result => result.Status == ItemStatus.Fail) ? 0
        : item.Results.Any(result => result.Status == ItemStatus.Undecided) ? 1
        : 2;

    private static IReadOnlyList<FailedItem> Find(string id, ILookup<bool, FailedItem> items, RunRecord run, Problems problems)
    {
        if (items[false].FirstOrDefault(item => item.ItemId == id) is { } found)
            return [found];
        problems.Add(
            "--item",
            null,
            items[true].Any(item => item.ItemId == id)
                ? $"“{id}” is in the holdout: its texts and results stay sealed."
                : $"{run.RunId} did not ask “{id}”.{NearestName.Suggest(id, items[false].Select(item => item.ItemId))}"
        );
        return [];
    }
}
