using PromptLab.Comparing;
using PromptLab.Models;
using PromptLab.Reporting;
using PromptLab.Running;
using PromptLab.Tests.Comparing;
using static PromptLab.Tests.Comparing.SampleResults;

namespace PromptLab.Tests.Reporting;

public sealed class ComparisonTablesTests
{
    // Of ten items five are won and none lost: l = 1/12, w = 6/12: 5/12 ± 1.96 · √((7/12 − 25/144)/12), p = 2⁻⁵; the cost rises
    // by $0.01 on each item: two of 2¹⁰ patterns of signs.
    [Fact]
    public void Every_difference_has_its_interval_its_p_and_the_counts_behind_it() =>
        Assert.Equal(
            """
            [] | items | baseline | candidate | difference | 95% interval | p | better/worse | verdict
            pass rate | 10 | 20.0% | 70.0% | +50.0 pp | +5.5 to +77.9 pp | p = 0.031 | 5/0 | better
            mean score | 10 | 0.200 | 0.700 | +0.500 | +0.055 to +0.779 | p = 0.031 | 5/0 | better
            [Mean score of each grader] | items | baseline | candidate | difference | 95% interval | p | better/worse | verdict
            label | 10 | 0.200 | 0.700 | +0.500 | +0.055 to +0.779 | p = 0.031 | 5/0 | better
            [Pass rate of each tag] | items | baseline | candidate | difference | 95% interval | p | better/worse | verdict
            long | 7 | 0.0% | 71.4% | +71.4 pp | +10.8 to +100.0 pp | p = 0.031 | 5/0 | better
            short | 3 | 66.7% | 66.7% | ±0.0 pp | −55.4 to +55.4 pp | p = 1.000 | 0/0 | no difference shown
            [Tokens, cost and latency] a call | items | baseline | candidate | difference | 95% interval | p
            input tokens | 10 | 1,200.0 | 1,100.0 | −100.0 | no variation | p = 0.002
            output tokens | 10 | 12.0 | 12.0 | ±0 | no variation | p = 1.000
            cost | 10 | $0.0200 | $0.0300 | +$0.0100 | no variation | p = 0.002
            latency, mean | 10 | 800 ms | 1500 ms | +700 ms | no variation | p = 0.002
            cost of a right answer | 10 | $0.1000 | $0.0429 | −$0.0571 | – | –
            latency, median | 10 | 800 ms | 1500 ms | – | – | –
            latency, 95% | 10 | 800 ms | 1500 ms | – | – | –
            """,
            Text(Evidence([.. Enumerable.Range(0, 10).Select(Before)], [.. Enumerable.Range(0, 10).Select(After)]))
        );

    [Fact]
    public void What_is_left_out_is_counted_and_too_much_of_it_is_no_verdict() =>
        Assert.Equal(
            """
            [] | items | baseline | candidate | difference | 95% interval | p | better/worse | verdict
            pass rate | 2 (1 left out) | 0.0% | 100.0% | +100.0 pp | −34.9 to +100.0 pp | p = 0.250 | 2/0 | no verdict
            mean score | 2 (1 left out) | 0.000 | 1.000 | +1.000 | −0.349 to +1.000 | p = 0.250 | 2/0 | no verdict
            [Mean score of each grader] | items | baseline | candidate | difference | 95% interval | p | better/worse | verdict
            label | 2 (1 left out) | 0.000 | 1.000 | +1.000 | −0.349 to +1.000 | p = 0.250 | 2/0 | no verdict
            [Tokens, cost and latency] a call | items | baseline | candidate | difference | 95% interval | p
            cost of a right answer | 2 | nothing right | unknown | – | – | –
            latency, median | 2 | – | – | – | – | –
            latency, 95% | 2 | – | – | – | – | –
            """,
            Text(
                Evidence(
                    [.. new[] { Fail("a"), Fail("b"), Fail("c") }.Select(NoTags)],
                    [.. new[] { Pass("a"), Pass("b"), Error("c") }.Select(NoTags)]
                )
            )
        );

    private static ItemResult Before(int i) => Measured(i, right: i >= 8, 0.02m, 800, 1200);

    private static ItemResult After(int i) => Measured(i, right: i is < 5 or >= 8, 0.03m, 1500, 1100);

    private static ItemResult Measured(int i, bool right, decimal cost, int latency, int input) =>
        (right ? Pass($"i{i}") : Fail($"i{i}")) with
        {
            Tags = [i < 7 ? "long" : "short"],
            CostUsd = cost,
            Latency = TimeSpan.FromMilliseconds(latency),
            Usage = new TokenUsage { InputUncached = input, OutputVisible = 12 },
        };

    private static ItemResult NoTags(ItemResult result) => result with { Tags = [] };

    private static ComparisonEvidence Evidence(ItemResult[] before, ItemResult[] after) =>
        ComparisonEvidence.Of(RunComparison.Between(Run("p@v1", before), Run("p@v2", after)), SomeRuns.Of("p@v1"), SomeRuns.Of("p@v2"));

    private static string Text(ComparisonEvidence evidence) =>
        string.Join(
            '\n',
            ComparisonTables
                .Of(evidence)
                .SelectMany(table =>
                    table
                        .Rows.Select(row => string.Join(" | ", row))
                        .Prepend($"[{table.Title}] {string.Join(" | ", table.Columns)}".Replace("]  |", "] |", StringComparison.Ordinal))
                )
        );
}
