using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Models;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Providers;

/// <summary>What goes to Ollama: https://github.com/ollama/ollama/blob/main/docs/api.md.</summary>
public sealed class OllamaWireTests
{
    private static readonly string Hi = Replies.Text("ollama", "hi");

    [Fact]
    public async Task Messages_and_every_parameter_are_sent_and_nothing_of_ours()
    {
        await using var server = await ChatServer.StartAsync(200, Hi);
        var model = ServedModel.Of(
            "ollama",
            server,
            new ModelParameters
            {
                Temperature = 0.2,
                TopP = 0.9,
                MaxOutputTokens = 50,
                Seed = 7,
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
        Assert.Equal("/api/chat", request.PathAndQuery);
        var body = request.Body.AsObject();
        Assert.Equal("{}", body["CustomHeaders"]?.ToJsonString()); // the client's own slip: Ollama passes over what it does not know
        body.Remove("CustomHeaders");
        AssertJson(
            """
            {
              "model": "small",
              "messages": [
                {"role":"system","content":"Sort."},
                {"role":"user","content":"a?"},
                {"role":"assistant","content":"a"},
                {"role":"user","content":"b?"}
              ],
              "options": {"temperature":0.2,"top_p":0.9,"num_predict":50,"seed":9,"stop":["END","STOP"]},
              "think": "low",
              "stream": false
            }
            """,
            body
        ); // the seed of the third repeat: 7 + 3 − 1
    }

    [Theory]
    [InlineData("none", "false")]
    [InlineData("low", "\"low\"")]
    [InlineData("medium", "\"medium\"")]
    [InlineData("high", "\"high\"")]
    public async Task Every_reasoning_effort_is_sent(string effort, string think)
    {
        await using var server = await ChatServer.StartAsync(200, Hi);

        await ServedModel.Of("ollama", server, new ModelParameters { ReasoningEffort = effort }).AskAsync();

        AssertJson(think, server.Requests.Single().Body["think"]);
    }

    [Fact]
    public async Task A_response_schema_is_the_format_even_where_json_is_asked_for()
    {
        const string schema = """{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}""";
        await using var server = await ChatServer.StartAsync(200, Hi);

        await ServedModel.Of("ollama", server, new ModelParameters { ResponseFormat = "json" }).AskAsync(JsonNode.Parse(schema));

        AssertJson(schema, server.Requests.Single().Body["format"]);
    }

    [Theory]
    [InlineData("json", "\"json\"")]
    [InlineData("text", "null")] // what it sends anyway
    [InlineData(null, "null")]
    public async Task A_response_format_without_a_schema_is_sent(string? format, string sent)
    {
        await using var server = await ChatServer.StartAsync(200, Hi);

        await ServedModel.Of("ollama", server, new ModelParameters { ResponseFormat = format }).AskAsync();

        AssertJson(sent, server.Requests.Single().Body["format"]);
    }

    [Theory]
    [InlineData(ServedModel.Key, "Bearer the-key")]
    [InlineData(null, null)]
    public async Task A_bearer_key_is_sent_only_where_one_is_configured(string? key, string? authorization)
    {
        await using var server = await ChatServer.StartAsync(200, Hi);

        await ServedModel.Of("ollama", server, key: key).AskAsync();

        Assert.Equal(authorization, server.Requests.Single().Headers.GetValueOrDefault("Authorization"));
    }

    [Theory]
    [InlineData("/gateway")]
    [InlineData("/gateway/")]
    public async Task A_path_of_the_address_is_kept(string path)
    {
        await using var server = await ChatServer.StartAsync(200, Hi);

        await ServedModel.Of("ollama", server, endpoint: server.Root + path).AskAsync();

        Assert.Equal("/gateway/api/chat", server.Requests.Single().PathAndQuery);
    }

    private static void AssertJson(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual?.ToJsonString() ?? "null");
}
