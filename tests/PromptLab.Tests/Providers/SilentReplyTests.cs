using System.Text.Json.Nodes;
using PromptLab.Models;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Providers;

/// <summary>Responses of every kind of provider that answer nothing.</summary>
public sealed class SilentReplyTests
{
    public static TheoryData<string> Kinds => ServedModel.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_text_that_shows_nothing_is_an_error_and_its_tokens_are_paid_for(string kind)
    {
        foreach (var text in new[] { "", " ", "\n\n", "\u200b\ufeff", "\u00a0\u2060" })
        {
            var failed = await FailAsync(kind, Replies.Text(kind, text));

            Assert.Equal("empty", failed.Failure.Type);
            Assert.Equal(15, failed.Response?.Usage?.InputTokenCount + failed.Response?.Usage?.OutputTokenCount);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_text_that_is_nothing_but_a_think_block_is_reasoning_only(string kind)
    {
        foreach (var text in new[] { "<think>\nIt is 72.\n</think>\n", "<think>It is 72", "It is 72.</think>" })
            Assert.Equal("reasoning-only", (await FailAsync(kind, Replies.Text(kind, text))).Failure.Type);
    }

    [Theory]
    [InlineData("openai", "reasoning_content", "")]
    [InlineData("openai-compatible", "reasoning_content", "")]
    [InlineData("openai-compatible", "reasoning_content", null)]
    [InlineData("openai-compatible", "reasoning", "\n")]
    [InlineData("azure-openai", "reasoning_content", "")]
    [InlineData("openai-compatible", "thinking", "")]
    [InlineData("ollama", "thinking", "")]
    public async Task A_reply_with_reasoning_beside_an_empty_content_is_reasoning_only(string kind, string field, string? content)
    {
        var body = JsonNode.Parse(Replies.Text(kind, content))!;
        (body["message"] ?? body["choices"]![0]!["message"])![field] = "The answer is 72.";

        Assert.Equal("reasoning-only", (await FailAsync(kind, body.ToJsonString())).Failure.Type);
    }

    [Fact]
    public async Task Thinking_of_Anthropic_without_text_is_reasoning_only()
    {
        var body = JsonNode.Parse(Replies.Text("anthropic", text: null))!;
        body["content"] = new JsonArray(
            new JsonObject
            {
                ["type"] = "thinking",
                ["thinking"] = "It is 72.",
                ["signature"] = "c2ln",
            }
        );

        Assert.Equal("reasoning-only", (await FailAsync("anthropic", body.ToJsonString())).Failure.Type);
    }

    [Fact]
    public async Task Reasoning_tokens_without_text_are_reasoning_only()
    {
        var body = JsonNode.Parse(Replies.Text("openai", ""))!;
        body["usage"]!["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = 3 };

        Assert.Equal("reasoning-only", (await FailAsync("openai", body.ToJsonString())).Failure.Type);
    }

    [Fact]
    public async Task Reasoning_that_fills_the_limit_is_told_as_the_limit()
    {
        var body = JsonNode.Parse(Replies.Text("openai-compatible", "", "length"))!;
        body["choices"]![0]!["message"]!["reasoning_content"] = "Let me see";

        Assert.Equal("length", (await FailAsync("openai-compatible", body.ToJsonString())).Failure.Type);
    }

    [Fact]
    public async Task Ollama_that_only_loaded_the_model_answered_nothing()
    {
        var failed = await FailAsync("ollama", Replies.Text("ollama", "", "load"));

        Assert.Equal("empty", failed.Failure.Type);
        Assert.Contains("loaded the model", failed.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_of_a_tool_has_nothing_to_grade()
    {
        var body = JsonNode.Parse(Replies.Text("openai", text: null, "tool_calls"))!;
        body["choices"]![0]!["message"]!["tool_calls"] = JsonNode.Parse(
            """[{"id":"t","type":"function","function":{"name":"f","arguments":"{}"}}]"""
        );

        Assert.Equal("tool-call", (await FailAsync("openai", body.ToJsonString())).Failure.Type);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_has_an_answer_beside_its_reasoning_is_an_answer(string kind)
    {
        foreach (var text in new[] { "<think>\nMaybe 5.\n</think>\n\n72", "72 <think>sure?</think>", ".", "<thinking>72</thinking>" })
        {
            await using var server = await ChatServer.StartAsync(200, Replies.Text(kind, text));

            Assert.Equal(text, (await ServedModel.Of(kind, server).AskAsync()).Text);
        }
    }

    [Fact]
    public async Task A_refusal_is_an_answer()
    {
        var body = JsonNode.Parse(Replies.Text("openai", text: null))!;
        body["choices"]![0]!["message"]!["refusal"] = "I can't help with that.";
        await using var server = await ChatServer.StartAsync(200, body.ToJsonString());

        Assert.Equal("I can't help with that.", (await ServedModel.Of("openai", server).AskAsync()).Text);
    }

    private static async Task<ModelCallException> FailAsync(string kind, string body)
    {
        await using var server = await ChatServer.StartAsync(200, body);
        return await ServedModel.Of(kind, server).FailAsync();
    }
}
