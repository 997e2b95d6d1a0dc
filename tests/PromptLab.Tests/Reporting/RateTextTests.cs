using PromptLab.Reporting;
using PromptLab.Results;
using PromptLab.Statistics;

namespace PromptLab.Tests.Reporting;

public sealed class RateTextTests
{
    // Wilson, 20 of 48: 0.288 to 0.557.
    private static readonly Rate Tuned = Rate.Of(20, 48) with { Interval = new Interval(0.288, 0.557), IsTuningScore = true };

    // One item is asked twice and passes once, another once and fails: 25% of two items, and one of three results.
    [Fact]
    public void Counts_stand_beside_a_rate_only_where_they_are_what_it_counts()
    {
        Assert.Equal("25.0%", RateText.Counted(Rate.OfItems(0.25, null, passed: 1, scored: 3)));
        Assert.Equal("50.0% (3/6)", RateText.Counted(Rate.OfItems(0.5, null, passed: 3, scored: 6)));
        Assert.Equal("– (0/0)", RateText.Counted(Rate.OfItems(null, null, passed: 0, scored: 0)));
    }

    [Fact]
    public void What_is_unknown_gets_no_mark() =>
        Assert.Equal(
            ("41.7%†", "41.7%", "–"),
            (RateText.Percent(Tuned), RateText.Percent(Tuned with { IsTuningScore = false }), RateText.Percent(Tuned with { Value = null }))
        );

    [Fact]
    public void A_mean_score_and_a_difference_are_marked_alike()
    {
        Assert.Equal(("0.417†", "–"), (RateText.Score(Tuned), RateText.Score(Tuned with { Value = null })));
        Assert.Equal(
            ("+6.3 pp†", "+6.3 pp", "–"),
            (RateText.Points(Difference(0.063, true)), RateText.Points(Difference(0.063, false)), RateText.Points(Difference(null, true)))
        );
        Assert.Equal(
            ("−0.200†", "±0.000", "–"),
            (RateText.Scores(Difference(-0.2, true)), RateText.Scores(Difference(0, false)), RateText.Scores(Difference(null, true)))
        );
    }

    [Fact]
    public void The_mark_stands_behind_the_figure_and_before_its_counts_and_interval() =>
        Assert.Equal(("41.7%† (20/48)", "41.7%† (20/48), 95% 28.8% to 55.7%"), (RateText.Counted(Tuned), RateText.Whole(Tuned)));

    [Fact]
    public void Counts_that_are_not_known_are_left_out() =>
        Assert.Equal(
            ("41.7%†", "41.7%†, 95% –"),
            (RateText.Counted(Tuned with { Passed = null }), RateText.Whole(Tuned with { Passed = null, Interval = null }))
        );

    [Fact]
    public void A_rate_in_counts_alone_is_marked_behind_them() =>
        Assert.Equal(
            ("20 of 48†", "48†", "0 of 0†", "1,200 of 4,800"),
            (
                RateText.OutOf(Tuned),
                RateText.Scored(Tuned),
                RateText.OutOf(Rate.Of(0, 0) with { IsTuningScore = true }),
                RateText.OutOf(Rate.Of(1200, 4800))
            )
        );

    private static RateDifference Difference(double? value, bool isTuningScore) => new(value, null, isTuningScore);
}
