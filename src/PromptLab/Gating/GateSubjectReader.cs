using PromptLab.Comparing;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Gating;

/// <summary>Reads the results of judged runs and finds their baselines.</summary>
/// <param name="project">The project.</param>
/// <param name="plan">The runs and the rules.</param>
/// <param name="options">The age limits.</param>
/// <param name="now">The time from which ages are counted.</param>
internal sealed class GateSubjectReader(ProjectWorkspace project, GatePlan plan, GateOptions options, DateTimeOffset now)
{
    public const string Parent = "parent";

    private readonly IReadOnlyList<RunRecord> _runs = project.Runs.All();
    private readonly IReadOnlyList<ScoreboardRow> _rows = project.ReadScoreboard(new Problems());

    public GateSubject Read(RunRecord run, Problems problems)
    {
        // A journal that is not the one that the run ended with is an objection to the run, not bad input.
        var edited = project.Runs.ObjectionToJournal(run);
        var results = project.Runs.ReadResults(run, edited is null ? problems : new Problems());
        var candidate = new ComparedRun(run.Prompt.Reference, run.RunId, results);
        return new GateSubject
        {
            Run = run,
            Results = results,
            Summary = RunSummary.Of(results),
            ShownFolder = project.Runs.ShownFolderOf(run.RunId),
            ItemLocations = plan.EvalSet.Items.ToDictionary(item => item.Id, item => (item.File, item.Line), StringComparer.Ordinal),
            Objection = edited ?? WhyTooOld(run),
            BaselineMaxAgeDays = options.BaselineMaxAgeDays,
            Baselines = plan
                .Rules.Select(rule => rule.Against)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .ToDictionary(against => against, against => BaselineOf(against, candidate, run, problems), StringComparer.Ordinal),
        };
    }

    private string? WhyTooOld(RunRecord run) =>
        now - run.StartedAt > TimeSpan.FromDays(options.MaxAgeDays)
            ? FormattableString.Invariant(
                $"The run is {Format.Duration(now - run.StartedAt)} old; --max-age allows {options.MaxAgeDays:0.##} in days. Run it again, or allow more."
            )
            : null;

    private GateBaseline BaselineOf(string against, ComparedRun candidate, RunRecord run, Problems problems)
    {
        var found = new Problems();
        if (ReferenceOf(against, run) is not { } reference || project.Prompts.Resolve(reference, found) is not { } prompt)
            return new GateBaseline
            {
                Reference = against,
                Objections =
                    against == Parent && run.Prompt.Parent is null
                        ? [$"{run.Prompt.Reference} has no parent to compare with."]
                        : [$"There is no baseline “{against}” of {run.Prompt.Name}.", .. found.Found.Select(problem => problem.Message)],
            };
        var baseline = RunOf(
            prompt,
            run,
            plan.Rules.Where(rule => rule.Against == against).Min(rule => rule.MaxAgeDays ?? options.BaselineMaxAgeDays)
        );
        if (baseline is null && prompt.Hash == run.Prompt.Hash)
            return new GateBaseline { Reference = prompt.Reference, IsItself = true };
        if (baseline is null)
            return new GateBaseline
            {
                Reference = prompt.Reference,
                Objections = [WhyMissing(prompt.Reference, prompt.Name, prompt.Hash, run)],
            };
        if (project.Runs.ObjectionToJournal(baseline) is { } edited)
            return new GateBaseline { Reference = prompt.Reference, Objections = [$"{baseline.RunId}: {edited}"] };
        var comparison = RunComparison.Between(
            new ComparedRun(prompt.Reference, baseline.RunId, project.Runs.ReadResults(baseline, problems)),
            candidate
        );
        return new GateBaseline
        {
            Reference = prompt.Reference,
            Run = baseline,
            Comparison = comparison,
            Objections = ComparisonObjections.To(comparison, baseline, run),
            PWorseInPreviousNightly = PreviousNightly.PWorse(_rows, run, baseline),
        };
    }

    // A version that is its own baseline is compared with its first run within the age limit, so that slow drift is noticed.
    private RunRecord? RunOf(Prompt baseline, RunRecord run, double maxAgeDays) =>
        (baseline.Hash == run.Prompt.Hash ? BaselineComparer.FirstOf(_runs, run, TimeSpan.FromDays(maxAgeDays)) : null)
        ?? _runs.FirstOrDefault(other =>
            HasResultsOf(other, baseline.Name, baseline.Hash)
            && other.Status == RunStatus.Completed
            && IsEarlierOrOther(other, run)
            && Comparability.DifferInSubjectOnly(other, run)
        );

    private static string? ReferenceOf(string against, RunRecord run) =>
        against == Parent && run.Prompt.Parent is null ? null : ReferenceOf(against, run.Prompt.Name, run.Prompt.Parent ?? "");

    /// <summary>The full reference that a gate's <c>against</c> means for a version of the given prompt and parent.</summary>
    public static string ReferenceOf(string against, string prompt, string parent) =>
        against switch
        {
            Parent => $"{prompt}@{parent}",
            _ => PromptReference.Parse(against, within: prompt).ToString(),
        };

    private static bool HasResultsOf(RunRecord run, string name, string hash) =>
        run.Prompt.Name == name && run.Prompt.Hash == hash && run.Totals is not null;

    private static bool IsEarlierOrOther(RunRecord other, RunRecord run) =>
        other.RunId != run.RunId && (other.Prompt.Hash != run.Prompt.Hash || other.StartedAt < run.StartedAt);

    private string WhyMissing(string reference, string name, string hash, RunRecord run)
    {
        var any = _runs.FirstOrDefault(other => HasResultsOf(other, name, hash));
        return any is null
            ? $"There is no run of {reference} to compare with. Run it together with {run.Prompt.Reference}."
            : $"No whole run of {reference} can be compared. {string.Join(' ', Comparability.Of(any, run).Differences.DefaultIfEmpty($"The latest one is {any.Status.ToString().ToLowerInvariant()}."))} Run it again, together with {run.Prompt.Reference}.";
    }
}
