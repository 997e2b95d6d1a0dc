using System.Globalization;
using PromptLab.Statistics;
using PromptLab.Texts;

namespace PromptLab.Tests.Texts;

public sealed class FormatTests
{
    [Theory]
    [InlineData("")]
    [InlineData("fr-FR")]
    [InlineData("ar-SA")]
    [InlineData("tr-TR")]
    public void Numbers_are_the_same_text_in_every_culture(string culture)
    {
        CultureInfo.CurrentCulture = new CultureInfo(culture);

        Assert.Equal("71.4%", Format.Percent(30 / 42d));
        Assert.Equal("+4.2 pp", Format.Points(0.042));
        Assert.Equal("−4.2 pp", Format.Points(-0.042));
        Assert.Equal("±0.0 pp", Format.Points(0));
        Assert.Equal("4.2 pp", Format.AbsolutePoints(-0.042));
        Assert.Equal("−0.042", Format.ScorePoints(-0.042));
        Assert.Equal("41,220", Format.Count(41220));
        Assert.Equal("0.741", Format.Score(0.7412));
        Assert.Equal("$0.0251", Format.Money(0.02512m));
        Assert.Equal("$1,234.50", Format.Money(1234.5m));
    }

    [Fact]
    public void An_unknown_price_is_unknown_and_a_free_call_is_free()
    {
        Assert.Equal("unknown", Format.Money(null));
        Assert.Equal("$0", Format.Money(0));
        Assert.Equal("$0.000430", Format.Money(0.00043m));
    }

    [Theory]
    [InlineData(1180, "1180 ms")]
    [InlineData(61_000, "61 s")]
    [InlineData(600_000, "10 min")]
    [InlineData(9_000_000, "2.5 h")]
    public void Durations_have_the_unit_that_people_would_use(int milliseconds, string shown) =>
        Assert.Equal(shown, Format.Duration(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void One_is_singular()
    {
        Assert.Equal("1 error", Format.Quantity(1, "error"));
        Assert.Equal("0 errors", Format.Quantity(0, "error"));
    }

    [Theory]
    [InlineData(0.5, "0.5 s")]
    [InlineData(9, "9 s")]
    [InlineData(119, "119 s")]
    [InlineData(300, "5 min")]
    public void A_time_that_somebody_waits_is_told_in_seconds(double seconds, string text) =>
        Assert.Equal(text, Format.Wait(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0.049041748, "p = 0.049")]
    [InlineData(1.0, "p = 1.000")]
    [InlineData(0.0015, "p = 0.002")]
    [InlineData(0.001, "p = 0.001")]
    [InlineData(0.00099, "p < 0.001")]
    [InlineData(5e-324, "p < 0.001")]
    [InlineData(0.0496, "p = 0.04960")]
    [InlineData(0.04996, "p = 0.04996")]
    [InlineData(0.05, "p = 0.05000")]
    [InlineData(0.0499999, "p = 0.0499999")]
    [InlineData(0.0500001, "p = 0.0500001")]
    [InlineData(0.0506, "p = 0.051")]
    [InlineData(null, "–")]
    public void A_p_value_has_three_decimals_and_more_where_rounding_would_hide_its_side(double? p, string text) =>
        Assert.Equal(text, Format.PValue(p));

    [Fact]
    public void A_size_of_a_difference_has_no_sign()
    {
        Assert.Equal(("10.0 pp", "10.0 pp"), (Format.AbsolutePoints(0.1), Format.AbsolutePoints(-0.1)));
        Assert.Equal(("0.0 pp", "–"), (Format.AbsolutePoints(0), Format.AbsolutePoints(null)));
    }

    [Theory]
    [InlineData(0.979005, "98%")]
    [InlineData(0.5, "50%")]
    [InlineData(0.9999, "over 99%")]
    [InlineData(1.0, "over 99%")]
    [InlineData(0.0, "under 1%")]
    [InlineData(null, "–")]
    public void A_probability_is_never_0_or_100_percent(double? probability, string text) =>
        Assert.Equal(text, Format.Probability(probability));

    [Fact]
    public void Intervals_are_told_from_one_end_to_the_other()
    {
        Assert.Equal("23.4% to 49.6%", Format.Percents(new Interval(0.234, 0.496)));
        Assert.Equal("−1.2 to +9.6 pp", Format.Points(new Interval(-0.012, 0.096)));
        Assert.Equal("±0.0 to +9.6 pp", Format.Points(new Interval(-0.0001, 0.096)));
        Assert.Equal("0.412 to 0.608", Format.Scores(new Interval(0.412, 0.608)));
        Assert.Equal("−0.012 to +0.096", Format.ScorePoints(new Interval(-0.012, 0.096)));
        Assert.Equal(("–", "–", "–"), (Format.Percents(null), Format.Points((Interval?)null), Format.Scores(null)));
    }
}
