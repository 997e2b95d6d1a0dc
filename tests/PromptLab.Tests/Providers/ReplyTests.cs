using System.Text.Json.Nodes;
using PromptLab.Models;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Providers;

/// <summary>What is read from a response, in the same words whatever the provider.</summary>
public sealed class ReplyTests
{
    public static TheoryData<string> Kinds => ServedModel.Kinds;

    public static TheoryData<string> OpenAIKinds { get; } = new("openai", "azure-openai", "openai-compatible");

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Text_model_usage_and_request_id_are_read(string kind)
    {
        await using var server = await ChatServer.StartAsync(
            200,
            Replies.Text(kind, "Ünicode\n", model: "served-2026"),
            ("x-request-id", "req-7")
        );

        var response = await ServedModel.Of(kind, server).AskAsync();

        Assert.Equal(("Ünicode\n", kind == "http" ? null : "served-2026"), (response.Text, response.ModelId));
        Assert.Equal(kind is "ollama" or "http" ? null : "id-1", response.ResponseId);
        Assert.Equal(new TokenUsage { InputUncached = 12, OutputVisible = 3 }, TokenUsage.From(response.Usage));
        var facts = ResponseFacts.Of(response);
        Assert.Equal(("req-7", null, null, 1, false), (facts.RequestId, facts.Fingerprint, facts.Refusal, facts.Attempts, facts.Cached));
    }

    [Theory]
    [InlineData("openai", "stop", "stop")]
    [InlineData("openai", "length", "length")]
    [InlineData("azure-openai", "stop", "stop")]
    [InlineData("azure-openai", "length", "length")]
    [InlineData("openai-compatible", "stop", "stop")]
    [InlineData("openai-compatible", "length", "length")]
    [InlineData("anthropic", "end_turn", "stop")]
    [InlineData("anthropic", "stop_sequence", "stop")]
    [InlineData("anthropic", "max_tokens", "length")]
    [InlineData("anthropic", "model_context_window_exceeded", "length")]
    [InlineData("ollama", "stop", "stop")]
    [InlineData("ollama", "length", "length")]
    public async Task Why_a_response_ends_is_said_in_the_same_words(string kind, string theirs, string ours)
    {
        await using var server = await ChatServer.StartAsync(200, Replies.Text(kind, "hi", theirs));

        var response = await ServedModel.Of(kind, server).AskAsync();

        Assert.Equal(("hi", ours), (response.Text, response.FinishReason?.Value));
    }

    [Theory]
    [InlineData("openai", "x-request-id")]
    [InlineData("azure-openai", "apim-request-id")]
    [InlineData("openai-compatible", "x-request-id")]
    [InlineData("anthropic", "request-id")]
    [InlineData("ollama", "x-request-id")]
    public async Task The_request_id_is_noted_on_responses_and_on_failures(string kind, string header)
    {
        await using var well = await ChatServer.StartAsync(200, Replies.Text(kind, "hi"), (header, "req-8"));
        await using var ill = await ChatServer.StartAsync(500, Replies.Error(kind, "no"), (header, "req-9"));

        Assert.Equal("req-8", ResponseFacts.Of(await ServedModel.Of(kind, well).AskAsync()).RequestId);
        Assert.Equal("req-9", (await ServedModel.Of(kind, ill).FailAsync()).Facts.RequestId);
    }

    [Theory]
    [MemberData(nameof(OpenAIKinds))]
    public async Task A_refusal_of_OpenAI_is_the_response(string kind)
    {
        await using var server = await ChatServer.StartAsync(
            200,
            """
            {"id":"x","object":"chat.completion","created":1,"model":"m",
             "choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":null,"refusal":"I can't help with that."}}],
             "usage":{"prompt_tokens":81,"completion_tokens":11,"total_tokens":92}}
            """
        );

        var response = await ServedModel.Of(kind, server).AskAsync();

        Assert.Equal(("I can't help with that.", "stop"), (response.Text, response.FinishReason?.Value));
        Assert.Equal("I can't help with that.", ResponseFacts.Of(response).Refusal);
        Assert.Equal(new TokenUsage { InputUncached = 81, OutputVisible = 11 }, TokenUsage.From(response.Usage));
    }

    [Fact]
    public async Task A_refusal_of_Anthropic_is_a_content_filter_and_its_tokens_are_paid_for()
    {
        await using var server = await ChatServer.StartAsync(
            200,
            Replies.Text("anthropic", text: null, "refusal"),
            ("request-id", "req-3")
        );

        var failed = await ServedModel.Of("anthropic", server).FailAsync();

        Assert.Equal(("content-filter", "req-3"), (failed.Failure.Type, failed.Facts.RequestId));
        Assert.Equal(new TokenUsage { InputUncached = 12, OutputVisible = 3 }, TokenUsage.From(failed.Response?.Usage));
    }

    // 2048 written and 512 read stand outside Anthropic's input tokens, thinking inside its output tokens.
    [Fact]
    public async Task Anthropic_s_cache_and_thinking_are_told_apart()
    {
        await using var server = await ChatServer.StartAsync(
            200,
            """
            {"id":"msg_1","type":"message","role":"assistant","model":"m","stop_reason":"end_turn","stop_sequence":null,
             "content":[{"type":"thinking","thinking":"Hm.","signature":"c2ln"},{"type":"text","text":"one "},{"type":"text","text":"two"}],
             "usage":{"input_tokens":21,"cache_creation_input_tokens":2048,"cache_read_input_tokens":512,"output_tokens":50,
                      "output_tokens_details":{"thinking_tokens":30}}}
            """
        );

        var response = await ServedModel.Of("anthropic", server).AskAsync();

        Assert.Equal("one two", response.Text);
        Assert.Equal(
            new TokenUsage
            {
                InputUncached = 21,
                CacheWrite = 2048,
                CacheRead = 512,
                OutputVisible = 20,
                Reasoning = 30,
            },
            TokenUsage.From(response.Usage)
        );
    }

    [Theory]
    [InlineData("openai", "usage")]
    [InlineData("azure-openai", "usage")]
    [InlineData("openai-compatible", "usage")]
    [InlineData("ollama", "prompt_eval_count")]
    [InlineData("ollama", "eval_count")]
    public async Task Tokens_that_are_not_counted_are_unknown_and_not_zero(string kind, string missing)
    {
        var body = JsonNode.Parse(Replies.Text(kind, "hi"))!.AsObject();
        body.Remove(missing);
        await using var server = await ChatServer.StartAsync(200, body.ToJsonString());

        var response = await ServedModel.Of(kind, server).AskAsync();

        Assert.Equal("hi", response.Text);
        Assert.Null(TokenUsage.From(response.Usage));
    }

    // Anthropic's reference promises the counts with every response, and its client takes none without them.
    [Theory]
    [InlineData("input_tokens")]
    [InlineData("output_tokens")]
    public async Task A_response_of_Anthropic_without_its_counts_is_malformed_and_not_zero_tokens(string missing)
    {
        var body = JsonNode.Parse(Replies.Text("anthropic", "hi"))!;
        body["usage"]!.AsObject().Remove(missing);
        await using var server = await ChatServer.StartAsync(200, body.ToJsonString());

        Assert.Equal("malformed", (await ServedModel.Of("anthropic", server).FailAsync()).Failure.Type);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_limit_that_is_used_up_before_any_text_is_named_and_its_tokens_are_paid_for(string kind)
    {
        foreach (var text in new[] { null, "" })
        {
            await using var server = await ChatServer.StartAsync(
                200,
                Replies.Text(kind, text, kind == "anthropic" ? "max_tokens" : "length")
            );

            var failed = await ServedModel.Of(kind, server).FailAsync();

            Assert.Equal(
                new Failure(
                    "length",
                    "“small” used up max_output_tokens before it wrote any text. Raise the limit, or lower the reasoning effort."
                ),
                failed.Failure
            );
            Assert.Equal(15, failed.Response?.Usage?.InputTokenCount + failed.Response?.Usage?.OutputTokenCount);
        }
    }

    [Fact]
    public async Task Thoughts_of_Ollama_are_no_text()
    {
        await using var server = await ChatServer.StartAsync(
            200,
            """{"model":"m","created_at":"2026-09-01T10:00:00Z","message":{"role":"assistant","content":"four","thinking":"2 and 2"},"done":true,"done_reason":"stop","prompt_eval_count":9,"eval_count":8}"""
        );

        Assert.Equal("four", (await ServedModel.Of("ollama", server).AskAsync()).Text);
    }
}
