using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Comparing;

/// <summary>Finds predictions that can never come true since they name nothing: once frozen, a slip of the pen stays.</summary>
internal static class PredictionCheck
{
    /// <summary>Notes each entry of a prediction that means no item, no tag, or no reason for which the parent failed.</summary>
    public static void Check(ProjectWorkspace project, FreezeOptions request, Problems problems)
    {
        if (project.Prompts.Resolve($"{request.Name}@{request.Draft}", new Problems()) is not { } draft)
            return;
        var items = ItemsOf(project, request.Name);
        var codes = new Lazy<IReadOnlyCollection<string>>(() => CodesOf(project, draft));
        Check("--fixes", request.PredictedFixes.Count > 0 ? request.PredictedFixes : draft.PredictedFixes, items, codes, problems);
        Check("--might-break", request.MightBreak.Count > 0 ? request.MightBreak : draft.MightBreak, items, codes, problems);
    }

    private static void Check(
        string option,
        IReadOnlyList<string> entries,
        IReadOnlyList<EvalItem> items,
        Lazy<IReadOnlyCollection<string>> codes,
        Problems problems
    )
    {
        foreach (var entry in entries.Where(_ => items.Count > 0))
        {
            if (entry.StartsWith(PredictionGrade.Tag, StringComparison.Ordinal))
                Known(
                    entry[PredictionGrade.Tag.Length..],
                    items.SelectMany(item => item.Tags).ToHashSet(StringComparer.Ordinal),
                    "No item has the tag"
                );
            else if (entry.StartsWith(PredictionGrade.Code, StringComparison.Ordinal) && codes.Value.Count > 0)
                Known(entry[PredictionGrade.Code.Length..], codes.Value, "In its latest run here the parent never failed for the reason");
            else if (
                !entry.StartsWith(PredictionGrade.Code, StringComparison.Ordinal)
                && !items.Any(item => ItemFilter.MatchesPattern(entry, item.Id))
            )
                problems.Add(
                    option,
                    null,
                    $"No item that may be shown has an id like “{entry}”.{NearestName.Suggest(entry, items.Select(item => item.Id).Take(20))} For a tag write tag:{entry}."
                );
        }

        void Known(string name, IReadOnlyCollection<string> known, string lack)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
                problems.Add(option, null, $"{lack} “{name}”.{NearestName.Suggest(name, known)}");
        }
    }

    // Those of the sets that the prompt's experiments use, or of all; what is of the holdout can't be predicted by name.
    private static IReadOnlyList<EvalItem> ItemsOf(ProjectWorkspace project, string prompt)
    {
        var used = project
            .Config.Experiments.Values.Where(experiment =>
                experiment.Prompts.Any(reference => PromptReference.Parse(reference).Name == prompt)
            )
            .SelectMany(experiment => experiment.EvalSets)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. project
                .EvalSets.Names.Where(name => used.Count == 0 || used.Contains(name))
                .Select(name => project.EvalSets.Resolve(name, new Problems()))
                .OfType<EvalSet>()
                .SelectMany(set => set.Items)
                .Where(item => !item.IsSealed),
        ];
    }

    private static HashSet<string> CodesOf(ProjectWorkspace project, Prompt draft)
    {
        var parent = draft.Parent is null ? null : project.Prompts.Resolve($"{draft.Name}@{draft.Parent}", new Problems());
        var run = project
            .Runs.All()
            .FirstOrDefault(run => parent is not null && run.Prompt.Hash == parent.Hash && run.Status == RunStatus.Completed);
        return run is null ? [] : [.. PredictionGrade.FailingCodes(project.Runs.ReadResults(run, new Problems()))];
    }
}
