using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Comparing;

/// <summary>
/// Finds the run that a command line means: by its id, the end of its id, as the latest run of a prompt version, or as the latest
/// grading of imported responses by their name.
/// </summary>
internal static class RunReferences
{
    /// <summary>
    /// The run that stands for a version: the latest that went to its end, over all items rather than over a choice of them. Null with a
    /// problem noted.
    /// </summary>
    public static RunRecord? Find(ProjectWorkspace project, string text, Problems problems) =>
        WholeFirst(Ended(project, text, problems)) is [var whole, ..] ? whole : null;

    /// <summary>The latest run, however far it came, such as one to resume; null with a problem noted.</summary>
    public static RunRecord? FindLatest(ProjectWorkspace project, string text, Problems problems) =>
        Choices(project, text, problems) is [var latest, ..] ? latest : null;

    /// <summary>
    /// The runs that are compared. A prompt version means its latest run that can be compared with the others; where there is
    /// none, its latest run. Null with problems noted.
    /// </summary>
    public static (RunRecord Baseline, IReadOnlyList<RunRecord> Candidates)? FindTogether(
        ProjectWorkspace project,
        string baseline,
        IReadOnlyList<string> candidates,
        Problems problems
    )
    {
        var befores = WholeFirst(Ended(project, baseline, problems));
        var afters = candidates.Select(candidate => WholeFirst(Ended(project, candidate, problems))).ToList();
        if (befores.Count == 0 || afters.Exists(runs => runs.Count == 0))
            return null;
        foreach (var before in befores)
        {
            var fitting = afters.Select(runs => runs.FirstOrDefault(after => Fits(before, after))).OfType<RunRecord>().ToList();
            if (fitting.Count == afters.Count)
                return (before, fitting);
        }

        return (befores[0], [.. afters.Select(runs => runs[0])]);
    }

    /// <summary>
    /// The run that a race means; null with a problem noted. A prompt reference means the latest completed run under the same
    /// conditions; where there is none, another one that comes near, for whoever says what is wrong with it.
    /// </summary>
    public static RunRecord? FindBaseline(ProjectWorkspace project, string text, RunIdentity candidate, Problems problems)
    {
        var runs = WholeFirst(Ended(project, text, problems));
        return runs.Find(run => Comparability.DifferInSubjectOnly(run.Identity, candidate)) ?? (runs is [var nearest, ..] ? nearest : null);
    }

    // A look that has not ended shows nothing, so that nobody stops on what it shows.
    private static IReadOnlyList<RunRecord> Ended(ProjectWorkspace project, string text, Problems problems)
    {
        var runs = Choices(project, text, problems);
        var ended = runs.Where(run => !IsOpenLook(run)).ToList();
        if (ended.Count == 0 && runs is [var open, ..])
            problems.Add(
                text,
                null,
                $"{open.RunId} is of a look at the holdout that has not ended, and shows nothing before. Go on with it: the same promptlab confirm again, or promptlab run --resume {open.RunId}"
            );
        return ended;
    }

    private static bool IsOpenLook(RunRecord run) =>
        new SplitChoice(run.EvalSet.Split).HasHoldout && run.Status is RunStatus.Running or RunStatus.Unfinished;

    // Of two runs of one version the later one is the candidate.
    private static bool Fits(RunRecord before, RunRecord after) =>
        Comparability.DifferInSubjectOnly(before, after) && (before.Prompt.Hash != after.Prompt.Hash || before.StartedAt < after.StartedAt);

    // A run that was stopped, in which too many calls failed, or that asked a choice of the items does not stand for its version
    // while there is a whole one.
    private static List<RunRecord> WholeFirst(IReadOnlyList<RunRecord> runs) =>
        [.. runs.OrderBy(IsSealed).ThenBy(run => run.Status != RunStatus.Completed).ThenBy(run => IsPart(run, runs))];

    // --limit 1000 of 48 items is no choice.
    private static bool IsPart(RunRecord run, IReadOnlyList<RunRecord> runs) =>
        run.EvalSet.Selection is not null
        && !runs.Any(other => other.EvalSet.Selection is null && other.EvalSet.SelectedIdsHash == run.EvalSet.SelectedIdsHash);

    // The newest first, those over the holdout alone last.
    private static IReadOnlyList<RunRecord> Choices(ProjectWorkspace project, string text, Problems problems)
    {
        if (PromptReference.Parse(text).Version is null)
        {
            if (Imported(project, text) is { Count: > 0 } imported)
                return imported;
            return project.Runs.Find(text, problems) is { } named ? [named] : [];
        }

        if (project.Prompts.Resolve(text, problems) is not { } prompt)
            return [];
        var runs = project
            .Runs.All()
            .Where(run => run.Prompt.Name == prompt.Name && run.Prompt.Hash == prompt.Hash && run.Totals is not null)
            .ToList();
        if (runs.Count == 0)
            problems.Add(
                text,
                null,
                $"There is no run of {prompt.Reference} here. Make one: promptlab run --prompt {prompt.Reference} --evalset … --model …"
            );
        return [.. runs.OrderBy(IsSealed)];
    }

    private static List<RunRecord> Imported(ProjectWorkspace project, string name) =>
        [.. project.Runs.All().Where(run => run.Prompt.Version is null && run.Prompt.Name == name).OrderBy(IsSealed)];

    // A run over the holdout alone shows nothing one by one; whoever means it names it by its id.
    private static bool IsSealed(RunRecord run) => new SplitChoice(run.EvalSet.Split).IsOnly(SplitNames.Holdout);
}
