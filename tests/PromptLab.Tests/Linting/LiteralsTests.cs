namespace PromptLab.Tests.Linting;

/// <summary>What looks like something else: braces that are no placeholder, requests without a user, names that look the same.</summary>
public sealed class LiteralsTests : IDisposable
{
    private readonly LintBench _bench = new();

    [Theory]
    [InlineData("{Message}")]
    [InlineData("{ message }")]
    [InlineData("{message-text}")]
    [InlineData("{MESSAGE}")]
    [InlineData("{message|upper}")]
    [InlineData("{message!r}")]
    [InlineData("{message:>10}")]
    [InlineData("{message[0]}")]
    [InlineData("{userMessage}")]
    [InlineData("{{message-text}}")]
    [InlineData("{mes\u200bsage}")]
    public async Task What_looks_like_a_placeholder_and_is_none_is_found_at_its_line(string braces)
    {
        _bench.Sections["Context"] = $"One line.\nWe have {braces}.";

        Assert.EndsWith(
            $"” looks like a placeholder of “message” and is sent as it stands. Write {{message}} for the value, or \\{braces} for the literal text. [literal-placeholder]",
            await _bench.FindAsync(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("{\"message\": 1}")] // JSON
    [InlineData("\\{Message}")] // said to be literal
    [InlineData("{}")]
    [InlineData("{your answer here}")]
    [InlineData("{ color: red }")]
    [InlineData("{0,3}")]
    [InlineData("{Answer}")] // resembles no variable
    public async Task Other_braces_are_braces(string braces)
    {
        _bench.Sections["Context"] = $"We have {braces}.";

        Assert.Equal("", await _bench.FindAsync());
    }

    [Fact]
    public async Task A_request_without_a_user_turn_is_found()
    {
        _bench.FrontMatter = "render: { query_role: system }\n";

        Assert.EndsWith("Set “query_role: user” under “render”. [no-user-turn]", await _bench.FindAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_whose_user_turn_has_no_text_is_found_at_its_line()
    {
        _bench.Items[6] = "t-07,dev,\u200b ,billing";
        _bench.Items[8] = "t-09,dev,\" \",billing";

        Assert.StartsWith(
            "warning: evalsets/tickets/items.csv:8: With triage@draft the request of the item “t-07” and of 1 more has no user turn, or one without text.",
            await _bench.FindAsync(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("t-0\u200b7", "nothing there", "U+200B")]
    [InlineData("t\u201107", "U+002D", "U+2011")]
    public async Task Ids_that_look_the_same_are_found_with_their_code_points(string id, string written, string other)
    {
        _bench.Items.Add($"{id},dev,message 51,billing");

        var found = await _bench.FindAsync();

        Assert.Contains($"({other}) looks like “t-07” ({written}) of line 8", found, StringComparison.Ordinal);
        Assert.EndsWith("[look-alike]", found, StringComparison.Ordinal);
    }

    // A Cyrillic т is drawn otherwise than t, and a capital is another letter.
    [Theory]
    [InlineData("\u0442-07")]
    [InlineData("T-07")]
    [InlineData("t-7")]
    public async Task Ids_that_look_different_are_left_alone(string id)
    {
        _bench.Items.Add($"{id},dev,message 51,billing");

        Assert.Equal("", await _bench.FindAsync());
    }

    [Fact]
    public async Task Clusters_tags_and_labels_that_look_the_same_are_found_too()
    {
        _bench.Column("tags", i => i == 1 ? "caf\u00e9"
            : i == 2 ? "cafe\u0301"
            : "");
        _bench.Column("cluster", i => i == 3 ? "A-1"
            : i == 4 ? "\u0410-1"
            : "");
        _bench.Grader = "{ id: queue, type: label, labels: [billing, technical, bill\u0456ng] }";

        var found = await _bench.FindAsync();

        Assert.Contains("The tag “cafe\u0301” (U+0065 U+0301) looks like “caf\u00e9” (U+00E9) of line", found, StringComparison.Ordinal);
        Assert.Contains("The cluster “\u0410-1” (U+0410) looks like “A-1” (U+0041) of line", found, StringComparison.Ordinal);
        Assert.Contains("looks like “billing” (U+0069). Keep one of them. [look-alike]", found, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();
}
