using PromptLab.Holdouts;
using PromptLab.Progress;
using PromptLab.Prompts;
using PromptLab.Reporting;
using PromptLab.Results;
using PromptLab.Tests.Prompts;
using static PromptLab.Tests.Progress.SomeRows;

namespace PromptLab.Tests.Progress;

/// <summary>Every recommendation, and which goes before which.</summary>
public sealed class NextStepTests
{
    // A version that fixes 14 items and breaks none.
    private static readonly ScoreboardRow[] Gain = [First(10), Next(2, 24, 14, 0, verdict: "better")];

    [Fact]
    public void Without_a_version_the_draft_is_frozen()
    {
        var status = StatusOf([], versions: 0);

        Assert.Equal((StepKind.FreezeDraft, "promptlab freeze triage --hypothesis \"…\""), (status.Next.Kind, status.Next.Command));
    }

    [Fact]
    public void Without_a_measurement_the_baseline_is_run()
    {
        Assert.Equal(
            (StepKind.RunBaseline, "promptlab run --prompt triage@v1 --evalset … --model main"),
            KindOf(StatusOf([], versions: 3))
        );
        Assert.Equal("v2", StatusOf([], versions: 3, baseline: "v2").Next.Version);
        Assert.Null(StatusOf([], versions: 3).Verdict);
    }

    [Fact]
    public void Where_a_third_of_the_failures_was_never_solved_labels_are_audited_before_more_is_written()
    {
        var status = StatusOf(Gain, production: "v2", failures: Failures(failing: 12, neverSolved: 4));

        Assert.Equal((StepKind.AuditLabels, "promptlab diagnose run-v2"), KindOf(status));
        Assert.Equal(
            "Check the expected answers of 4 items that no version solved: i-01, i-02, i-03, i-04. Mend them, or tag them label-checked or label-suspect.",
            NextStepText.Do(status)
        );
        Assert.NotEqual(StepKind.AuditLabels, StatusOf(Gain, production: "v2", failures: Failures(failing: 13, neverSolved: 4)).Next.Kind);
        Assert.NotEqual(StepKind.AuditLabels, StatusOf(Gain, production: "v2", failures: Failures(failing: 12, neverSolved: 0)).Next.Kind);
    }

    [Fact]
    public void Five_items_are_named_at_most() =>
        Assert.Contains(
            "of 5 items that no version solved: i-01, i-02, i-03, i-04, i-05. ",
            NextStepText.Do(StatusOf(Gain, production: "v2", failures: Failures(failing: 12, neverSolved: 7))),
            StringComparison.Ordinal
        );

    [Fact]
    public void Where_nothing_at_all_is_solved_the_labels_are_not_to_blame() =>
        Assert.NotEqual(
            StepKind.AuditLabels,
            StatusOf([First(0), Next(2, 0, 0, 0)], failures: Failures(failing: 48, neverSolved: 48) with { Doubtful = [] }).Next.Kind
        );

    [Fact]
    public void A_latest_version_that_was_not_measured_is_run_with_its_parent_where_that_has_no_run_here()
    {
        Assert.Equal(
            (StepKind.RunVersion, "promptlab run --prompt triage@v2 triage@v3 --evalset tickets --split dev --model main"),
            KindOf(StatusOf(Gain, versions: 3))
        );
        Assert.Equal(
            "promptlab run --prompt triage@v3 --evalset tickets --split dev --model main",
            StatusOf(Gain, versions: 3, here: ["v2"]).Next.Command
        );
        Assert.NotEqual(StepKind.RunVersion, StatusOf(Gain, versions: 3, cap: 0.02m).Next.Kind); // nothing more is spent
    }

    [Fact]
    public void A_latest_version_that_was_held_against_none_is_run_beside_its_parent()
    {
        var alone = First(22, version: 3) with { Parent = "v2" };
        var status = StatusOf([.. Gain, alone], versions: 3);

        Assert.Equal(
            (StepKind.RunVersion, "promptlab run --prompt triage@v2 triage@v3 --evalset tickets --split dev --model main"),
            KindOf(status)
        );
        Assert.StartsWith(
            "It is the latest version, and was held against no earlier one: ",
            NextStepText.Because(status),
            StringComparison.Ordinal
        );
        // A first version has nothing to be held against.
        Assert.NotEqual(StepKind.RunVersion, StatusOf([First(20)], versions: 1).Next.Kind);
    }

    [Fact]
    public void A_supported_gain_that_is_not_in_production_is_confirmed()
    {
        Assert.Equal((StepKind.Confirm, "promptlab confirm triage@v2 --against triage@v1"), KindOf(StatusOf(Gain)));
        Assert.Equal("promptlab confirm triage@v2 --against baseline", StatusOf(Gain, baseline: "v1").Next.Command);
        Assert.Equal("promptlab confirm triage@v2 --against production", StatusOf(Gain, baseline: "v1", production: "v1").Next.Command);
        Assert.NotEqual(StepKind.Confirm, StatusOf(Gain, production: "v2").Next.Kind);
        Assert.NotEqual(StepKind.Confirm, StatusOf([First(10), Next(2, 12, 2, 0)]).Next.Kind);
    }

    // v3 was promoted with a reason: its rate is above that of v2, though chance explains that as well.
    [Fact]
    public void A_later_version_in_production_with_a_higher_rate_is_not_to_be_replaced_by_the_best_one()
    {
        ScoreboardRow[] rows = [.. Gain, Next(3, 26, 2, 0)];

        Assert.NotEqual(StepKind.Confirm, StatusOf(rows, versions: 3, production: "v3").Next.Kind);
        Assert.Null(StatusOf(rows, versions: 3, production: "v3", cap: 0.01m).Next.Command);
        Assert.Equal(StepKind.Confirm, StatusOf([.. Gain, Next(3, 20, 0, 4)], versions: 3, production: "v3").Next.Kind);
    }

    [Fact]
    public void A_label_that_points_to_no_version_is_held_against_nothing()
    {
        Assert.Equal("promptlab confirm triage@v2 --against triage@v1", StatusOf(Gain, production: "v77", baseline: "v0").Next.Command);
        Assert.Equal("v1", StatusOf([], baseline: "v77").Next.Version);
    }

    [Fact]
    public void A_higher_rate_that_was_never_compared_is_not_said_to_be_chance()
    {
        var alone = Next(2, 22, 0, 0) with { Baseline = null, Delta = null, PValue = null, Verdict = null };

        Assert.Contains(
            "v2, 45.8%† (22/48), 95% –: not shown to be better, for it was held against no earlier version; promptlab compare weighs it.",
            TextOf(StatusOf([First(20), alone])),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Runs_without_a_price_cost_an_unknown_sum_and_not_none() =>
        Assert.Contains(
            "unknown (1 run unpriced) in 1 run of the scoreboard",
            TextOf(StatusOf([First(20) with { CostUsd = null }])),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_confirmed_version_is_promoted()
    {
        var status = StatusOf(Gain, production: "v1", claim: "confirmed");

        Assert.Equal((StepKind.Promote, "promptlab promote triage@v2 production"), KindOf(status));
        Assert.Contains(
            "confirmed against triage@v1: +20.0 pp (+5.0 to +35.0 pp) on 30 items, p = 0.010, look 1 at the holdout of tickets.",
            TextOf(status),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("inconclusive")]
    [InlineData("not worse")]
    [InlineData("regression")]
    public void A_look_that_confirmed_nothing_is_not_taken_again(string claim) =>
        Assert.DoesNotContain(StatusOf(Gain, production: "v1", claim: claim).Next.Kind, new[] { StepKind.Confirm, StepKind.Promote });

    // v3 lost its race against v2: v4, made from it, is raced as well, and v3 is not paid for again.
    [Fact]
    public void A_parent_that_lost_its_race_is_not_run_again()
    {
        var race = new LostRace("v3", ["task"], "run-v3", "The race against triage@v2 was stopped.");

        Assert.NotEqual(StepKind.RunVersion, StatusOf(Gain, versions: 3, here: ["v1", "v2"], lost: race).Next.Kind);
        Assert.Equal(
            "promptlab run --prompt triage@v4 --evalset tickets --split dev --model main --race triage@v2",
            StatusOf(Gain, versions: 4, here: ["v1", "v2"], lost: race).Next.Command
        );
    }

    // 5% shared by two looks.
    [Fact]
    public void A_second_look_names_its_price_and_one_that_would_be_refused_is_not_proposed()
    {
        Assert.EndsWith(
            " It would be look 2 at this holdout, so that a claim needs p ≤ 0.025.",
            NextStepText.Because(StatusOf(Gain, look: 2)),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("look 1", NextStepText.Because(StatusOf(Gain, look: 1)), StringComparison.Ordinal);
        Assert.NotEqual(StepKind.Confirm, StatusOf(Gain, look: HoldoutHistory.FirstLookNeedingBurn).Next.Kind);
    }

    // v2 says what production says under another number.
    [Fact]
    public void What_is_in_production_under_another_number_is_neither_confirmed_nor_promoted()
    {
        var status = StatusOf(Gain, production: "v1", claim: "confirmed", alike: true);

        Assert.DoesNotContain(status.Next.Kind, new[] { StepKind.Confirm, StepKind.Promote });
        Assert.NotEqual(StepKind.Confirm, StatusOf(Gain, alike: true).Next.Kind);
    }

    [Theory]
    [InlineData(null, "Confirm triage@v2 on the holdout.")]
    [InlineData(0.02, "Confirm triage@v2 on the holdout, and then stop.")]
    public void Where_the_search_is_over_a_confirmation_is_its_end(double? cap, string text) =>
        Assert.Equal(text, NextStepText.Do(StatusOf(Gain, cap: (decimal?)cap)));

    [Fact]
    public void A_spent_budget_ends_it()
    {
        var status = StatusOf(Gain, production: "v2", cap: 0.02m);

        Assert.Equal((SearchState.Budget, StepKind.StopAtBudget), (status.Verdict!.State, status.Next.Kind));
        Assert.Equal(
            "$0.0200 of $0.0200 is spent. Its gain was never confirmed on the holdout; do that first.",
            NextStepText.Because(status)
        );
    }

    [Fact]
    public void At_the_ceiling_items_must_be_harder()
    {
        var status = StatusOf([First(20), Next(2, 47, 27, 0, verdict: "better")], production: "v2");

        Assert.Equal((SearchState.Ceiling, StepKind.HarderItems), (status.Verdict!.State, status.Next.Kind));
        Assert.Equal("Stop with triage@v2, or add harder items.", NextStepText.Do(status));
    }

    // 36 items fail; the labels of 35 are in doubt, so that one is left. A section that nobody tried may solve them all the same.
    [Fact]
    public void Doubtful_labels_are_no_room_above_once_every_section_was_tried()
    {
        var failures = Failures(failing: 36, neverSolved: 35);
        var untried = StatusOf([First(10), Next(2, 12, 2, 0)], failures: failures);
        var all = StatusOf([First(10), Next(2, 12, 2, 0) with { Changed = ["task", .. untried.Sections.Untried] }], failures: failures);

        Assert.Equal((SearchState.Improving, SearchState.Ceiling), (untried.Verdict!.State, all.Verdict!.State));
    }

    // 82% of 50 items: nine fail, in doubt or not.
    [Fact]
    public void Nine_failures_of_fifty_are_no_ceiling_while_a_section_is_untried() =>
        Assert.NotEqual(
            SearchState.Ceiling,
            StatusOf([First(40, items: 50), Next(2, 41, 1, 0, items: 50)], failures: Failures(failing: 9, neverSolved: 9)).Verdict!.State
        );

    // 20 items, 5 points, no loss in 20 · 20 items: w = 0.27, k = 20.
    [Fact]
    public void An_underpowered_set_needs_items()
    {
        var status = StatusOf([First(8, items: 20), .. Misses(25, 8, items: 20)], versions: 26, gain: 0.05);

        Assert.Equal((SearchState.Underpowered, StepKind.AddItems), (status.Verdict!.State, status.Next.Kind));
        Assert.Equal(status.ItemsNeeded[0].Items, status.Next.Items);
        Assert.Contains("Whether edits worth 5.0 pp are left can't be told from 20 items.", TextOf(status), StringComparison.Ordinal);
        Assert.DoesNotContain("No further edit", TextOf(status), StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_plateau_with_a_gap_that_the_set_can_see_other_means_come_in_their_order()
    {
        var status = StatusOf([First(20), .. Misses(8, 20)], versions: 9, failures: Failures(failing: 28, neverSolved: 0));

        Assert.Equal((SearchState.Plateau, StepKind.OtherMeans), (status.Verdict!.State, status.Next.Kind));
        Assert.Equal(
            [OtherMeans.StructuredOutput, OtherMeans.RetrievalOrSteps, OtherMeans.OtherModel, OtherMeans.FineTuning],
            status.Next.Means
        );
        Assert.Equal(
            "Go on by other means than wording, in this order: a response_schema; retrieval, or the task in steps; another model; fine-tuning, only with 500 good examples or more.",
            NextStepText.Do(status)
        );
    }

    [Fact]
    public void On_a_plateau_with_few_failures_one_stops()
    {
        var status = StatusOf([First(44), .. Misses(8, 44)], versions: 9, failures: Failures(failing: 4, neverSolved: 0));

        Assert.Equal((SearchState.Plateau, StepKind.Stop), (status.Verdict!.State, status.Next.Kind));
        Assert.Equal("Stop with triage@v1.", NextStepText.Do(status));
    }

    [Fact]
    public void On_a_plateau_of_rows_alone_it_is_said_that_the_failures_are_unknown()
    {
        var status = StatusOf([First(20), .. Misses(8, 20)], versions: 9);

        Assert.Equal((StepKind.Stop, "promptlab run --prompt triage@v1 --evalset tickets --split dev --model main"), KindOf(status));
        Assert.Contains("What still fails is unknown here", NextStepText.Because(status), StringComparison.Ordinal);
    }

    // No loss in 8 · 48 items, 386 with Bonett and Price’s two: ψ = 0.1 + 2/386. w = 0.951, summed over all tables by a
    // script of its own; (1 − 0.2378)⁸ = 0.114; 1 − 0.1^(1/9) = 0.226.
    [Fact]
    public void The_sentences_of_a_plateau_are_those_of_the_method()
    {
        var status = StatusOf([First(20), .. Misses(8, 20)], versions: 9);

        Assert.Contains(
            """
            PLATEAU: 8 misses in a row, and none accepted before.
            No further edit worth 10.0 pp or more is likely; smaller gains are invisible with 48 items.
            8 misses at power 0.95: a run with one good idea in four would look like this with a probability of 11%.
            The share of ideas that are accepted is below 23% (90% upper bound).
            """,
            TextOf(status),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void While_it_improves_the_largest_failure_mode_is_worked_on_in_a_section_that_is_untried()
    {
        // The code says constraints or examples; v2 changed constraints.
        var failures = Failures(failing: 30, neverSolved: 0, "constraints", "examples");
        var status = StatusOf([First(16), Next(2, 18, 2, 0, "constraints")], failures: failures);

        Assert.Equal((StepKind.ChangeSection, "examples", true), (status.Next.Kind, status.Next.Section, status.Next.IsSectionUntried));
        Assert.Equal(
            "Change examples for “order: json-field.wrong”: write the draft from triage@v1, and one change only.",
            NextStepText.Do(status)
        );
        Assert.StartsWith(
            "It is the largest open failure mode, 30 items: i-01, i-02, i-03, i-04, i-05 and 25 more. Look there. No version has changed examples yet.",
            NextStepText.Because(status),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Where_all_of_its_sections_were_tried_the_one_that_was_not_tried_of_late_is_taken()
    {
        var failures = Failures(failing: 30, neverSolved: 0, "constraints", "examples");

        var status = StatusOf(
            [First(16), Next(2, 16, 0, 0, "examples"), Next(3, 18, 2, 0, "format"), Next(4, 18, 0, 0, "constraints")],
            versions: 4,
            failures: failures
        );

        Assert.Equal(("examples", false), (status.Next.Section, status.Next.IsSectionUntried));
    }

    [Fact]
    public void While_it_improves_and_its_failures_are_unknown_the_best_version_is_run_here() =>
        Assert.Equal(
            (StepKind.SeeFailures, "promptlab run --prompt triage@v1 --evalset tickets --split dev --model main"),
            KindOf(StatusOf([First(16), Next(2, 18, 2, 0)]))
        );

    private static (StepKind, string?) KindOf(PromptStatus status) => (status.Next.Kind, status.Next.Command);

    private static string TextOf(PromptStatus status) => string.Join('\n', StatusText.Lines(status).Select(line => line.Text));

    private static UnresolvedFailures Failures(int failing, int neverSolved, params string[] sections)
    {
        var ids = Enumerable.Range(1, failing).Select(i => FormattableString.Invariant($"i-{i:00}")).ToList();
        return new UnresolvedFailures
        {
            RunId = "run-v2",
            Decided = 48,
            Failing = failing,
            StableWithoutDoubt = failing - neverSolved,
            NeverSolved = ids[..neverSolved],
            Doubtful = ids[..neverSolved],
            Marked = [],
            Modes = [new UnresolvedMode("order: json-field.wrong", ids, sections.Length == 0 ? ["constraints"] : sections, "Look there.")],
            OutsideModes = 0,
        };
    }

    private static PromptStatus StatusOf(
        ScoreboardRow[] rows,
        int versions = 2,
        UnresolvedFailures? failures = null,
        string? production = null,
        string? baseline = null,
        string? claim = null,
        decimal? cap = null,
        double? gain = null,
        string[]? here = null,
        int? look = null,
        bool alike = false,
        LostRace? lost = null
    )
    {
        var draft = SomePrompts.Read(SomePrompts.History);
        return PromptStatus.Of(
            new StatusMaterial
            {
                Prompt = "triage",
                Versions =
                [
                    .. Enumerable
                        .Range(1, versions)
                        .Select(version =>
                            draft with
                            {
                                Version = Name(version),
                                Parent = version == 1 ? null : Name(version - 1),
                                Hash = alike ? "alike" : Name(version),
                            }
                        ),
                ],
                Draft = draft,
                Labels =
                [
                    .. new[] { ("production", production), ("baseline", baseline) }
                        .Where(label => label.Item2 is not null)
                        .Select(label => new PromptLabel(label.Item1, label.Item2!, 1)),
                ],
                Rows = rows,
                History = VersionHistory.Of(rows, null, null, [], 0.20) is { } history
                    ? history with
                    {
                        LostRaces = lost is null ? [] : [lost],
                    }
                    : null,
                Failures = failures,
                Claim = claim is null
                    ? null
                    : new LabelEvidence(claim, "triage@v1", "tickets", "main", 1, "run-holdout", 30, 0.2, 0.05, 0.35, 0.01, 0.05),
                StoredVersions = here ?? [],
                Model = "main",
                NextLook = look is { } number ? new NextLook("tickets", number) : null,
                MaxCostUsd = cap,
            },
            new PlateauSettings { SmallestGain = gain }
        );
    }

    private static string Name(int version) => FormattableString.Invariant($"v{version}");
}
