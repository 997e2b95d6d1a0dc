using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Comparing;

/// <summary>Compares stored runs: reads their results, weighs them, and corrects together what belongs together.</summary>
internal static class RunComparer
{
    /// <summary>Compares candidates with one baseline.</summary>
    /// <exception cref="InputException">They can't be compared; every reason is in it.</exception>
    public static IReadOnlyList<WeighedComparison> Of(
        ProjectWorkspace project,
        RunRecord baseline,
        IReadOnlyList<RunRecord> candidates,
        AllowedDifferences allowed,
        long? seed,
        Problems problems
    )
    {
        var comparable = candidates.Select(candidate => (Run: candidate, Facts: Comparability.Of(baseline, candidate, allowed))).ToList();
        foreach (var (run, facts) in comparable)
        {
            foreach (var obstacle in facts.Obstacles)
                problems.Add(run.RunId, null, obstacle);
        }

        problems.ThrowIfErrors();
        var others = EarlierComparisons.PValues(project.ReadScoreboard(new Problems()), project.Runs.All(), baseline, candidates);
        var before = SideOf(project, baseline, problems);
        var versions = candidates.Count + others.Count;
        var evidence = comparable
            .Select(one =>
                ComparisonEvidence.Of(
                    RunComparison.Between(before, SideOf(project, one.Run, problems)),
                    baseline,
                    one.Run,
                    seed is { } given ? new ComparisonDice(given) : null,
                    versions
                )
            )
            .ToList();
        problems.ThrowIfErrors();
        var corrected = Correction.OfVersions([.. evidence.Select(one => (one.PassRate, one.ScoreIsPassRate ? null : one.Score))], others);
        return
        [
            .. comparable
                .Zip(evidence, corrected)
                .Select(one => new WeighedComparison(one.Second.With(one.Third.PassRate, one.Third.Score))
                {
                    Baseline = baseline,
                    Candidate = one.First.Run,
                    Facts = one.First.Facts,
                    Change = ChangeOf(project, baseline, one.First.Run, one.First.Facts),
                }),
        ];
    }

    private static ComparedRun SideOf(ProjectWorkspace project, RunRecord run, Problems problems) =>
        new(run.Prompt.Reference, run.RunId, project.Runs.ReadResults(run, problems));

    /// <summary>What a difference between two runs can be put down to.</summary>
    public static ComparedChange ChangeOf(ProjectWorkspace project, RunRecord baseline, RunRecord candidate, Comparability facts) =>
        ComparedChange.Of(facts, PromptChangesOf(project, baseline.Prompt, candidate.Prompt), baseline.Model, candidate.Model);

    // Where the texts are not here any more a run still knows which sections it changed against its parent; else null.
    private static IReadOnlyList<ChangedElement>? PromptChangesOf(ProjectWorkspace project, RunPrompt before, RunPrompt after)
    {
        if (TextOf(project, before) is { } parent && TextOf(project, after) is { } child)
            return PromptElements.Changed(parent, child);
        return after.Name == before.Name && after.Parent is not null && after.Parent == before.Version
            ? [.. after.Changes.Select(ChangedElement.Parse)]
            : null;
    }

    private static Prompt? TextOf(ProjectWorkspace project, RunPrompt prompt) =>
        prompt.Version is not null && project.Prompts.Resolve(prompt.Reference, new Problems()) is { } text && text.Hash == prompt.Hash
            ? text
            : null;
}
