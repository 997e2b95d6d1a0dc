using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Settings;
using PromptLab.Tests.Cli;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Providers;

/// <summary>What promptlab.yaml adds to requests is seen on the wire, for each kind of provider.</summary>
public sealed class RequestAdditionsTests : IDisposable
{
    private readonly TestBench _bench = new();

    public static TheoryData<string> Kinds => ServedModel.Kinds;

    public static TheoryData<string> ModelKinds => ServedModel.ModelKinds;

    public static TheoryData<string> OpenAIKinds { get; } = new("openai", "azure-openai", "openai-compatible");

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Headers_are_sent_as_written_and_from_the_environment(string kind)
    {
        await using var server = await ChatServer.StartAsync(200, Replies.Text(kind, "hi"));

        await ModelOf(kind, server, "headers: { X-Org: abc, X-Title: My app, X-Gateway-Key: { env: GATEWAY } }").AskAsync();

        var headers = server.Requests.Single().Headers;
        Assert.Equal(("abc", "My app", "Bearer gate-secret"), (headers["X-Org"], headers["X-Title"], headers["X-Gateway-Key"]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_value_from_the_environment_is_hidden_in_what_comes_back(string kind)
    {
        foreach (var echo in new[] { "Bearer gate-secret", "gate-secret", "gate%2Dsecret", "query-secret" })
        {
            await using var server = await ChatServer.StartAsync(400, Replies.Error(kind, $"you sent {echo}!"));
            var model = ModelOf(kind, server, "headers: { X-Gateway-Key: { env: GATEWAY } }", "query: { sig: { env: QUERY } }");

            var failed = await model.FailAsync();

            Assert.EndsWith("It says: you sent …!", failed.Failure.Message, StringComparison.Ordinal);
        }
    }

    // Taken out of an answer, it would change what the answer is graded as.
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_everyday_word_from_the_environment_stays_in_an_answer(string kind)
    {
        await using var server = await ChatServer.StartAsync(200, Replies.Text(kind, "a production issue in eu-1"));

        var response = await ModelOf(kind, server, "headers: { X-Stage: { env: STAGE }, X-Zone: { env: ZONE } }").AskAsync();

        Assert.Equal("a production issue in eu-1", response.Text);
        Assert.Equal("production", server.Requests.Single().Headers["X-Stage"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_header_of_the_body_is_sent_too(string kind)
    {
        await using var server = await ChatServer.StartAsync(200, Replies.Text(kind, "hi"));

        await ModelOf(kind, server, "headers: { Content-Language: de }").AskAsync();

        Assert.Equal("de", server.Requests.Single().Headers["Content-Language"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_query_is_sent_escaped(string kind)
    {
        await using var server = await ChatServer.StartAsync(200, Replies.Text(kind, "hi"));

        await ModelOf(kind, server, "query: { team: a b&c, sig: { env: QUERY } }").AskAsync();

        Assert.EndsWith("team=a%20b%26c&sig=query-secret", server.Requests.Single().PathAndQuery, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(OpenAIKinds))]
    public async Task An_api_version_is_a_parameter_of_the_address(string kind)
    {
        await using var server = await ChatServer.StartAsync(200, Replies.Text(kind, "hi"));

        await ModelOf(kind, server, "api_version: 2024-10-21").AskAsync();

        Assert.EndsWith("/chat/completions?api-version=2024-10-21", server.Requests.Single().PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_api_version_of_anthropic_is_its_header()
    {
        await using var server = await ChatServer.StartAsync(200, Replies.Text("anthropic", "hi"));

        await ModelOf("anthropic", server, "api_version: 2024-10-22").AskAsync();

        Assert.Equal("2024-10-22", server.Requests.Single().Headers["anthropic-version"]);
        Assert.Equal("/v1/messages", server.Requests.Single().PathAndQuery);
    }

    [Theory]
    [MemberData(nameof(ModelKinds))]
    public async Task Extra_parameters_stand_in_the_body_beside_what_is_sent_anyway(string kind)
    {
        await using var server = await ChatServer.StartAsync(200, Replies.Text(kind, "hi"));

        await ModelOf(
                kind,
                server,
                model: "extra: { keep_alive: 5m, logprobs: true, truncate: { enable_thinking: false, depth: [1, 2.50] } }"
            )
            .AskAsync();

        var body = server.Requests.Single().Body;
        Assert.Equal("5m", body["keep_alive"]!.GetValue<string>());
        Assert.True(body["logprobs"]!.GetValue<bool>());
        Assert.Equal("""{"enable_thinking":false,"depth":[1,2.50]}""", body["truncate"]!.ToJsonString());
        Assert.Equal(
            "hello",
            kind == "anthropic" ? body["messages"]![0]!["content"]![0]!["text"]!.GetValue<string>() : server.Requests.Single().Question
        );
        Assert.Equal("small", body["model"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("extra: { num_ctx: 8192, top_k: 20 }")]
    [InlineData("extra: { options: { num_ctx: 8192, top_k: 20 } }")]
    [InlineData("extra: { options: { num_ctx: 8192 }, top_k: 20 }")]
    [InlineData("parameters: { max_output_tokens: 100, extra: { options: { num_ctx: 8192, top_k: 20 } } }")]
    public async Task Options_of_Ollama_stand_among_its_options(string extra)
    {
        await using var server = await ChatServer.StartAsync(200, Replies.Text("ollama", "hi"));

        await ModelOf("ollama", server, model: extra).AskAsync();

        var body = server.Requests.Single().Body.AsObject();
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse("""{"num_predict":100,"num_ctx":8192,"top_k":20}"""), body["options"]),
            body.ToJsonString()
        );
        Assert.False(body.ContainsKey("num_ctx") || body.ContainsKey("top_k"));
    }

    [Theory]
    [MemberData(nameof(OpenAIKinds))]
    public async Task The_minimal_effort_is_sent(string kind)
    {
        await using var server = await ChatServer.StartAsync(200, Replies.Text(kind, "hi"));

        await ModelOf(kind, server, model: "parameters: { reasoning_effort: minimal }").AskAsync();

        Assert.Equal("minimal", server.Requests.Single().Body["reasoning_effort"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Instructions_stand_before_the_first_user_message(string kind)
    {
        await using var server = await ChatServer.StartAsync(200, Replies.Text(kind, "hi"));
        var model = ModelOf(kind, server, model: "instructions: user");
        ChatMessage[] messages =
        [
            new(ChatRole.System, "Sort."),
            new(ChatRole.User, "a?"),
            new(ChatRole.Assistant, "a"),
            new(ChatRole.User, "b?"),
        ];

        await model.Client.GetResponseAsync(
            messages,
            ChatRequest.Options(model.Definition, responseSchema: null, repeat: 1),
            TestContext.Current.CancellationToken
        );

        var body = server.Requests.Single().Body;
        Assert.Null(body["system"]);
        Assert.Equal(
            ["user: Sort.\n\na?", "assistant: a", "user: b?"],
            body["messages"]!.AsArray().Select(message => $"{message!["role"]}: {TextOf(message["content"]!)}")
        );
        Assert.Equal("a?", messages[1].Text); // it belongs to the caller
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Instructions_without_a_user_message_become_one(string kind)
    {
        await using var server = await ChatServer.StartAsync(200, Replies.Text(kind, "hi"));
        var model = ModelOf(kind, server, model: "instructions: user");

        await model.Client.GetResponseAsync(
            [new ChatMessage(ChatRole.System, "Sort.")],
            ChatRequest.Options(model.Definition, responseSchema: null, repeat: 1),
            TestContext.Current.CancellationToken
        );

        Assert.Equal("user", server.Requests.Single().Body["messages"]!.AsArray().Single()!["role"]!.GetValue<string>());
    }

    public void Dispose() => _bench.Dispose();

    private static string TextOf(JsonNode content) =>
        content is JsonArray parts ? string.Concat(parts.Select(part => part!["text"]!.GetValue<string>())) : content.GetValue<string>();

    private Model ModelOf(string kind, ChatServer server, string provider = "", string query = "", string model = "")
    {
        var endpoint = kind is "openai" or "openai-compatible" ? server.Address : server.Root;
        var parameters = model.StartsWith("parameters", StringComparison.Ordinal) ? "" : "parameters: { max_output_tokens: 100 }";
        if (kind == "http")
            (parameters, query) = (
                "",
                query + "\n    body: { model: '<model>', messages: '<messages>' }\n    answer: choices[0].message.content"
            );
        _bench.Write(
            "promptlab.yaml",
            $$"""
            schema: promptlab/config@1
            providers:
              p:
                kind: {{kind}}
                endpoint: "{{endpoint}}"
                api_key_env: THE_KEY
                {{provider}}
                {{query}}
            models:
              m:
                provider: p
                id: small
                {{parameters}}
                {{model}}
            """.Replace("<m", "{{m", StringComparison.Ordinal).Replace("l>", "l}}", StringComparison.Ordinal).Replace(
                "s>",
                "s}}",
                StringComparison.Ordinal
            )
        );
        var problems = new Problems();
        var config = ProjectConfigFile.Read(Path.Combine(_bench.Folder, "promptlab.yaml"), "promptlab.yaml", _ => null, problems);
        Assert.Empty(problems.Found);
        return ServedModel.Create(
            config.Models["m"],
            ServedModel.Key,
            TimeSpan.FromSeconds(20),
            variables: new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["GATEWAY"] = "Bearer gate-secret",
                ["QUERY"] = "query-secret",
                ["STAGE"] = "production",
                ["ZONE"] = "eu-1",
            }
        );
    }
}
