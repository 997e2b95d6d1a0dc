using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Settings;
using PromptLab.Starting;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>Makes a project that runs, or adds a prompt and its eval set to the one that is there.</summary>
internal static class ProjectInit
{
    public static async Task<NewResult> RunAsync(string folder, ProjectHost host, InitOptions options, CancellationToken cancellationToken)
    {
        var problems = new Problems();
        var project = ExistingIn(folder, host, problems);
        var name = ProjectStarter.NameOf(options.Name, options.From, problems);
        var source = options.From is { } from ? Path.Combine(folder, from) : null;
        var read = ProjectStarter.Read(source, options.From ?? "the example", options.Input, options.Expected, problems);
        if (read is { } told)
            ProjectStarter.CheckTold(told.Table, told.Columns, problems);
        problems.ThrowIfErrors();
        var (table, columns) = read!.Value;
        var set = StarterSet.Of(name, table, columns, problems);
        problems.ThrowIfErrors();
        var plan = new StarterPlan { Root = project?.Folder.Root ?? folder };
        var (prompts, evalSets) = (
            project?.Folder.PromptsPath ?? Path.Combine(folder, "prompts"),
            project?.Folder.EvalSetsPath ?? Path.Combine(folder, "evalsets")
        );
        var seals = project?.EvalSets.Seals ?? SealRegistry.Of([], []);
        var splits = StarterSplits.Of(set, $"evalsets/{name}/{StarterItems.FileOf(set)}", seals, problems);
        problems.ThrowIfErrors();
        plan.Notes.AddRange(ProjectStarter.NotesOn(table, columns, set, splits));
        plan.AddSet(set, splits, prompts, evalSets);
        if (project is null)
            plan.AddProject(await ModelOf(host, options.Model, plan.Notes, cancellationToken));
        plan.CheckFree(problems);
        problems.ThrowIfErrors();
        var written = plan.Write();
        foreach (var warning in problems.Found)
            host.Observer.Observe(new WarningFound(warning));
        return new NewResult
        {
            File = plan.Draft,
            Parent = null,
            Files = written,
            Notes = plan.Notes,
            Warnings = problems.Found,
        };
    }

    // A folder below a project is part of it.
    private static ProjectWorkspace? ExistingIn(string folder, ProjectHost host, Problems problems)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, ProjectConfigFile.FileName)))
                return ProjectWorkspace.Find(folder, host, problems);
        }

        return null;
    }

    private static async Task<StarterModel> ModelOf(ProjectHost host, string? id, List<string> notes, CancellationToken cancellationToken)
    {
        var local = host.Providers is null
            ? null
            : await host.Providers.ListLocalModelsAsync(StarterModel.LocalOllama(host.Variable), cancellationToken);
        var model = StarterModel.Find(host.Variable, id, local);
        notes.Add(
            model switch
            {
                { Kind: null } => $"No model yet: {model.Why}. promptlab.yaml has an example to uncomment.",
                { Id: null } =>
                    $"The model is of the kind {model.Kind}, since {model.Why}. Put its id in promptlab.yaml, in the place of {StarterConfig.UnknownId} (or begin with --model ID).",
                _ => $"The model is {model.Id} ({model.Kind}), since {model.Why}.",
            }
        );
        return model;
    }
}
