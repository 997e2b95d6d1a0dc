using System.Globalization;
using PromptLab.Reporting;

namespace PromptLab.Tests.Reporting;

public sealed class ShownTests
{
    [Theory]
    [InlineData("")]
    [InlineData("fr-FR")]
    [InlineData("ar-SA")]
    [InlineData("tr-TR")]
    public void Numbers_are_the_same_text_in_every_culture(string culture)
    {
        CultureInfo.CurrentCulture = new CultureInfo(culture);

        Assert.Equal("71.4%", Shown.Percent(30 / 42d));
        Assert.Equal("+4.2 pp", Shown.Points(0.042));
        Assert.Equal("−4.2 pp", Shown.Points(-0.042));
        Assert.Equal("±0.0 pp", Shown.Points(0));
        Assert.Equal("41,220", Shown.Count(41220));
        Assert.Equal("0.741", Shown.Score(0.7412));
        Assert.Equal("$0.0251", Shown.Money(0.02512m));
        Assert.Equal("$1,234.50", Shown.Money(1234.5m));
    }

    [Fact]
    public void An_unknown_price_is_unknown_and_a_free_call_is_free()
    {
        Assert.Equal("unknown", Shown.Money(null));
        Assert.Equal("$0", Shown.Money(0));
        Assert.Equal("$0.000430", Shown.Money(0.00043m));
    }

    [Theory]
    [InlineData(1180, "1180 ms")]
    [InlineData(61_000, "61 s")]
    [InlineData(600_000, "10 min")]
    [InlineData(9_000_000, "2.5 h")]
    public void Durations_have_the_unit_that_people_would_use(int milliseconds, string shown) =>
        Assert.Equal(shown, Shown.Duration(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void One_is_singular()
    {
        Assert.Equal("1 error", Shown.Of(1, "error"));
        Assert.Equal("0 errors", Shown.Of(0, "error"));
    }

    [Theory]
    [InlineData(0.5, "0.5 s")]
    [InlineData(9, "9 s")]
    [InlineData(119, "119 s")]
    [InlineData(300, "5 min")]
    public void A_time_that_somebody_waits_is_told_in_seconds(double seconds, string text) => Assert.Equal(text, Shown.Patience(TimeSpan.FromSeconds(seconds)));
}
