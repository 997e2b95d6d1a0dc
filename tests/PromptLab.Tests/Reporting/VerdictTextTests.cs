using PromptLab.Comparing;
using PromptLab.Prompts;
using PromptLab.Reporting;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Tests.Comparing;
using static PromptLab.Tests.Comparing.SampleResults;

namespace PromptLab.Tests.Reporting;

public sealed class VerdictTextTests
{
    private static readonly ComparedChange Examples = new([new ChangedElement("examples")]);

    // b = 4, c = 12, n = 100 of golden_public.json.
    [Fact]
    public void A_verdict_has_its_difference_interval_p_and_counts_and_the_section_that_was_changed() =>
        Assert.Equal(
            "better: +8.0 pp (95% interval −0.2 to +15.9 pp), p = 0.049; 12 better, 4 worse, 84 alike of 100 items. Changed: examples.",
            VerdictText.Of(Evidence(losses: 4, wins: 12), Examples)
        );

    [Fact]
    public void Worse_is_said_in_the_same_words() =>
        Assert.Equal(
            "worse: −8.0 pp (95% interval −15.9 to +0.2 pp), p = 0.049; 4 better, 12 worse, 84 alike of 100 items. Changed: examples.",
            VerdictText.Of(Evidence(losses: 12, wins: 4), Examples)
        );

    // 5 and 5: p = 1 − ½ · 252/1024; l = w = 6/102: ± 1.96 · √(12/102/102).
    [Fact]
    public void What_chance_explains_is_no_difference_shown() =>
        Assert.Equal(
            "no difference shown: ±0.0 pp (95% interval −6.7 to +6.7 pp), p = 0.877; 5 better, 5 worse, 90 alike of 100 items. Changed: examples.",
            VerdictText.Of(Evidence(losses: 5, wins: 5), Examples)
        );

    [Fact]
    public void A_corrected_p_says_what_it_is_corrected_for_and_what_it_was_alone()
    {
        var evidence = Evidence(losses: 4, wins: 12);

        Assert.Equal(
            "no difference shown: +8.0 pp (95% interval alone −0.2 to +15.9 pp), p = 0.098 after Holm’s correction for 2 (alone p = 0.049); 12 better, 4 worse, 84 alike of 100 items. Changed: examples.",
            VerdictText.Of(evidence with { PassRate = Correction.Holm([evidence.PassRate], [0.3])[0] }, Examples)
        );
    }

    [Fact]
    public void Without_a_verdict_the_reasons_stand_in_its_place() =>
        Assert.Equal(
            "no verdict. 3 of 103 pairs have no verdict on one side; more than 2% left out is no basis for one.",
            VerdictText.Of(Evidence(4, 40, Error("x"), Error("y"), Undecided("z")), Examples)
        );

    [Fact]
    public void Where_no_item_has_a_verdict_on_both_sides_that_is_the_reason()
    {
        var nothing = ComparisonEvidence.Of(RunComparison.Between(Run("p@v1"), Run("p@v2")), SomeRuns.Of("p@v1"), SomeRuns.Of("p@v2"));

        Assert.Equal("no verdict. No item has a verdict on both sides.", VerdictText.Of(nothing, Examples));
    }

    [Fact]
    public void Items_that_all_differ_alike_are_said_to_have_no_variation() =>
        Assert.Equal(
            "+25.0 pp (no interval: every item differs by the same amount), p = 0.125; 4 better, 0 worse, 0 alike of 4 items",
            VerdictText.Measured(SomeSamples.Differences(0.25, 0.25, 0.25, 0.25).Weigh())
        );

    // Of 100 items of which the change breaks 5% exact enumeration finds 13.5 points: (4 + 1)/102 is 4.9%.
    [Fact]
    public void What_so_many_items_would_find_is_said()
    {
        Assert.Equal(
            "With 100 items a true gain of about 13 points would be found 4 times in 5; smaller ones are often missed.",
            VerdictText.Power(SomeSamples.Binary(4, 4, 100).Weigh())
        );
        Assert.Equal(
            "How large a gain 1 item would show can't be said: too few items, or all alike.",
            VerdictText.Power(SomeSamples.Differences(0).Weigh())
        );
    }

    [Fact]
    public void A_gain_on_the_items_it_was_tuned_on_is_said_to_be_one()
    {
        var evidence = Evidence(losses: 4, wins: 12);
        var tuned = evidence.With(evidence.PassRate with { CandidateIsTuningScore = true }, null);
        var imported = tuned.With(tuned.PassRate with { CanBeConfirmed = false }, null);

        Assert.StartsWith("better on the items it was tuned on: +8.0 pp† (", VerdictText.Of(tuned, Examples), StringComparison.Ordinal);
        Assert.EndsWith("promptlab confirm tells whether it holds.", VerdictText.Of(tuned, Examples), StringComparison.Ordinal);
        Assert.EndsWith("Changed: examples.", VerdictText.Of(imported, Examples), StringComparison.Ordinal);
    }

    [Fact]
    public void Clusters_are_counted_beside_the_items() =>
        Assert.EndsWith(
            "of 4 items in 2 clusters",
            VerdictText.Measured((SomeSamples.Differences(0.1, 0.2, 0.3, 0.1) with { Clusters = ["a", "a", "b", "b"] }).Weigh()),
            StringComparison.Ordinal
        );

    [Fact]
    public void Beside_the_verdict_stands_what_differs_what_is_doubtful_the_probability()
    {
        var (before, after) = (
            SomeRuns.Of("p@v1"),
            SomeRuns.Of("p@v2") with
            {
                Repeats = 3,
                StartedAt = SomeRuns.Of("p@v1").StartedAt.AddDays(2),
            }
        );
        var evidence = Evidence(losses: 4, wins: 12);

        var remarks = VerdictText.Remarks(Weighed(before, after, evidence)).ToList();

        Assert.Equal(
            [
                "Not the same: The repeats differ: 1 and 3. They are averaged within each item.",
                "Caution: The runs are 2.0 days apart, and a hosted model may have changed in between. To be sure, run both anew, together.",
                "The probability that the candidate is the better one is 95%.",
            ],
            remarks
        );
    }

    [Fact]
    public void Without_a_verdict_nothing_is_said_of_probability_and_power()
    {
        var (before, after) = (SomeRuns.Of("p@v1"), SomeRuns.Of("p@v2"));

        Assert.Empty(VerdictText.Remarks(Weighed(before, after, Evidence(4, 40, Error("x"), Error("y"), Undecided("z")))));
    }

    private static WeighedComparison Weighed(RunRecord before, RunRecord after, ComparisonEvidence evidence) =>
        new(evidence)
        {
            Baseline = before,
            Candidate = after,
            Facts = Comparability.Of(before, after),
            Change = Examples,
        };

    private static ComparisonEvidence Evidence(int losses, int wins, params ItemResult[] more)
    {
        var before = Enumerable.Range(0, 100).Select(i => i < losses || i >= losses + wins ? Pass($"i{i}") : Fail($"i{i}"));
        var after = Enumerable.Range(0, 100).Select(i => i < losses ? Fail($"i{i}") : Pass($"i{i}"));
        return ComparisonEvidence.Of(
            RunComparison.Between(Run("p@v1", [.. before, .. more]), Run("p@v2", [.. after, .. more])),
            SomeRuns.Of("p@v1", 100 + more.Length),
            SomeRuns.Of("p@v2", 100 + more.Length)
        );
    }
}
