using PromptLab.Files;
using PromptLab.Results;

namespace PromptLab.Cli;

/// <summary>Finds the run that a command line means: by its id, the end of its id, or as the latest run of a prompt version.</summary>
internal static class RunReferences
{
    /// <summary>The run; null with a problem noted. With <paramref name="like"/>, a prompt reference means the latest run under the same conditions, if there is one.</summary>
    public static RunRecord? Find(Project project, string text, RunRecord? like, Problems problems) =>
        !IsPrompt(text) ? project.Runs.Find(text, problems)
        : RunsOf(project, text, problems) is { Count: > 0 } runs ? runs.Find(run => like is not null && Comparable(run, like)) ?? runs[0]
        : null;

    /// <summary>The run that a race means; null with a problem noted. A prompt reference means the latest completed run under the same conditions; where there is none, another one that comes near, for whoever says what is wrong with it.</summary>
    public static RunRecord? FindBaseline(Project project, string text, RunRecord candidate, Problems problems) =>
        !IsPrompt(text) ? project.Runs.Find(text, problems)
        : RunsOf(project, text, problems) is { Count: > 0 } runs
            ? runs.Find(run => IsCompleted(run) && Comparable(run, candidate)) ?? runs.Find(run => Comparable(run, candidate)) ?? runs.Find(IsCompleted) ?? runs[0]
        : null;

    /// <summary>True where two runs were asked and judged the same, but for the prompt.</summary>
    public static bool Comparable(RunRecord run, RunRecord like) =>
        run.EvalSet.SelectedIdsHash == like.EvalSet.SelectedIdsHash && run.ConfigHash == like.ConfigHash && run.GradersHash == like.GradersHash;

    private static bool IsPrompt(string text) => text.Contains('@', StringComparison.Ordinal);

    private static bool IsCompleted(RunRecord run) => run.Status == RunStatus.Completed;

    // The newest first.
    private static List<RunRecord> RunsOf(Project project, string reference, Problems problems)
    {
        if (project.Prompts.Resolve(reference, problems) is not { } prompt)
            return [];
        var runs = project.Runs.All().Where(run => run.Prompt.Name == prompt.Name && run.Prompt.Hash == prompt.Hash && run.Totals is not null).ToList();
        if (runs.Count == 0)
            problems.Add(reference, null, $"There is no run of {prompt.Reference} here. Make one: promptlab run --prompt {prompt.Reference} --evalset … --model …");
        return runs;
    }
}
