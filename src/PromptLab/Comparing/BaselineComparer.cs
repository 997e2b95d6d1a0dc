using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Comparing;

/// <summary>Holds each run that has ended against its baseline: the experiment's, or else its version's parent.</summary>
internal static class BaselineComparer
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>
    /// The comparisons by run id, those of one baseline corrected together. A run whose baseline was not run yet has
    /// none.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="ended">The runs.</param>
    /// <param name="rows">The scoreboard, which holds the comparisons that these are corrected together with.</param>
    /// <param name="problems">Takes what is wrong with the results.</param>
    public static IReadOnlyDictionary<string, BaselineComparison> Of(
        ProjectWorkspace project,
        IReadOnlyList<RunRecord> ended,
        IReadOnlyList<ScoreboardRow> rows,
        Problems problems
    )
    {
        var known = new Lazy<IReadOnlyList<RunRecord>>(project.Runs.AllNow);
        var pairs = ended
            .Select(run => (Run: run, Baseline: BaselineOf(project, run) is { } prompt ? RunOf(prompt, run, ended, known) : null))
            .Where(pair => pair.Baseline is not null);
        return pairs
            .GroupBy(pair => pair.Baseline!.RunId, StringComparer.Ordinal)
            .SelectMany(group =>
                Corrected(project, group.First().Baseline!, [.. group.Select(pair => pair.Run)], rows, known.Value, problems)
            )
            .ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>True where a run has nothing to be held against: it is the experiment's baseline itself, or a first version.</summary>
    public static bool IsBaseline(ProjectWorkspace project, RunRecord run) =>
        run.Prompt.Version is not null
        && (BaselineOf(project, run) is { } baseline ? baseline.Hash == run.Prompt.Hash : ReferenceOf(project, run) is null);

    private static IEnumerable<KeyValuePair<string, BaselineComparison>> Corrected(
        ProjectWorkspace project,
        RunRecord baseline,
        IReadOnlyList<RunRecord> runs,
        IReadOnlyList<ScoreboardRow> rows,
        IReadOnlyList<RunRecord> stored,
        Problems problems
    )
    {
        var others = EarlierComparisons.PValues(rows, stored, baseline, runs);
        var plain = runs.Select(run => Compare(project, baseline, run, runs.Count + others.Count, problems)).ToList();
        var corrected = Correction.OfVersions([.. plain.Select(one => (one.PassRate, one.Score))], others);
        return runs.Zip(plain, corrected)
            .Select(one =>
                KeyValuePair.Create(one.First.RunId, one.Second with { PassRate = one.Third.PassRate, Score = one.Third.Score })
            );
    }

    private static BaselineComparison Compare(
        ProjectWorkspace project,
        RunRecord baseline,
        RunRecord candidate,
        int versions,
        Problems problems
    )
    {
        using var before = project.Runs.Read(baseline, problems);
        using var after = project.Runs.Read(candidate, problems);
        return BaselineComparison.Of(
            baseline,
            before.Lines().Select(line => line.Result),
            candidate,
            after.Lines().Select(line => line.Result),
            RunComparer.ChangeOf(project, baseline, candidate, Comparability.Of(baseline, candidate)),
            versions
        );
    }

    // The run of the same command goes first: both were asked in turn. The baseline's own text is held against its first run of
    // the week, so that a model that drifts shows on more than one night.
    private static RunRecord? RunOf(Prompt baseline, RunRecord run, IReadOnlyList<RunRecord> ended, Lazy<IReadOnlyList<RunRecord>> known)
    {
        if (baseline.Hash == run.Prompt.Hash)
            return FirstOf(known.Value, run, Week);
        return ended.FirstOrDefault(Fits) ?? known.Value.FirstOrDefault(other => other.Status == RunStatus.Completed && Fits(other));

        bool Fits(RunRecord other) =>
            other.Prompt.Name == baseline.Name
            && other.Prompt.Hash == baseline.Hash
            && other.Totals is not null
            && Comparability.DifferInSubjectOnly(other, run);
    }

    /// <summary>The first whole run of a version within some time before another run of it; null where there is none.</summary>
    public static RunRecord? FirstOf(IReadOnlyList<RunRecord> runs, RunRecord run, TimeSpan before) =>
        runs.LastOrDefault(other =>
            other.Prompt.Name == run.Prompt.Name
            && other.Prompt.Hash == run.Prompt.Hash
            && other.Status == RunStatus.Completed
            && Comparability.DifferInSubjectOnly(other, run)
            && other.StartedAt < run.StartedAt
            && run.StartedAt - other.StartedAt <= before
        );

    private static Prompt? BaselineOf(ProjectWorkspace project, RunRecord run) =>
        ReferenceOf(project, run) is { } reference ? project.Prompts.Resolve(reference, new Problems()) : null;

    private static string? ReferenceOf(ProjectWorkspace project, RunRecord run)
    {
        if (run.Experiment is { } name && project.Config.Experiments.GetValueOrDefault(name)?.Baseline is { } baseline)
            return baseline;
        return run.Prompt.Parent is { } parent ? $"{run.Prompt.Name}@{parent}" : null;
    }
}
