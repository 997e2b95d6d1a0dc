using PromptLab.Texts;

namespace PromptLab.Tests.Texts;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("two\nlines\tand ünïcode 日本 😀", "two\nlines\tand ünïcode 日本 😀")]
    [InlineData("\u001B]0;title\u0007\r", "␛]0;title␇␍")]
    [InlineData("\0\u0001\u0008\u000B\u000C\u000E\u001F", "␀␁␈␋␌␎␟")]
    [InlineData("\u007F\u0080\u0085\u009B\u009F", "␡⟨U+0080⟩⟨U+0085⟩⟨U+009B⟩⟨U+009F⟩")]
    [InlineData("a\u2028b\u2029", "a⟨U+2028⟩b⟨U+2029⟩")]
    [InlineData("\u202A\u202B\u202C\u202D\u202E", "⟨U+202A⟩⟨U+202B⟩⟨U+202C⟩⟨U+202D⟩⟨U+202E⟩")]
    [InlineData("\u2066\u2067\u2068\u2069", "⟨U+2066⟩⟨U+2067⟩⟨U+2068⟩⟨U+2069⟩")]
    [InlineData("\u200E\u200F\u061C", "⟨U+200E⟩⟨U+200F⟩⟨U+061C⟩")]
    [InlineData("\uFFFE\uFFFF", "⟨U+FFFE⟩⟨U+FFFF⟩")]
    public void What_would_steer_a_terminal_or_turn_the_text_round_is_pictured(string text, string pictured)
    {
        Assert.Equal(pictured, PrintableText.Of(text));
        Assert.Equal(pictured, PrintableText.Of(pictured)); // never twice
    }

    [Theory]
    [InlineData("نمی\u200Cخواهم")] // Persian, with a non-joiner that belongs to its spelling
    [InlineData("क्\u200Dष")]
    [InlineData("👩\u200D👩\u200D👧")]
    [InlineData("שלום and مرحبا")] // text from right to left needs no mark of its own
    public void What_a_script_or_an_emoji_needs_stays(string text) => Assert.Equal(text, PrintableText.Of(text));

    [Fact]
    public void Half_a_pair_is_shown_as_a_replacement_character() => Assert.Equal("a\uFFFDb", PrintableText.Of($"a{(char)0xD83D}b"));

    [Theory]
    [InlineData("one\n2 problems\tx\u001B", 100, "one␊2 problems␉x␛")]
    [InlineData("abcdef", 3, "abc…")]
    [InlineData("ab😀", 3, "ab…")] // not through the middle of a pair
    public void One_line_stays_one_line(string text, int longest, string line) => Assert.Equal(line, PrintableText.OneLine(text, longest));

    [Fact]
    public void Json_means_the_same_and_has_no_control()
    {
        const string Text = "\u001B\u007F\u009B\u202E\u2028\u2066 é 😀\n\t\uFFFF";

        var json = PrintableText.OfJson(System.Text.Json.JsonSerializer.Serialize(Text, PromptLab.Files.FileJson.Line));

        Assert.Equal(Text, System.Text.Json.JsonSerializer.Deserialize<string>(json));
        Assert.Equal(json, PrintableText.Of(json));
        Assert.Contains("\\u202e", json, StringComparison.Ordinal);
        Assert.Contains(" é ", json, StringComparison.Ordinal);
    }
}
