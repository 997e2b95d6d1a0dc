using PromptLab.Files;
using PromptLab.Results;

namespace PromptLab.Cli;

/// <summary>Finds the run that a command line means: by its id, the end of its id, or as the latest run of a prompt version.</summary>
internal static class RunReferences
{
    /// <summary>The run; null with a problem noted. With <paramref name="like"/>, a prompt reference means the latest run under the same conditions, if there is one.</summary>
    public static RunRecord? Find(Project project, string text, RunRecord? like, Problems problems)
    {
        if (!text.Contains('@', StringComparison.Ordinal))
            return project.Runs.Find(text, problems);
        if (project.Prompts.Resolve(text, problems) is not { } prompt)
            return null;
        var runs = project.Runs.All().Where(run => run.Prompt.Name == prompt.Name && run.Prompt.Hash == prompt.Hash && run.Totals is not null).ToList();
        if (runs.Count == 0)
            problems.Add(text, null, $"There is no run of {prompt.Reference} here. Make one: promptlab run --prompt {prompt.Reference} --evalset … --model …");
        return runs.Find(run => like is not null && Comparable(run, like)) ?? runs.FirstOrDefault();
    }

    private static bool Comparable(RunRecord run, RunRecord like) =>
        run.EvalSet.SelectedIdsHash == like.EvalSet.SelectedIdsHash && run.ConfigHash == like.ConfigHash && run.GradersHash == like.GradersHash;
}
