using PromptLab.Results;
using PromptLab.Running;

namespace PromptLab.Tests.Results;

/// <summary>pass@k, pass^k, agreement, best and worst of k from one set of samples.</summary>
public sealed class SampleRatesTests
{
    // Item a passes 1 of 3, item b 2 of 3. Two of them: pass@2 is 2/3 and 1, pass^2 0 and 1/3, alike 1/3 each.
    [Fact]
    public void Rates_of_two_of_three_samples_are_as_counted_by_hand()
    {
        var rates = Samples([.. Item("a", 1, 0, 0), .. Item("b", 1, 1, 0)]).Single(one => one.K == 2);

        Assert.Equal(5.0 / 6, rates.PassAny.Mean, 12);
        Assert.Equal(1.0 / 6, rates.PassAll.Mean, 12);
        Assert.Equal(1.0 / 3, rates.Agreement.Mean, 12);
    }

    [Fact]
    public void Best_and_worst_are_of_the_scores()
    {
        var rates = Samples([.. Item("a", 0.1, 0.4, 0.9)]).Single(one => one.K == 2);

        Assert.Equal(2.2 / 3, rates.Best.Mean, 12);
        Assert.Equal(0.2, rates.Worst.Mean, 12);
        Assert.Equal(0, rates.PassAny.Mean);
    }

    [Fact]
    public void One_sample_is_the_pass_rate_and_all_of_them_are_what_was_seen()
    {
        var samples = Samples([.. Item("a", 1, 0, 0), .. Item("b", 1, 1, 1), .. Item("c", 0, 0, 0)]);

        Assert.Equal([1, 2, 3], samples.Select(rates => rates.K));
        Assert.Equal(4.0 / 9, samples[0].PassAny.Mean, 12);
        Assert.Equal((2.0 / 3, 1.0 / 3), (samples[^1].PassAny.Mean, samples[^1].PassAll.Mean));
    }

    // pass@2 of the items is 2/3, 1, 2/3, 1: mean 5/6, standard error (1/6 · √(4/3)) / 2; t(3) = 3.182446.
    [Fact]
    public void The_interval_is_over_items_and_not_over_samples()
    {
        var rates = Samples([.. Item("a", 1, 0, 0), .. Item("b", 1, 1, 0), .. Item("c", 1, 0, 0), .. Item("d", 1, 1, 0)])
            .Single(one => one.K == 2);

        var half = 3.182446 * (1.0 / 6) * Math.Sqrt(4.0 / 3) / 2;
        Assert.Equal((5.0 / 6) - half, rates.PassAny.Interval!.Value.Low, 6);
    }

    // Wilson for 2 of 3: 0.2077 to 0.9385.
    [Fact]
    public void A_rate_that_is_0_or_1_for_each_item_has_the_interval_of_a_pass_rate()
    {
        var rates = Samples([.. Item("a", 1, 0), .. Item("b", 1, 1), .. Item("c", 0, 0)])[^1];

        Assert.Equal(0.2077, rates.PassAny.Interval!.Value.Low, 4);
        Assert.Equal(0.9385, rates.PassAny.Interval.Value.High, 4);
    }

    [Fact]
    public void An_item_with_fewer_samples_counts_as_far_as_it_goes()
    {
        var samples = Samples([.. Item("a", 1, 0, 0), .. Item("b", 1, 1), SomeResults.Failed("b", repeat: 3)]);

        Assert.Equal([2, 2, 1], samples.Select(rates => rates.Items));
    }

    [Fact]
    public void A_run_that_asked_each_item_once_has_none() => Assert.Null(RunSummary.Of([.. Item("a", 1), .. Item("b", 0)]).Repeats);

    private static IReadOnlyList<SampleRates> Samples(IEnumerable<ItemResult> results) => RunSummary.Of(results).Repeats!.Samples;

    private static IEnumerable<ItemResult> Item(string id, params double[] scores) =>
        scores.Select((score, index) => SomeResults.Scored(id, score, repeat: index + 1));
}
