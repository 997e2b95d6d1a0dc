using PromptLab.Gating;
using static PromptLab.Tests.Gating.SomeGates;

namespace PromptLab.Tests.Gating;

public sealed class GateReportTests
{
    private static readonly GateRule Passes = AtLeast(0.5);
    private static readonly GateRule Fails = AtLeast(0.98);
    private static readonly GateRule Inconclusive = AtLeast(0.8);
    private static readonly GateRule NotJudged = AtMost(1, "cost_usd");

    [Fact]
    public void Where_every_gate_passes_nothing_is_to_be_said() => Assert.Equal((false, false, false), Of(Passes));

    [Fact]
    public void A_failure_says_that_the_run_is_worse() => Assert.Equal((true, false, false), Of(Passes, Fails));

    [Fact]
    public void A_failure_of_a_gate_of_completeness_says_that_the_run_is_incomplete() =>
        Assert.Equal((false, true, false), Of(Passes, Fails with { FailsAsIncomplete = true }));

    [Fact]
    public void What_can_not_be_judged_is_incomplete() => Assert.Equal((false, true, false), Of(Passes, NotJudged));

    [Fact]
    public void What_is_inconclusive_is_neither() => Assert.Equal((false, false, true), Of(Inconclusive));

    [Fact]
    public void All_of_it_can_hold_at_once() => Assert.Equal((true, true, true), Of(Fails, NotJudged, Inconclusive));

    [Fact]
    public void A_version_without_a_run_is_incomplete() => Assert.True(new GateReport([], ["There is no run of triage@v4."]).IsIncomplete);

    [Fact]
    public void Only_rates_and_scores_of_a_version_that_was_tuned_are_tuning_scores()
    {
        GateRule[] rules = [Passes, AtLeast(0.5, "score_mean"), Against(), AtMost(0.02, "error_rate"), NotJudged];

        Assert.Equal([true, true, true, false, false], AreTuningScores(Tuned(Compared(3, 3, 100)), rules));
        Assert.Equal([false, false, false, false, false], AreTuningScores(Compared(3, 3, 100), rules));
    }

    [Fact]
    public void What_was_not_measured_is_no_tuning_score() =>
        Assert.Equal([false, false], AreTuningScores(Tuned(Subject([])), [Passes, Against()]));

    [Fact]
    public void What_stands_against_a_run_stands_against_every_gate_of_it()
    {
        var outcomes = GatedRun
            .Of(Subject(Scored(45, 15)) with { Objection = "The run is 3 days old." }, [Passes, Fails, Against()])
            .Outcomes;

        Assert.All(outcomes, outcome => Assert.Equal((GateState.NotJudged, "The run is 3 days old."), (outcome.State, outcome.Lack)));
    }

    [Fact]
    public void The_baseline_of_reports_is_the_first_that_could_be_compared()
    {
        var compared = Compared(1, 0, 10);
        var missing = new GateBaseline { Reference = "v1", Objections = ["There is no run of it."] };
        var subject = compared with
        {
            Baselines = new Dictionary<string, GateBaseline>(StringComparer.Ordinal)
            {
                ["v1"] = missing,
                ["production"] = compared.Baselines["production"],
            },
        };

        Assert.Equal("triage@v3", GatedRun.Of(subject, [Passes, Against("v1"), Against()]).Baseline!.Reference);
        Assert.Null(GatedRun.Of(subject, [Passes, Against("v1")]).Baseline);
    }

    // 45 of 60: 95% from .628 to .842.
    private static (bool Failed, bool Incomplete, bool Inconclusive) Of(params IReadOnlyList<GateRule> rules)
    {
        var report = Report(GatedRun.Of(Subject(Scored(45, 15)), rules));
        return (report.HasFailed, report.IsIncomplete, report.IsInconclusive);
    }

    private static IEnumerable<bool> AreTuningScores(GateSubject subject, IReadOnlyList<GateRule> rules) =>
        GatedRun.Of(subject, rules).Outcomes.Select(outcome => outcome.IsTuningScore);

    private static GateSubject Tuned(GateSubject subject) =>
        subject with
        {
            Run = subject.Run with { Prompt = subject.Run.Prompt with { Parent = "v3" } },
        };
}
