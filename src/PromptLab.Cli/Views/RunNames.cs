using PromptLab.Results;

namespace PromptLab.Cli.Views;

/// <summary>The shortest names that tell runs of one command apart.</summary>
internal static class RunNames
{
    /// <summary>The version, with the prompt's name and the model's where the runs differ in them.</summary>
    public static string Of(FinishedRun run, IReadOnlyList<FinishedRun> all)
    {
        var prompt =
            all.All(other => other.Record.Prompt.Name == run.Record.Prompt.Name)
            && run.Record.Prompt.Version is { } version
            && all.Count > 1
                ? version
                : run.Record.Prompt.Reference;
        var name = all.All(other => other.Record.Model.Alias == run.Record.Model.Alias) ? prompt : $"{prompt} {run.Record.Model.Alias}";
        return run.Record.Status == RunStatus.Unfinished ? $"{name} (stopped)" : name;
    }
}
