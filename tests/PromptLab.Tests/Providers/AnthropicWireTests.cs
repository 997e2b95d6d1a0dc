using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Models;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Providers;

/// <summary>What goes to Anthropic: https://docs.anthropic.com/en/api/messages.</summary>
public sealed class AnthropicWireTests
{
    private static readonly string Hi = Replies.Text("anthropic", "hi");

    [Fact]
    public async Task Messages_and_every_parameter_are_sent_and_nothing_of_ours()
    {
        await using var server = await ChatServer.StartAsync(200, Hi);
        var model = ServedModel.Of(
            "anthropic",
            server,
            new ModelParameters
            {
                Temperature = 0.2,
                TopP = 0.9,
                MaxOutputTokens = 50,
                Stop = ["END", "STOP"],
                ReasoningEffort = "low",
            }
        );

        await model.Client.GetResponseAsync(
            [
                new ChatMessage(ChatRole.System, "Sort."),
                new ChatMessage(ChatRole.User, "a?"),
                new ChatMessage(ChatRole.Assistant, "a"),
                new ChatMessage(ChatRole.User, "b?"),
            ],
            ChatRequest.Options(model.Definition, responseSchema: null, repeat: 3),
            TestContext.Current.CancellationToken
        );

        var request = server.Requests.Single();
        Assert.Equal("/v1/messages", request.PathAndQuery);
        AssertJson(
            """
            {
              "model": "small",
              "max_tokens": 50,
              "system": [{"type":"text","text":"Sort."}],
              "messages": [
                {"role":"user","content":[{"type":"text","text":"a?"}]},
                {"role":"assistant","content":[{"type":"text","text":"a"}]},
                {"role":"user","content":[{"type":"text","text":"b?"}]}
              ],
              "temperature": 0.2,
              "top_p": 0.9,
              "stop_sequences": ["END","STOP"],
              "thinking": {"type":"adaptive"},
              "output_config": {"effort":"low"}
            }
            """,
            request.Body
        );
    }

    [Theory]
    [InlineData("none", """{"type":"disabled"}""", null)]
    [InlineData("low", """{"type":"adaptive"}""", """{"effort":"low"}""")]
    [InlineData("medium", """{"type":"adaptive"}""", """{"effort":"medium"}""")]
    [InlineData("high", """{"type":"adaptive"}""", """{"effort":"high"}""")]
    public async Task Every_reasoning_effort_is_sent(string effort, string thinking, string? config)
    {
        await using var server = await ChatServer.StartAsync(200, Hi);

        await ServedModel.Of("anthropic", server, new ModelParameters { MaxOutputTokens = 50, ReasoningEffort = effort }).AskAsync();

        AssertJson(thinking, server.Requests.Single().Body["thinking"]);
        AssertJson(config ?? "null", server.Requests.Single().Body["output_config"]);
    }

    [Fact]
    public async Task A_response_schema_is_sent_with_the_reasoning_effort_beside_it()
    {
        const string schema = """{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}""";
        await using var server = await ChatServer.StartAsync(200, Hi);

        await ServedModel
            .Of("anthropic", server, new ModelParameters { MaxOutputTokens = 50, ReasoningEffort = "high" })
            .AskAsync(JsonNode.Parse(schema));

        AssertJson(
            $$$"""{"effort":"high","format":{"type":"json_schema","schema":{{{schema}}}}}""",
            server.Requests.Single().Body["output_config"]
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text")] // what it sends anyway
    public async Task What_is_not_set_is_not_sent(string? format)
    {
        await using var server = await ChatServer.StartAsync(200, Hi);

        await ServedModel.Of("anthropic", server, new ModelParameters { MaxOutputTokens = 50, ResponseFormat = format }).AskAsync();

        Assert.Equal(
            ["max_tokens", "messages", "model"],
            server.Requests.Single().Body.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_limit_of_very_many_tokens_is_sent_like_any_other()
    {
        await using var server = await ChatServer.StartAsync(200, Hi);

        var response = await ServedModel.Of("anthropic", server, new ModelParameters { MaxOutputTokens = 64_000 }).AskAsync();

        Assert.Equal("hi", response.Text);
        Assert.Equal(64_000, server.Requests.Single().Body["max_tokens"]!.GetValue<int>());
    }

    // ServedModel sets all the variables that the client of Anthropic reads by itself.
    [Fact]
    public async Task Headers_are_the_key_the_version_and_our_name_and_nothing_comes_from_the_environment()
    {
        await using var server = await ChatServer.StartAsync(200, Hi);

        await ServedModel.Of("anthropic", server).AskAsync();

        var headers = server.Requests.Single().Headers;
        Assert.Equal(
            ["Accept-Encoding", "anthropic-version", "Content-Length", "Content-Type", "Host", "User-Agent", "x-api-key"],
            headers.Keys.Order(StringComparer.OrdinalIgnoreCase)
        );
        Assert.Equal(
            (ServedModel.Key, "2023-06-01", "PromptLab"),
            (headers["x-api-key"], headers["anthropic-version"], headers["User-Agent"])
        );
    }

    // Its client would add one of a zero-width space by itself.
    [Fact]
    public async Task A_request_without_a_user_message_is_not_sent()
    {
        await using var server = await ChatServer.StartAsync(200, Hi);
        var model = ServedModel.Of("anthropic", server);

        var failed = await Assert.ThrowsAsync<ModelCallException>(() =>
            model.Client.GetResponseAsync(
                [new ChatMessage(ChatRole.System, "Sort.")],
                ChatRequest.Options(model.Definition, responseSchema: null, repeat: 1),
                TestContext.Current.CancellationToken
            )
        );

        Assert.Equal(("no-user-message", 0, 0), (failed.Failure.Type, failed.Facts.Attempts, server.Calls));
    }

    [Fact]
    public async Task A_path_of_the_address_is_kept()
    {
        await using var server = await ChatServer.StartAsync(200, Hi);

        await ServedModel.Of("anthropic", server, endpoint: server.Root + "/gateway/").AskAsync();

        Assert.Equal("/gateway/v1/messages", server.Requests.Single().PathAndQuery);
    }

    private static void AssertJson(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual?.ToJsonString() ?? "null");
}
