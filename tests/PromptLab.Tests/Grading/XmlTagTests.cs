using System.Text.RegularExpressions;
using CsCheck;
using PromptLab.Grading;

namespace PromptLab.Tests.Grading;

public sealed partial class XmlTagTests
{
    private static readonly string[] Pieces = ["<a>", "</a>", "<a x='1'>", "</a \n>", "<a", "</a", "<ab>", "<", ">", "/", " ", "b"];

    [Theory]
    [InlineData("<a>x</a>", "x")]
    [InlineData("<a>x</a> and <a>y</a> end", "y")]
    [InlineData("<a><a>x</a></a>", "x</a>")]
    [InlineData("<a class=\"b\">x</a\n>", "x")]
    [InlineData("<a></a>", "")]
    [InlineData("<ab>x</ab>", null)]
    [InlineData("x</a>", null)]
    [InlineData("<a>x", null)]
    [InlineData("</a><a>", null)]
    [InlineData("<A>x</A>", null)]
    public void The_last_closing_tag_and_the_nearest_opening_one_before_it_make_a_pair(string text, string? inside) =>
        Assert.Equal(inside, XmlTag.LastContent(text, "a"));

    [Fact]
    public void It_is_what_a_pattern_from_the_right_finds() =>
        Gen.Int[0, Pieces.Length - 1]
            .Select(at => Pieces[at])
            .Array[0, 14]
            .Select(string.Concat)
            .Sample(text =>
                XmlTag.LastContent(text, "a")
                == (FromTheRight().Match(text) is { Success: true } match ? match.Groups["inside"].Value : null)
            );

    [Fact]
    public void Tags_that_never_open_do_not_make_it_slow() =>
        Assert.Null(XmlTag.LastContent(string.Concat(Enumerable.Repeat("</a>", 2_000_000)), "a")); // a pattern would take hours

    [GeneratedRegex(
        @"<a(\s[^<>]*)?>(?<inside>.*?)</a\s*>",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.RightToLeft,
        1000
    )]
    private static partial Regex FromTheRight();
}
