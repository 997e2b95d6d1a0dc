using PromptLab.Comparing;
using PromptLab.Running;
using static PromptLab.Tests.Comparing.SampleResults;

namespace PromptLab.Tests.Comparing;

public sealed class CostPerCorrectTests
{
    private static readonly ItemResult[] Before = [.. Enumerable.Range(0, 10).Select(i => Answer(i, right: i < 5, 0.02m))];
    private static readonly ItemResult[] After = [.. Enumerable.Range(0, 10).Select(i => Answer(i, right: i < 8, 0.04m))];

    // $0.20 for 5 right answers, then $0.40 for 8: $0.04 and $0.05.
    [Fact]
    public void The_price_of_wrong_answers_is_in_the_price_of_a_right_one()
    {
        var evidence = Evidence(Before, After);

        Assert.Equal((0.04m, 0.05m), (evidence.BaselineFigures.CostPerCorrectUsd, evidence.CandidateFigures.CostPerCorrectUsd));
        Assert.Equal((0.20m, 0.40m), (evidence.BaselineFigures.CostUsd, evidence.CandidateFigures.CostUsd));
        Assert.Equal(0.01, evidence.CostPerCorrect!.Difference, 1e-12);
    }

    // Linearised by hand, in cents: an item of the baseline counts with (2 − 4·right)/0.5 = −4 or 4, one of the candidate with
    // (4 − 5·right)/0.8 = −1.25 or 5. Differences: 2.75 five times, −5.25 three times, 1 twice; their mean is 0, their sum of
    // squares 5·7.5625 + 3·27.5625 + 2·1 = 122.5, the standard error √(122.5/9/10) = 1.1666667, t(9) = 2.2621572: ± 2.6391834 cents.
    [Fact]
    public void Its_interval_is_that_of_a_ratio_over_the_same_items()
    {
        var interval = Evidence(Before, After).CostPerCorrect!.Interval!.Value;

        Assert.Equal(0.01 - 0.026391834, interval.Low, 1e-8);
        Assert.Equal(0.01 + 0.026391834, interval.High, 1e-8);
    }

    [Fact]
    public void With_few_right_answers_on_a_side_there_is_a_difference_and_no_interval()
    {
        ItemResult[] few = [.. Enumerable.Range(0, 10).Select(i => Answer(i, right: i < CostPerCorrect.FewestRight - 1, 0.02m))];

        var cost = Evidence(few, After).CostPerCorrect!;

        Assert.Equal(0, cost.Difference, 1e-12); // $0.20 for 4
        Assert.Null(cost.Interval);
    }

    [Fact]
    public void Where_nothing_is_right_a_right_answer_has_no_price()
    {
        ItemResult[] none = [.. Enumerable.Range(0, 10).Select(i => Answer(i, right: false, 0.02m))];

        var evidence = Evidence(Before, none);

        Assert.Null(evidence.CostPerCorrect);
        Assert.Null(evidence.CandidateFigures.CostPerCorrectUsd);
        Assert.Equal(0.20m, evidence.CandidateFigures.CostUsd);
    }

    [Fact]
    public void A_cost_that_is_unknown_for_one_call_gives_no_comparison_of_costs()
    {
        ItemResult[] unknown = [.. After[..9], After[9] with { CostUsd = null }];

        var evidence = Evidence(Before, unknown);

        Assert.Null(evidence.CostPerCorrect);
        Assert.Null(evidence.CandidateFigures.CostUsd);
        Assert.Null(evidence.CandidateFigures.CostPerCorrectUsd);
        Assert.DoesNotContain(evidence.Amounts, amount => amount.Name == "cost_usd");
        Assert.Contains(Evidence(Before, After).Amounts, amount => amount.Name == "cost_usd");
    }

    private static ComparisonEvidence Evidence(ItemResult[] before, ItemResult[] after) =>
        ComparisonEvidence.Of(
            RunComparison.Between(Run("p@v1", before), Run("p@v2", after)),
            SomeRuns.Of("p@v1", 10),
            SomeRuns.Of("p@v2", 10)
        );

    private static ItemResult Answer(int i, bool right, decimal cost) => (right ? Pass($"i{i}") : Fail($"i{i}")) with { CostUsd = cost };
}
