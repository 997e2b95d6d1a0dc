using System.Text.RegularExpressions;
using PromptLab.Comparing;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>Creates, freezes, reverts and splits drafts.</summary>
internal static partial class PromptDrafts
{
    public static NewResult New(ProjectWorkspace project, NewOptions options)
    {
        var (name, problems) = (options.Name, new Problems());
        if (!PromptName().IsMatch(name))
            problems.Add(name, null, "A prompt's name is of small letters, digits and “-”, a letter first.");
        else if (FileNames.ProblemOf(name) is { } unusable)
            problems.Add(name, null, unusable);
        problems.ThrowIfErrors();
        using var held = project.Prompts.Lock(name, project.Host.Time);
        var file = PromptLibrary.Draft + PromptFile.Extension;
        var (path, shown) = (project.Prompts.PathOf(name, file), project.Prompts.ShownPathOf(name, file));
        if (File.Exists(path))
            problems.Add(shown, null, "There is a draft already. Freeze it, or edit it.");
        var parent = options.From is null ? null : project.Prompts.Resolve(options.From, problems);
        if (parent is not null && parent.Name != name)
            problems.Add("--from", null, $"“{options.From}” is a version of another prompt. Name a version of {name}.");
        project.Conclude(problems);
        TextFile.WriteAtomically(
            path,
            parent is null
                ? PromptStarter.NewPrompt(name)
                : PromptStarter.ChildOf(
                    TextFile.Read(
                        project.Prompts.PathOf(name, parent.Version + PromptFile.Extension),
                        project.Prompts.ShownPathOf(name, parent.Version + PromptFile.Extension)
                    ),
                    parent.Version
                )
        );
        return new NewResult { File = shown, Parent = parent?.Version };
    }

    public static string? HypothesisOf(ProjectWorkspace project, string prompt, string draft)
    {
        var problems = new Problems();
        var hypothesis = new PromptFreezer(project.Prompts, project.Host.Time).DraftHypothesis(prompt, problems, draft);
        problems.ThrowIfErrors();
        return hypothesis;
    }

    public static FreezeResult Freeze(ProjectWorkspace project, FreezeOptions options)
    {
        using var held = project.Prompts.LockExisting(options.Name, project.Host.Time);
        var problems = new Problems();
        PredictionCheck.Check(project, options, problems);
        problems.ThrowIfErrors();
        var frozen = new PromptFreezer(project.Prompts, project.Host.Time).Freeze(options, problems);
        project.Conclude(problems);
        return new FreezeResult
        {
            Version = frozen!.Version,
            Changes = frozen.Changes,
            Elements = frozen.Elements,
        };
    }

    public static UnfreezeResult Unfreeze(ProjectWorkspace project, string prompt)
    {
        var problems = new Problems();
        if (!project.Prompts.Names.Contains(prompt, StringComparer.Ordinal))
            problems.Add(prompt, null, $"There is no prompt “{prompt}”.{NearestName.Suggest(prompt, project.Prompts.Names)}");
        problems.ThrowIfErrors();
        using var held = project.Prompts.Lock(prompt, project.Host.Time);
        var version = new FreezeReversal(project.Prompts).Undo(prompt, one => UseOf(project, one, problems), problems);
        project.Conclude(problems);
        return new UnfreezeResult
        {
            Version = version!,
            Draft = project.Prompts.ShownPathOf(prompt, PromptLibrary.Draft + PromptFile.Extension),
        };
    }

    // Rows and runs keep their text by its hash, and a later version its parent by name.
    private static string? UseOf(ProjectWorkspace project, Prompt version, Problems problems)
    {
        if (
            project
                .Scoreboard.Read(problems)
                .Any(row =>
                    ScoreboardRows.IsOfText(row, version.Name, version.Hash)
                    || (row.PromptHash is null && row.Prompt == version.Name && row.Version == version.Version)
                )
        )
            return "has been measured: the scoreboard has a row for it";
        if (project.Runs.All().FirstOrDefault(run => run.Prompt.Name == version.Name && run.Prompt.Hash == version.Hash) is { } run)
            return $"has been run: {project.Runs.ShownAs}/{run.RunId}";
        return null;
    }

    public static RevertSectionResult RevertSection(ProjectWorkspace project, RevertSectionOptions options)
    {
        using var held = project.Prompts.LockExisting(PromptReference.Parse(options.Version).Name, project.Host.Time);
        var problems = new Problems();
        var file = new SectionReversal(project.Prompts).Revert(options.Version, options.Section, options.To, problems);
        project.Conclude(problems);
        var name = PromptReference.Parse(options.Version).Name;
        // Where the older section does not fit, for example because of an undeclared variable, the author has to fix the draft.
        var misfits = new Problems();
        project.Prompts.Resolve($"{name}@{PromptLibrary.Draft}", misfits);
        foreach (var misfit in misfits.Found.Except(problems.Found))
            project.Notify(new WarningFound(misfit));
        return new RevertSectionResult { File = file!, Prompt = name };
    }

    public static SplitDraftResult Split(ProjectWorkspace project, string prompt)
    {
        using var held = project.Prompts.LockExisting(prompt, project.Host.Time);
        var problems = new Problems();
        var drafts = new DraftSplitter(project.Prompts).Split(prompt, problems) ?? [];
        project.Conclude(problems);
        return new SplitDraftResult { Drafts = drafts };
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]*\z", RegexOptions.None, 1000)]
    private static partial Regex PromptName();
}
