using PromptLab.Grading;
using PromptLab.Results;
using PromptLab.Running;

namespace PromptLab.Tests.Results;

/// <summary>The figures that graders give beside their scores, over a run.</summary>
public sealed class GraderFiguresTests
{
    [Fact]
    public void Precision_recall_and_F1_are_shares_of_found_and_wanted_elements()
    {
        var counts = new MatchCounts(Right: 2, Found: 4, Wanted: 3);

        Assert.Equal(0.5, counts.Precision);
        Assert.Equal(2.0 / 3, counts.Recall);
        Assert.Equal(4.0 / 7, counts.F1);
    }

    [Fact]
    public void Nothing_found_where_nothing_is_wanted_is_right_and_where_something_is_wanted_is_wrong()
    {
        Assert.Equal((1, 1, 1), Rates(new MatchCounts(0, 0, 0)));
        Assert.Equal((0, 0, 0), Rates(new MatchCounts(0, 0, 3)));
        Assert.Equal((0, 0, 0), Rates(new MatchCounts(0, 3, 0)));
    }

    [Fact]
    public void Macro_averages_are_means_over_items_and_micro_averages_are_ratios_of_sums()
    {
        var summary = Summary(Listed("a", new MatchCounts(1, 2, 2)), Listed("b", new MatchCounts(3, 4, 3)));

        Assert.Equal((0.5 + 0.75) / 2, summary.Metrics!.Single(metric => metric.Name == "precision").Mean, 12);
        Assert.Equal(new MatchCounts(4, 6, 5), summary.Micro!.Matches);
        Assert.Equal(4.0 / 6, summary.Micro.Precision!.Value, 12);
        Assert.Equal(4.0 / 5, summary.Micro.Recall!.Value, 12);
        Assert.Equal(8.0 / 11, summary.Micro.F1!.Value, 12);
    }

    // Precision 20/30; each item's right − precision · found is ±1/3. Half-width: t(9) · √(10/9 · 10/9) / 30 = 2.262157 · 1.111111 / 30.
    [Fact]
    public void A_micro_average_has_the_interval_of_a_ratio_over_items()
    {
        var items = Enumerable
            .Range(0, 5)
            .SelectMany(i => new[] { Listed($"a{i}", new MatchCounts(1, 2, 2)), Listed($"b{i}", new MatchCounts(3, 4, 3)) });

        var interval = Summary([.. items]).Micro!.PrecisionInterval!.Value;

        Assert.Equal((2.0 / 3) - 0.0837836, interval.Low, 6);
        Assert.Equal((2.0 / 3) + 0.0837836, interval.High, 6);
    }

    [Fact]
    public void The_repeats_of_an_item_are_one_unit_of_a_micro_average()
    {
        var repeated = Summary(
            Listed("a", new MatchCounts(1, 2, 2)),
            Listed("a", new MatchCounts(1, 2, 2), repeat: 2),
            Listed("b", new MatchCounts(3, 4, 3)),
            Listed("b", new MatchCounts(3, 4, 3), repeat: 2),
            Listed("c", new MatchCounts(2, 3, 3)),
            Listed("c", new MatchCounts(2, 3, 3), repeat: 2)
        );
        var once = Summary(
            Listed("a", new MatchCounts(1, 2, 2)),
            Listed("b", new MatchCounts(3, 4, 3)),
            Listed("c", new MatchCounts(2, 3, 3))
        );

        Assert.Equal(once.Micro!.F1Interval!.Value.Low, repeated.Micro!.F1Interval!.Value.Low, 12);
        Assert.Equal(once.Micro.F1Interval.Value.High, repeated.Micro.F1Interval.Value.High, 12);
    }

    [Fact]
    public void A_figure_that_is_0_or_1_has_the_interval_of_a_rate()
    {
        var summary = Summary([.. Enumerable.Range(0, 10).Select(i => WithMetric($"i{i}", i < 8 ? 1 : 0))]);

        // Wilson for 8 of 10: 0.4902 to 0.9433.
        var metric = Assert.Single(summary.Metrics!);
        Assert.Equal(0.8, metric.Mean, 12);
        Assert.Equal(0.4902, metric.Interval!.Value.Low, 4);
        Assert.Equal(0.9433, metric.Interval.Value.High, 4);
    }

    [Fact]
    public void A_grader_without_further_figures_has_none()
    {
        var summary = Summary(SomeResults.Scored("a", 1), SomeResults.Scored("b", 0));

        Assert.Null(summary.Metrics);
        Assert.Null(summary.Micro);
    }

    private static (double, double, double) Rates(MatchCounts counts) => (counts.Precision, counts.Recall, counts.F1);

    private static GraderSummary Summary(params ItemResult[] results) => Assert.Single(RunSummary.Of(results).Graders);

    private static ItemResult Listed(string id, MatchCounts counts, int repeat = 1) =>
        With(
            id,
            repeat,
            Score.Of(counts.F1, "list.compared", "Compared.") with
            {
                Matches = counts,
                Metrics = new Dictionary<string, double>(StringComparer.Ordinal) { ["precision"] = counts.Precision },
            }
        );

    private static ItemResult WithMetric(string id, double value) =>
        With(
            id,
            repeat: 1,
            Score.Of(1, "list.compared", "Compared.") with
            {
                Metrics = new Dictionary<string, double>(StringComparer.Ordinal) { ["loose"] = value },
            }
        );

    private static ItemResult With(string id, int repeat, Score score) =>
        SomeResults.Of(id, repeat) with
        {
            Output = "a, b",
            Grade = new ItemGrade(ItemStatus.Pass, score.Value, [SomeResults.Verdict(1) with { Score = score }]),
        };
}
