using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Workspace;

namespace PromptLab.Planning;

/// <summary>What a command means that names nothing, in a project with one prompt, one eval set or one model.</summary>
internal static class OnlyChoice
{
    /// <summary>The options with what there is only one of. Where an experiment says what to run, they stay as they are.</summary>
    public static RunOptions Complete(ProjectWorkspace project, RunOptions options)
    {
        if (options.Experiment is not null || (IsOpen(options) && project.Config.Experiments.Count > 0))
            return options;
        var models = project.Config.Models;
        var completed = options with
        {
            Prompts = options.Prompts.Count == 0 && NewestOf(project) is { } prompt ? [prompt] : options.Prompts,
            EvalSet = options.EvalSet ?? (options.EvalSets.Count > 0 ? null : Single(project.EvalSets.Names)),
            Models = options.Models.Count == 0 && project.Config.Run.Model is null && models.Count == 1 ? [.. models.Keys] : options.Models,
        };
        // Nobody asked for the items that examples are taken from.
        return IsOpen(options) && options.Splits.Count == 0 && completed.EvalSet is { } set
            ? completed with
            {
                Splits = project.EvalSets.Resolve(set, new Problems())?.MeasuredSplits ?? [],
            }
            : completed;
    }

    /// <summary>The name of the only prompt.</summary>
    /// <exception cref="InputException">There are several, or none.</exception>
    public static string Prompt(ProjectWorkspace project) =>
        Single(project.Prompts.Names)
        ?? throw new InputException(
            "prompt",
            null,
            project.Prompts.Names.Count == 0
                ? "There is no prompt yet. Make one: promptlab init --from items.csv"
                : $"Name the prompt: {string.Join(", ", project.Prompts.Names)}"
        );

    /// <summary>The latest run of the only prompt, by its id.</summary>
    /// <exception cref="InputException">There are several prompts, or there is no run.</exception>
    public static string Run(ProjectWorkspace project)
    {
        var prompt = Prompt(project);
        return project.Runs.All().Where(run => run.Prompt.Name == prompt).MaxBy(run => run.StartedAt)?.RunId
            ?? throw new InputException(prompt, null, "It has no run yet: promptlab run");
    }

    /// <summary>The latest version of the only prompt, and its parent.</summary>
    /// <exception cref="InputException">There are several prompts, or the latest version has no parent.</exception>
    public static (string Baseline, string Candidate) Pair(ProjectWorkspace project)
    {
        var name = Prompt(project);
        var latest = project.Prompts.Versions(name) is [.., var newest] ? newest : null;
        var parent = latest is null ? null : project.Prompts.Read(name, latest, new Problems())?.Parent;
        return parent is null
            ? throw new InputException(
                name,
                null,
                "There is no version with a parent to compare it with. Name two runs: promptlab compare A B"
            )
            : ($"{name}@{parent}", $"{name}@{latest}");
    }

    private static bool IsOpen(RunOptions options) => options.Prompts.Count == 0 && options.EvalSet is null && options.EvalSets.Count == 0;

    // Where nothing is frozen yet, the draft is what there is.
    private static string? NewestOf(ProjectWorkspace project) =>
        Single(project.Prompts.Names) is not { } name ? null
        : project.Prompts.Versions(name) is [.., var latest] ? $"{name}@{latest}"
        : project.Prompts.HasDraft(name) ? $"{name}@{PromptLibrary.Draft}"
        : null;

    private static string? Single(IReadOnlyList<string> names) => names is [var only] ? only : null;
}
