using PromptLab.Reporting;

namespace PromptLab.Tests.Reporting;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("a|b", "a\\|b")]
    [InlineData("**bold** _it_ `code`", "\\*\\*bold\\*\\* \\_it\\_ \\`code\\`")]
    [InlineData("<img src=x> &amp;", "\\<img src=x\\> \\&amp;")]
    [InlineData("[a](b) ![c](d)", "\\[a\\](b) \\!\\[c\\](d)")]
    [InlineData("# ~x~ \\", "\\#\u200B \\~x\\~ \\\\")] // no issue’s number
    [InlineData("##[error]x", "\\#\u200B\\#\u200B\\[error\\]x")]
    [InlineData("two\nlines\u0007", "two lines␇")]
    [InlineData("@user and (@team)", "@\u200Buser and (@\u200Bteam)")]
    [InlineData("triage@v3", "triage@v3")] // no name in GitHub’s eyes
    [InlineData("+4.2 pp (95% interval −1.2 to +9.6 pp)", "+4.2 pp (95% interval −1.2 to +9.6 pp)")]
    public void A_short_text_is_shown_as_it_is(string text, string markdown) => Assert.Equal(markdown, MarkdownText.Inline(text));

    [Fact]
    public void Nothing_in_a_block_has_a_meaning() =>
        Assert.Equal(
            "    ```\n    </details>\n    @user | <b>\n    ␛[31m red\tdone\n    ",
            MarkdownText.Block("```\r\n</details>\u2028@user | <b>\r\u001B[31m red\tdone\n")
        );

    [Theory]
    [InlineData("::error::x", "    \u200B::error::x")]
    [InlineData("\t ::add-mask::x", "    \t \u200B::add-mask::x")]
    [InlineData("say ::error::x", "    say ::error::x")]
    [InlineData("say ##[error]x ##vso[task.x]y", "    say #\u200B#[error]x #\u200B#vso[task.x]y")]
    [InlineData("## Title", "    ## Title")]
    public void No_line_of_a_block_is_a_command_of_a_log(string text, string markdown) => Assert.Equal(markdown, MarkdownText.Block(text));

    [Fact]
    public void A_table_shows_its_cells_as_they_are() =>
        Assert.Equal(
            """
            |  | a\|b |
            | --- | --- |
            | \*x\* | <1 |

            """.Replace("<1", "\\<1", StringComparison.Ordinal),
            MarkdownText.Table(
                ["", "a|b"],
                [
                    ["*x*", "<1"],
                ]
            )
        );
}
