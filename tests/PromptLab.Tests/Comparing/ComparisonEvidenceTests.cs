using PromptLab.Comparing;
using PromptLab.Results;
using PromptLab.Running;
using static PromptLab.Tests.Comparing.SampleResults;

namespace PromptLab.Tests.Comparing;

public sealed class ComparisonEvidenceTests
{
    [Fact]
    public void The_verdict_is_on_the_pass_rate()
    {
        var evidence = Evidence(Items(12, right: 0), Items(12, right: 10));

        Assert.Equal(ComparisonOutcome.Better, evidence.Outcome);
        Assert.Equal((12, 10, 0, 2), (evidence.PassRate.Items, evidence.PassRate.Wins, evidence.PassRate.Losses, evidence.PassRate.Ties));
        Assert.Equal((0, 10), (evidence.BaselineFigures.Passed, evidence.CandidateFigures.Passed));
    }

    // Weights 3, 1, 1: the baseline scores (3·0.2 + 0.9 + 0.5)/5 = 0.4, the candidate (3·0.8 + 0.3 + 0.5)/5 = 0.64.
    [Fact]
    public void The_mean_score_weighs_items_as_the_summary_of_a_run_does()
    {
        ItemResult[] before = [Fail("a", 0.2) with { Weight = 3 }, Fail("b", 0.9), Fail("c", 0.5)];
        ItemResult[] after = [Fail("a", 0.8) with { Weight = 3 }, Fail("b", 0.3), Fail("c", 0.5)];

        var evidence = Evidence(before, after);

        Assert.Equal(0.4, evidence.Score.Baseline!.Value, 1e-12);
        Assert.Equal(0.64, evidence.Score.Candidate!.Value, 1e-12);
        Assert.Equal(RunSummary.Of(before).ScoreMean!.Value, evidence.Score.Baseline!.Value, 1e-12);
        Assert.Equal(RunSummary.Of(after).ScoreMean!.Value, evidence.Score.Candidate!.Value, 1e-12);
        Assert.Equal((1, 1, 1), (evidence.Score.Wins, evidence.Score.Losses, evidence.Score.Ties));
        Assert.Equal((0.0, 0.0), (evidence.PassRate.Baseline, evidence.PassRate.Candidate));
    }

    [Fact]
    public void Each_grader_has_its_own_evidence_corrected_together()
    {
        var evidence = Evidence([.. Items(12, right: 2).Select(WithForm)], [.. Items(12, right: 12).Select(WithForm)]);

        Assert.Equal(["form", "label"], evidence.Graders.Select(grader => grader.Name));
        var (form, label) = (evidence.Graders[0].Evidence, evidence.Graders[1].Evidence);
        Assert.Equal((1.0, 1.0), (form.PValue, form.CorrectedPValue));
        Assert.Equal(Math.ScaleB(1, -10), label.PValue!.Value, 1e-12); // ten wins and no loss: 2 · ½ · 2⁻¹⁰
        // No item’s form changed, so that nothing could be shown of it, and it does not count.
        Assert.Equal(Math.ScaleB(1, -10), label.CorrectedPValue!.Value, 1e-12);
    }

    [Fact]
    public void Each_tag_has_the_pass_rate_of_its_items_corrected_together()
    {
        ItemResult[] before = [.. Items(8, right: 0).Select((item, i) => item with { Tags = i < 6 ? ["long"] : ["short", "typo"] })];
        ItemResult[] after = [.. Items(8, right: 6).Select((item, i) => item with { Tags = i < 6 ? ["long"] : ["short", "typo"] })];

        var evidence = Evidence(before, after);

        Assert.Equal(
            [("long", 6, 6), ("short", 2, 0), ("typo", 2, 0)],
            evidence.Tags.Select(tag => (tag.Name, tag.Evidence.Items, tag.Evidence.Wins))
        );
        Assert.Equal(Math.ScaleB(1, -6), evidence.Tags[0].Evidence.PValue!.Value, 1e-12);
        // Tags without a changed item could show nothing in any outcome, and do not count.
        Assert.Equal(Math.ScaleB(1, -6), evidence.Tags[0].Evidence.CorrectedPValue!.Value, 1e-12);
    }

    [Theory]
    [InlineData(2, ComparisonOutcome.Better)]
    [InlineData(3, ComparisonOutcome.NoVerdict)]
    public void More_than_two_percent_of_pairs_left_out_is_no_verdict_on_anything(int missing, ComparisonOutcome outcome)
    {
        var after = Items(100, right: 100);
        for (var i = 0; i < missing; i++)
            after[i] = i == 0 ? Undecided(after[i].ItemId) : Error(after[i].ItemId);

        var evidence = Evidence(Items(100, right: 0), after);

        Assert.Equal(outcome, evidence.Outcome);
        Assert.Equal(missing, evidence.PassRate.LeftOut);
        Assert.Equal(
            outcome == ComparisonOutcome.NoVerdict
                ? ["3 of 100 pairs have no verdict on one side; more than 2% left out is no basis for one."]
                : [],
            evidence.Objections
        );
        Assert.All(evidence.Graders.Concat(evidence.Tags).Select(one => one.Evidence).Append(evidence.Score), one =>
            Assert.Equal(outcome, one.Outcome)
        );
    }

    [Fact]
    public void With_repeats_missing_calls_count_although_their_pairs_stand()
    {
        ItemResult[] before = [.. Items(20, right: 0), .. Items(20, right: 0).Select(item => item with { Repeat = 2 })];
        ItemResult[] after =
        [
            .. Items(20, right: 20),
            .. Items(20, right: 20).Select((item, i) => i == 7 ? Error(item.ItemId, repeat: 2) : item with { Repeat = 2 }),
        ];

        var evidence = Evidence(before, after);

        Assert.Equal(0, evidence.PassRate.LeftOut);
        Assert.Equal(["1 of 40 calls of the candidate have no verdict; more than 2% left out is no basis for one."], evidence.Objections);
        Assert.Equal((ComparisonOutcome.NoVerdict, ComparisonOutcome.NoVerdict), (evidence.Outcome, evidence.PassRate.Outcome));
    }

    [Fact]
    public void A_run_that_was_stopped_makes_no_claim()
    {
        var stopped = SomeRuns.Of("p@v1") with
        {
            Status = RunStatus.Unfinished,
            Totals = new RunTotals
            {
                Items = 48,
                Results = 12,
                Scored = 12,
                Errors = 0,
                Pass = 0,
            },
        };

        var evidence = ComparisonEvidence.Of(
            RunComparison.Between(Run("p@v1", Items(12, right: 0)), Run("p@v2", Items(12, right: 12))),
            stopped,
            SomeRuns.Of("p@v2")
        );

        Assert.Equal(ComparisonOutcome.NoVerdict, evidence.Outcome);
        Assert.Equal(
            [
                "The baseline was stopped after 12 of 48 calls, and a run that was stopped makes no claim. Go on with it: promptlab run --resume 20261124-120000-p-v1-abcdef.",
            ],
            evidence.Objections
        );
    }

    [Fact]
    public void Items_of_one_cluster_are_no_independent_evidence()
    {
        var evidence = Evidence(
            [.. Items(12, right: 0).Select((item, i) => item with { Cluster = "c" + (i / 2) })],
            [.. Items(12, right: 12).Select((item, i) => item with { Cluster = "c" + (i / 2) })]
        );

        // Six clusters that all win: 2 of 64 patterns of signs reach so far.
        Assert.Equal((6, 2 / 64d, ComparisonOutcome.Better), (evidence.PassRate.Clusters, evidence.PassRate.PValue, evidence.Outcome));
    }

    [Fact]
    public void Five_clusters_allow_no_verdict_and_say_why()
    {
        var evidence = Evidence(
            [.. Items(15, right: 0).Select((item, i) => item with { Cluster = "c" + (i / 3) })],
            [.. Items(15, right: 15).Select((item, i) => item with { Cluster = "c" + (i / 3) })]
        );

        Assert.Equal(ComparisonOutcome.NoVerdict, evidence.Outcome);
        Assert.Equal(
            [
                "The 15 items come from 5 independent sources (clusters), and fewer than 6 tell nothing of chance. Add items of other clusters.",
            ],
            evidence.Objections
        );
    }

    [Fact]
    public void What_was_not_measured_is_not_compared()
    {
        var evidence = Evidence(Items(3, right: 1), Items(3, right: 2));

        Assert.Empty(evidence.Amounts);
        Assert.Null(evidence.CostPerCorrect);
        Assert.Null(evidence.BaselineFigures.CostUsd);
        Assert.Null(evidence.BaselineFigures.LatencyP50);
    }

    // scipy.stats.quantile type 7 of golden_public.json: the median of these 11 is 777, the 95% quantile 2105.
    [Fact]
    public void Latencies_are_those_of_the_items_with_a_verdict_on_both_sides()
    {
        int[] latencies = [812, 640, 1200, 733, 951, 655, 3010, 702, 690, 880, 777];
        ItemResult[] before =
        [
            .. Items(11, right: 11).Select((item, i) => item with { Latency = TimeSpan.FromMilliseconds(latencies[i]) }),
            Pass("z") with
            {
                Latency = TimeSpan.FromHours(1),
            },
        ];

        var figures = Evidence(before, [.. Items(11, right: 11), Error("z")]).BaselineFigures;

        Assert.Equal((11, 777.0), (figures.Items, figures.LatencyP50!.Value.TotalMilliseconds));
        Assert.Equal(2105, figures.LatencyP95!.Value.TotalMilliseconds, 1e-6);
    }

    [Fact]
    public void The_same_runs_give_the_same_numbers_and_other_dice_give_others()
    {
        ItemResult[] before = [.. Enumerable.Range(0, 40).Select(i => Fail($"i{i}", 0.5))];
        ItemResult[] after = [.. Enumerable.Range(0, 40).Select(i => Fail($"i{i}", 0.5 + (Math.Sin(i) / 3)))];

        var score = Evidence(before, after).Score;

        Assert.Equal(PairedTest.SignFlipSampled, score.Test);
        Assert.Equal(score, Evidence(before, [.. after.Reverse()]).Score);
        Assert.NotEqual(score.PValue, Evidence(before, after, new ComparisonDice(1)).Score.PValue);
    }

    // The first eight bytes of SHA-256 of "abc", FIPS 180-2, appendix B.1: ba7816bf 8f01cfea.
    [Fact]
    public void A_seed_is_the_beginning_of_a_hash() => Assert.Equal(unchecked((long)0xba7816bf8f01cfea), ComparisonDice.SeedOf("abc"));

    [Fact]
    public void The_rates_of_a_tuned_version_say_so_and_its_amounts_do_not()
    {
        var (first, tuned) = (SomeRuns.Of("p@v1"), SomeRuns.Of("p@v2"));
        tuned = tuned with { Prompt = tuned.Prompt with { Parent = "v1" } };
        ItemResult[] results = [.. Items(12, right: 6).Select(item => item with { Tags = ["short"], Latency = TimeSpan.FromSeconds(1) })];

        var evidence = ComparisonEvidence.Of(RunComparison.Between(Run("p@v1", results), Run("p@v2", results)), first, tuned);

        PairedEvidence[] rates = [evidence.PassRate, evidence.Score, evidence.Graders[0].Evidence, evidence.Tags[0].Evidence];
        Assert.All(rates, one =>
            Assert.Equal(
                (false, true, true),
                (one.BaselineRate.IsTuningScore, one.CandidateRate.IsTuningScore, one.RateDifference.IsTuningScore)
            )
        );
        Assert.NotEmpty(evidence.Amounts);
        Assert.All(evidence.Amounts, amount => Assert.False(amount.Evidence.CandidateIsTuningScore));
    }

    private static ComparisonEvidence Evidence(ItemResult[] before, ItemResult[] after, ComparisonDice? dice = null) =>
        ComparisonEvidence.Of(
            RunComparison.Between(Run("p@v1", before), Run("p@v2", after)),
            SomeRuns.Of("p@v1"),
            SomeRuns.Of("p@v2"),
            dice
        );

    private static ItemResult[] Items(int count, int right) =>
        [.. Enumerable.Range(0, count).Select(i => i < right ? Pass($"i{i:000}") : Fail($"i{i:000}"))];

    private static ItemResult WithForm(ItemResult result) =>
        result with
        {
            Grade = result.Grade! with
            {
                Verdicts =
                [
                    .. result.Grade!.Verdicts,
                    result.Grade.Verdicts[0] with
                    {
                        Id = "form",
                        Score = PromptLab.Grading.Score.Of(1, "form.right", "It has its form."),
                        Pass = true,
                    },
                ],
            },
        };
}
