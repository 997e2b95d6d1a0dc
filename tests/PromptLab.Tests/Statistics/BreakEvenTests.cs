using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

public sealed class BreakEvenTests
{
    // 3,500 and 1,700 tokens at 0.01 for 1,000, 5,000 spent once: 5,000/0.018 = 277,777.8. At 1.5 and 2 times the price
    // 526,316 and 5,000,000.
    [Theory]
    [InlineData("0.01", 277_778L)]
    [InlineData("0.015", 526_316L)]
    [InlineData("0.02", 5_000_000L)]
    public void A_shorter_prompt_pays_its_cost_back(string tunedPrice, long queries)
    {
        var price = decimal.Parse(tunedPrice, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(queries, BreakEven.Queries(5000, BreakEven.CostOfQuery(3500, 0.01m), BreakEven.CostOfQuery(1700, price)));
    }

    // Above 3,500/1,700 = 2.06 times the price a query is dearer than before.
    [Fact]
    public void What_saves_nothing_never_pays_back()
    {
        Assert.Null(BreakEven.Queries(5000, 0.035m, BreakEven.CostOfQuery(1700, 0.021m)));
        Assert.Null(BreakEven.QueriesRaw(5000, 0.035m, 0.035m));
        Assert.Null(BreakEven.Months(5000, -0.01m, 1_000_000));
    }

    // 5,000/(100,000 · 0.018) = 2.78 months; with 1,000 a month for hosting, 55,556 queries a month only pay for that.
    [Fact]
    public void Months_are_what_is_left_after_what_every_month_costs()
    {
        Assert.Equal(2.78m, Math.Round(BreakEven.Months(5000, 0.018m, 100_000)!.Value, 2));
        Assert.Null(BreakEven.Months(5000, 0.018m, 55_555, monthlyCost: 1000));
        Assert.NotNull(BreakEven.Months(5000, 0.018m, 55_556, monthlyCost: 1000));
    }

    [Fact]
    public void Negative_costs_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BreakEven.Queries(-1, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BreakEven.CostOfQuery(-1, 1));
    }
}
