using System.Text;
using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Tests.Providers;

/// <summary>A key is hidden whatever its form, and also where it is whole only once the parts of a text are joined.</summary>
public sealed class KeyInPiecesTests
{
    private const string Key = "sk-ab+cd/ef=gh\"ij&kl<mn";

    [Theory]
    [InlineData(Key)]
    [InlineData("""sk-ab\u002bcd\/ef\u003Dgh\"ij\u0026kl\u003cmn""")] // JSON
    [InlineData("""sk-ab\\u002bcd\\/ef\\u003dgh\\\"ij\\u0026kl\\u003cmn""")] // JSON in JSON
    [InlineData("sk-ab%2Bcd%2Fef%3Dgh%22ij%26kl%3Cmn")] // URL
    [InlineData("sk-ab%2bcd%2fef%3dgh%22ij%26kl%3cmn")]
    [InlineData("sk-ab+cd/ef=gh&quot;ij&amp;kl&lt;mn")] // HTML
    [InlineData("sk-ab&#43;cd&#x2F;ef=gh&#34;ij&#38;kl&#60;mn")]
    [InlineData("sk-ab+cd/ef\n=gh\"ij\r\n  &kl<mn")] // wrapped
    [InlineData("sk-ab+cd/ef\\n=gh\"ij&kl<mn")]
    [InlineData("sk-ab\u200B+cd/ef=gh\"ij&kl\u00AD<mn")] // invisible characters
    [InlineData("\\u0073\\u006b\\u002d\\u0061b+cd/ef=gh\"ij&kl<mn")]
    public void A_key_is_hidden_in_every_form(string form) =>
        Assert.Equal("Sent …, and … again.", Secrets.Redact($"Sent {form}, and {form} again.", Key));

    [Theory]
    [InlineData("")]
    [InlineData("u:")]
    [InlineData("me:")]
    [InlineData("somebody:")]
    public void A_key_in_base64_is_hidden_with_the_name_before_it(string name)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(name + Key));

        Assert.Equal("Basic … refused", Secrets.Redact($"Basic {encoded} refused", Key));
        Assert.Equal("Basic … refused", Secrets.Redact($"Basic {encoded.Replace('+', '-').Replace('/', '_')} refused", Key));
    }

    [Theory]
    [InlineData("sk-ab+cd/ef")] // a part of it
    [InlineData("sk_ab+cd/ef=gh\"ij&kl<mn")]
    [InlineData("%2 & &# \\u00 \\ % &amp")]
    [InlineData("")]
    public void Other_texts_stay_as_they_are(string text) => Assert.Equal(text, Secrets.Redact(text, Key, null, ""));

    [Fact]
    public void A_short_key_is_hidden_only_as_it_is() => Assert.Equal("… or n one", Secrets.Redact("none or n one", "none"));

    [Fact]
    public void A_key_that_is_whole_once_the_parts_of_a_response_are_joined_is_hidden()
    {
        var response = new ChatResponse([
            new ChatMessage(ChatRole.Assistant, [new TextContent($"It is {Key[..5]}"), new TextContent(Key[5..9])]),
            new ChatMessage(ChatRole.Assistant, [new TextContent($"{Key[9..]}, and once more {Key}.")]),
        ]);

        Secrets.Redact(response, Key);

        Assert.Equal(
            ["It is …", "", ", and once more …."],
            response.Messages.SelectMany(message => message.Contents).OfType<TextContent>().Select(part => part.Text)
        );
    }

    [Fact]
    public void A_key_in_reasoning_and_errors_is_hidden()
    {
        var response = new ChatResponse(
            new ChatMessage(
                ChatRole.Assistant,
                [new TextReasoningContent("so " + Key[..7]), new TextReasoningContent(Key[7..] + "!"), new ErrorContent($"no {Key}")]
            )
        );

        Secrets.Redact(response, Key);

        Assert.Equal("so …|!|no …", string.Join('|', response.Messages[0].Contents.Select(TextOf)));
    }

    [Fact]
    public void A_text_of_a_million_characters_that_almost_hold_the_key_is_searched_in_one_pass() =>
        Assert.Equal(1_000_001, Secrets.Redact(string.Concat(Enumerable.Repeat("sk-ab+cd/ ", 100_000)) + Key, Key)!.Length);

    private static string TextOf(AIContent content) =>
        content switch
        {
            TextReasoningContent reasoning => reasoning.Text,
            ErrorContent error => error.Message,
            _ => content.ToString()!,
        };
}
