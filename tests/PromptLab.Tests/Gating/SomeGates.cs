using System.Globalization;
using PromptLab.Comparing;
using PromptLab.Gating;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Tests.Comparing;

namespace PromptLab.Tests.Gating;

/// <summary>Gates and judged runs, said in few words.</summary>
internal static class SomeGates
{
    /// <summary>The grader of <see cref="SampleResults"/>.</summary>
    public const string Grader = "label";

    public static RunRecord Baseline { get; } = SomeRuns.Of("triage@v3");

    public static RunRecord Run { get; } =
        SomeRuns.Of("triage@v4") with
        {
            StartedAt = new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero),
        };

    public static GateRule Rule(string metric = "pass_rate") =>
        new()
        {
            Metric = GateMetric.OfRun.Concat(GateMetric.OfGrader(Grader)).Single(known => known.Name == metric),
            File = "evalsets/tickets/evalset.yaml",
            Line = 9,
        };

    public static GateRule AtLeast(double min, string metric = "pass_rate") => Rule(metric) with { Min = min };

    public static GateRule AtMost(double max, string metric) => Rule(metric) with { Max = max };

    public static GateRule Against(string baseline = "production", string metric = "pass_rate") => Rule(metric) with { Against = baseline };

    /// <summary>So many results of one kind, each of its own item.</summary>
    public static IEnumerable<ItemResult> Times(int count, Func<string, ItemResult> result, string prefix) =>
        Enumerable.Range(1, count).Select(i => result(prefix + i.ToString("000", CultureInfo.InvariantCulture)));

    /// <summary>Results of which so many pass and the rest fails.</summary>
    public static IReadOnlyList<ItemResult> Scored(int passed, int failed) =>
        [.. Times(passed, id => SampleResults.Pass(id), "a"), .. Times(failed, id => SampleResults.Fail(id), "b")];

    public static GateSubject Subject(IEnumerable<ItemResult> results)
    {
        var sorted = RunJournal.Sort(results).ToList();
        return new GateSubject
        {
            Run = Run,
            Results = sorted,
            Summary = RunSummary.Of(sorted),
            ShownFolder = "results/runs/" + Run.RunId,
        };
    }

    /// <summary>A run beside its baseline: so many items lost, so many won, and the rest right on both sides.</summary>
    public static GateSubject Compared(int losses, int wins, int items, double? nightBefore = null) =>
        Compared(
            [
                .. Times(losses, id => SampleResults.Pass(id), "lost"),
                .. Times(wins, id => SampleResults.Fail(id), "won"),
                .. Times(items - losses - wins, id => SampleResults.Pass(id), "same"),
            ],
            [
                .. Times(losses, id => SampleResults.Fail(id), "lost"),
                .. Times(wins, id => SampleResults.Pass(id), "won"),
                .. Times(items - losses - wins, id => SampleResults.Pass(id), "same"),
            ],
            nightBefore
        );

    public static GateSubject Compared(IEnumerable<ItemResult> before, IEnumerable<ItemResult> after, double? nightBefore = null)
    {
        var subject = Subject(after);
        var comparison = RunComparison.Between(
            new ComparedRun("triage@v3", Baseline.RunId, [.. before]),
            new ComparedRun("triage@v4", Run.RunId, subject.Results)
        );
        return With(
            subject,
            new GateBaseline
            {
                Reference = "triage@v3",
                Run = Baseline,
                Comparison = comparison,
                Objections = ComparisonObjections.To(comparison, Baseline, Run),
                PWorseInPreviousNightly = nightBefore,
            }
        );
    }

    public static GateSubject With(GateSubject subject, GateBaseline baseline) =>
        subject with
        {
            Baselines = new Dictionary<string, GateBaseline>(StringComparer.Ordinal) { ["production"] = baseline },
        };

    public static GateOutcome Judge(GateRule rule, GateSubject subject) => GatedRun.Of(subject, [rule]).Outcomes[0];

    public static GateReport Report(params IReadOnlyList<GatedRun> runs) => new(runs, []);
}
