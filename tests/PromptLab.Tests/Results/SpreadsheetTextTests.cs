using CsCheck;
using PromptLab.Results;

namespace PromptLab.Tests.Results;

public sealed class SpreadsheetTextTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+cmd|' /C calc'!A0")]
    [InlineData("- I cannot answer that.")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tx")]
    [InlineData("\rx")]
    [InlineData("  =1")]
    [InlineData("\u00A0=1")]
    [InlineData("\u200B=1")]
    [InlineData("\uFEFF@x")]
    [InlineData("\n=1")]
    [InlineData("\uFF1D1")]
    [InlineData("-Infinity")]
    [InlineData("-1e999")]
    [InlineData("-1,5")]
    public void Text_that_a_spreadsheet_would_run_gets_an_apostrophe(string text) =>
        Assert.Equal("'" + text, SpreadsheetText.Neutralise(text));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("-3.5")]
    [InlineData("+1e-3")]
    [InlineData("-0.0229")]
    [InlineData("plain = text")]
    [InlineData("'quoted'")]
    [InlineData("'-3.5")]
    [InlineData("sha256:00cd3fa26cff")]
    public void Other_text_and_finite_numbers_are_left_alone(string text) => Assert.Equal(text, SpreadsheetText.Neutralise(text));

    [Fact]
    public void Text_that_already_looks_neutralised_gets_one_more_apostrophe()
    {
        Assert.Equal("''=1", SpreadsheetText.Neutralise("'=1"));
        Assert.Equal("'=1", SpreadsheetText.Restore("''=1"));
    }

    [Fact]
    public void Whatever_is_neutralised_is_restored() =>
        Gen.Char["'=+-@\t\r\n \u200B\uFEFF\u00A019.eé\uFF1D,"]
            .Array[0, 8]
            .Select(characters => new string(characters))
            .Sample(text => SpreadsheetText.Restore(SpreadsheetText.Neutralise(text)) == text);
}
