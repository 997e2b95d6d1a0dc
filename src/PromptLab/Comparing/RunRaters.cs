using System.Globalization;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Comparing;

/// <summary>Reads what the graders of a run said, as a rater's labels.</summary>
internal static class RunRaters
{
    /// <summary>
    /// The labels of a run, without those of the holdout; null, with problems reported, if there is no such run or grader.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="reference">The run.</param>
    /// <param name="grader">The grader whose reading is taken; null for whether the item passes.</param>
    /// <param name="sealedItems">Collects the items of the holdout.</param>
    /// <param name="problems">Collects the problems.</param>
    public static RaterLabels? Read(
        ProjectWorkspace project,
        string reference,
        string? grader,
        HashSet<string> sealedItems,
        Problems problems
    )
    {
        if (RunReferences.Find(project, reference, problems) is not { } run)
            return null;
        var labels = new RaterLabels(NameOf(run));
        var graders = new HashSet<string>(StringComparer.Ordinal);
        // Also those that went into the holdout since.
        var sealedNow = (project.EvalSets.Resolve(run.EvalSet.Name, new Problems())?.SealedItems ?? [])
            .Select(item => item.Id)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var result in project.Runs.ReadResults(run, problems))
        {
            graders.UnionWith((result.Grade?.Verdicts ?? []).Select(verdict => verdict.Id));
            if (result.IsSealed || sealedNow.Contains(result.ItemId))
                sealedItems.Add(result.ItemId);
            else if (LabelOf(result, grader) is { } label)
                labels.Labels[(result.ItemId, result.Repeat)] = label;
            if (result.Cluster is { } cluster)
                labels.Clusters[result.ItemId] = cluster;
        }

        if (grader is null || graders.Contains(grader))
            return labels;
        problems.Add("--grader", null, $"{run.RunId} has no grader “{grader}”.{NearestName.Suggest(grader, graders)}");
        return null;
    }

    private static string NameOf(RunRecord run) =>
        run.Prompt.Version is null ? run.Prompt.Name : $"{run.Prompt.Reference}{(run.Model.Alias is { } model ? $" on {model}" : "")}";

    private static string? LabelOf(ItemResult result, string? grader)
    {
        if (grader is null)
            return result.Status is ItemStatus.Pass or ItemStatus.Fail ? ItemStatusName.Of(result.Status) : null;
        var score = result.Grade?.Verdicts.FirstOrDefault(verdict => verdict.Id == grader)?.Score;
        return score switch
        {
            null => null,
            { Expected: not null } => score.Predicted ?? "(none)",
            _ => score.Value?.ToString("R", CultureInfo.InvariantCulture),
        };
    }
}
