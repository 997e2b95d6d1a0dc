using PromptLab.Reporting;
using PromptLab.Results;
using PromptLab.Statistics;

namespace PromptLab.Tests.Reporting;

public sealed class IntervalPlotTests
{
    // 41 characters: 40 steps of 2.5%.
    [Fact]
    public void Rates_stand_with_their_intervals_on_one_scale() =>
        Assert.Equal(
            """
                 0%                 50%               100%
            v1   ····├───●───────┤························  20.0%  baseline
            v10  ··························├─────●─────┤··  80.0%  +60.0 pp against v1: better (task)
            v11  ├●──┤····································  2.5%
            """,
            Plot(
                41,
                Plotted("v1", 0.2, new Interval(0.1, 0.4), "baseline"),
                Plotted("v10", 0.8, new Interval(0.65, 0.95), "+60.0 pp against v1: better (task)"),
                Plotted("v11", 0.025, new Interval(0, 0.1), "")
            )
        );

    [Fact]
    public void A_rate_without_an_interval_is_a_point_and_one_that_is_not_known_an_empty_line() =>
        Assert.Equal(
            """
                0%       50%    100%
            v1  ··········●·········  50.0%
            v2  ····················  –      too many errors
            """,
            Plot(20, Plotted("v1", 0.5, null, ""), Plotted("v2", null, null, "too many errors"))
        );

    [Fact]
    public void A_tuning_score_is_marked_and_what_stands_behind_the_rates_stays_in_its_column() =>
        Assert.Equal(
            """
                0%       50%    100%
            v1  ●···················  0.0%    baseline
            v2  ··········●·········  50.0%†  better
            v3  ··········●·········  50.0%†
            v4  ····················  –
            """,
            Plot(
                20,
                Plotted("v1", 0, null, "baseline"),
                Plotted("v2", 0.5, null, "better", isTuningScore: true),
                Plotted("v3", 0.5, null, "", isTuningScore: true),
                Plotted("v4", null, null, "", isTuningScore: true)
            )
        );

    [Fact]
    public void The_ends_of_the_scale_are_drawn_and_a_narrow_terminal_gets_the_narrowest_plot() =>
        Assert.Equal(
            """
               0%       50%    100%
            a  ●─────┤·············  0.0%
            b  ·············├─────●  100.0%
            """,
            Plot(3, Plotted("a", 0, new Interval(0, 0.3), ""), Plotted("b", 1, new Interval(0.7, 1), ""))
        );

    [Fact]
    public void Without_rates_there_is_the_scale() => Assert.Single(IntervalPlot.Lines([], 40));

    private static PlottedRate Plotted(string label, double? rate, Interval? interval, string remark, bool isTuningScore = false) =>
        new(
            label,
            new Rate
            {
                Value = rate,
                Interval = interval,
                IsTuningScore = isTuningScore,
            },
            remark
        );

    private static string Plot(int width, params PlottedRate[] rates) =>
        string.Join('\n', IntervalPlot.Lines(rates, width).Select(line => line.TrimEnd()));
}
