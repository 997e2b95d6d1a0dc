using PromptLab.Comparing;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Planning;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>
/// The baselines that the runs of one command race against: for each run, one that differs in the prompt only.
/// </summary>
internal sealed class RaceBaselines
{
    private const string Option = "--race";

    private readonly Dictionary<(string? Model, string? Prompt), RunRecord> _runs = [];
    private readonly Dictionary<string, RaceBaseline> _results = new(StringComparer.Ordinal);

    private RaceBaselines() { }

    /// <summary>The baselines without duplicates.</summary>
    public IEnumerable<RunRecord> Runs => _runs.Values.DistinctBy(run => run.RunId);

    /// <summary>Finds a baseline for each run of a setup and reads its results; null without a race. Nothing is sent.</summary>
    /// <exception cref="InputException">A run has no baseline, or cannot race against it.</exception>
    public static RaceBaselines? Find(ProjectWorkspace project, RunSetup setup, RunOptions options)
    {
        if (options.Race is not { } reference)
            return null;
        var baselines = new RaceBaselines();
        var problems = new Problems();
        if (setup.Items.Any(item => item.IsSealed))
            problems.Add(
                Option,
                null,
                "A race looks at results on the way, and a look at the holdout is for a claim. Race on other items, such as --split dev."
            );
        foreach (var planned in setup.Runs)
            baselines.Find(project, reference, planned.Identity, problems);
        project.Conclude(problems);
        return baselines;
    }

    /// <summary>The race of a run that was just started.</summary>
    public RunRace RaceOf(RunRecord run, IReadOnlyList<EvalItem> items)
    {
        var baseline = _runs[KeyOf(run.Identity)];
        var byId = items.ToDictionary(item => item.Id, StringComparer.Ordinal);
        var order = RaceOrder.Of(byId.Keys, run.EvalSet.Hash, baseline.Prompt.Hash, run.Prompt.Hash);
        return new RunRace(baseline, [.. order.Select(id => byId[id])], new Race(_results[baseline.RunId], order, run.Repeats));
    }

    private static (string? Model, string? Prompt) KeyOf(RunIdentity run) => (run.Model.Alias, run.Prompt.Hash);

    private void Find(ProjectWorkspace project, string reference, RunIdentity candidate, Problems problems)
    {
        if (RunReferences.FindBaseline(project, reference, candidate, problems) is not { } baseline)
            return;
        if (ObjectionTo(baseline, candidate) is { } problem)
            problems.Add(Option, null, problem);
        else if (ReadResults(project, baseline, problems).Decided == 0)
            problems.Add(
                Option,
                null,
                $"No item of {baseline.RunId} was decided, so nothing can be won against it. Mend the graders, and run the baseline again."
            );
        _runs[KeyOf(candidate)] = baseline;
    }

    private RaceBaseline ReadResults(ProjectWorkspace project, RunRecord run, Problems problems)
    {
        if (_results.TryGetValue(run.RunId, out var known))
            return known;
        using var journal = project.Runs.Read(run, problems);
        return _results[run.RunId] = RaceBaseline.Of(journal.Lines().Select(line => line.Result));
    }

    private static string? ObjectionTo(RunRecord baseline, RunIdentity candidate)
    {
        var (name, sameConditions) = (
            $"the run {baseline.RunId} of {baseline.Prompt.Reference}",
            Comparability.DifferInSubjectOnly(baseline.Identity, candidate)
        );
        if (sameConditions && baseline.Prompt.Hash == candidate.Prompt.Hash)
            return $"{candidate.Prompt.Reference} is the baseline itself, so it has nothing to race against. Leave it out of the run, or name another baseline.";
        if (!sameConditions)
            return $"{candidate.Prompt.Reference} can't race against {name}. {string.Join(' ', Comparability.DifferencesOf(baseline.Identity, candidate))} Make a baseline under the same conditions: this command with --prompt {baseline.Prompt.Reference} and without {Option}.";
        return baseline.Status == RunStatus.Completed
            ? null
            : $"{candidate.Prompt.Reference} can't race against {name}, which is {baseline.Status.ToString().ToLowerInvariant()}. Complete it first: promptlab run --resume {baseline.RunId}";
    }
}
