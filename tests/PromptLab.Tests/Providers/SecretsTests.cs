using PromptLab.Models;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Providers;

/// <summary>A key is nowhere in what comes back, wherever a provider repeats it.</summary>
public sealed class SecretsTests
{
    private const string LongKey = "sk-0123456789-0123456789-0123456789";
    private const string OddKey = "sk-ab+cd/ef'gh<ij&kl"; // characters that JSON may write as escapes

    public static TheoryData<string> Kinds => ServedModel.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_key_in_text_model_id_or_header_of_a_response_is_hidden(string kind)
    {
        await using var server = await ChatServer.StartAsync(
            200,
            Replies.Text(kind, $"You sent {LongKey}.", model: $"m-{LongKey}", id: $"id-{LongKey}"),
            ("x-request-id", $"req-{LongKey}")
        );

        var response = await ServedModel.Of(kind, server, key: LongKey).AskAsync();

        Assert.Equal(("You sent ….", kind == "http" ? null : "m-…"), (response.Text, response.ModelId));
        Assert.Equal(kind is "ollama" or "http" ? null : "id-…", response.ResponseId);
        Assert.Equal("req-…", ResponseFacts.Of(response).RequestId);
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("azure-openai")]
    [InlineData("openai-compatible")]
    public async Task A_key_in_a_refusal_or_a_fingerprint_is_hidden(string kind)
    {
        await using var server = await ChatServer.StartAsync(
            200,
            $$$"""
            {"id":"x","object":"chat.completion","created":1,"model":"m","system_fingerprint":"fp-{{{LongKey}}}",
             "choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":null,"refusal":"Not with {{{LongKey}}}."}}]}
            """
        );

        var response = await ServedModel.Of(kind, server, key: LongKey).AskAsync();

        var facts = ResponseFacts.Of(response);
        Assert.Equal(("Not with ….", "Not with ….", "fp-…"), (response.Text, facts.Refusal, facts.Fingerprint));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_key_in_an_error_is_hidden(string kind)
    {
        foreach (var status in new[] { 302, 400, 401, 402, 403, 404, 429, 500 })
        {
            foreach (var key in new[] { LongKey, OddKey })
            {
                await using var server = await ChatServer.StartAsync(
                    status,
                    Replies.Error(kind, $"No {key}.", code: key),
                    ("x-request-id", $"req-{key}"),
                    ("location", $"http://127.0.0.1:9/{key}")
                );

                var failed = await ServedModel.Of(kind, server, key: key).FailAsync();

                AssertHidden(key, failed);
                Assert.Equal("req-…", failed.Facts.RequestId);
            }
        }
    }

    // 300 characters of a message are shown: of a key that ends behind them, no part may be left.
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_key_that_a_long_message_is_cut_in_is_hidden(string kind)
    {
        foreach (var key in new[] { LongKey, OddKey })
        {
            await using var server = await ChatServer.StartAsync(
                400,
                Replies.Error(kind, new string('x', 290) + key + new string('y', 50))
            );

            var failed = await ServedModel.Of(kind, server, key: key).FailAsync();

            Assert.DoesNotContain(key[..4], failed.Failure.Message, StringComparison.Ordinal);
            AssertHidden(key, failed);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_key_in_a_body_that_is_no_response_is_hidden(string kind)
    {
        foreach (
            var body in new[]
            {
                $"{{\"{LongKey}\":",
                $"\"{LongKey}\"",
                LongKey,
                $$"""{"choices":"{{LongKey}}","content":"{{LongKey}}","message":"{{LongKey}}"}""",
            }
        )
        {
            await using var server = await ChatServer.StartAsync(200, body);

            AssertHidden(LongKey, await ServedModel.Of(kind, server, key: LongKey).FailAsync());
        }
    }

    // The whole exception: whatever logs it logs its causes too.
    private static void AssertHidden(string key, ModelCallException failed) =>
        Assert.DoesNotContain(key, failed.ToString(), StringComparison.Ordinal);
}
