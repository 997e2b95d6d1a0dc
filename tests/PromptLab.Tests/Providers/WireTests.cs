using System.Text.Json.Nodes;
using Azure.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using PromptLab.Models;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Providers;

/// <summary>What each kind of provider puts on the wire, and what is read from it.</summary>
public sealed class WireTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(
        """{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}"""
    )!;

    private static readonly ModelParameters AllParameters = new()
    {
        Temperature = 0.2,
        TopP = 0.9,
        MaxOutputTokens = 50,
        Seed = 7,
        Stop = ["END", "STOP"],
        ReasoningEffort = "low",
    };

    [Theory]
    [InlineData("openai", "max_completion_tokens")]
    [InlineData("azure-openai", "max_completion_tokens")]
    [InlineData("openai-compatible", "max_tokens")]
    public async Task Messages_and_every_parameter_are_sent_and_nothing_of_ours(string kind, string limit)
    {
        await using var server = await ChatServer.StartAsync(_ => "ok");
        var model = ModelOf(kind, server, AllParameters);

        await model.Client.GetResponseAsync(
            [
                new ChatMessage(ChatRole.System, "Sort."),
                new ChatMessage(ChatRole.User, "a?"),
                new ChatMessage(ChatRole.Assistant, "a"),
                new ChatMessage(ChatRole.User, "b?"),
            ],
            ChatRequest.Options(model.Definition, responseSchema: null, repeat: 3),
            Cancel
        );

        var body = server.Requests.Single().Body.AsObject();
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(
                    """[{"role":"system","content":"Sort."},{"role":"user","content":"a?"},{"role":"assistant","content":"a"},{"role":"user","content":"b?"}]"""
                ),
                body["messages"]
            ),
            body.ToJsonString()
        );
        Assert.Equal("small", body["model"]!.GetValue<string>());
        Assert.Equal((0.2, 0.9), (body["temperature"]!.GetValue<double>(), body["top_p"]!.GetValue<double>()));
        Assert.Equal(50, body[limit]!.GetValue<int>());
        Assert.Equal(9, body["seed"]!.GetValue<int>()); // the third repeat: 7 + 3 − 1
        Assert.Equal("""["END","STOP"]""", body["stop"]!.ToJsonString());
        Assert.Equal("low", body["reasoning_effort"]!.GetValue<string>());
        Assert.Equal(8, body.Count);
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("azure-openai")]
    [InlineData("openai-compatible")]
    public async Task A_later_step_or_sample_is_never_sent(string kind)
    {
        await using var server = await ChatServer.StartAsync(_ => "ok");
        var model = ModelOf(kind, server);

        foreach (var (step, sample) in new[] { (1, 1), (2, 3) })
            await model.Client.GetResponseAsync(
                [new ChatMessage(ChatRole.User, "hello")],
                ChatRequest.Options(model.Definition, responseSchema: null, repeat: 1, step, sample),
                Cancel
            );

        Assert.True(JsonNode.DeepEquals(server.Requests[0].Body, server.Requests[1].Body), server.Requests[1].Body.ToJsonString());
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("azure-openai")]
    [InlineData("openai-compatible")]
    public async Task A_response_schema_is_sent_as_strict(string kind)
    {
        await using var server = await ChatServer.StartAsync(_ => "{}");
        var model = ModelOf(kind, server);

        await AskAsync(model, Schema);

        var format = server.Requests.Single().Body["response_format"]!;
        Assert.Equal("json_schema", format["type"]!.GetValue<string>());
        Assert.True(format["json_schema"]!["strict"]!.GetValue<bool>());
        Assert.True(JsonNode.DeepEquals(Schema, format["json_schema"]!["schema"]), format.ToJsonString());
    }

    [Theory]
    [InlineData("json", "json_object")]
    [InlineData("text", "text")]
    public async Task A_response_format_without_a_schema_is_sent(string format, string sent)
    {
        await using var server = await ChatServer.StartAsync(_ => "{}");

        await AskAsync(ModelOf("openai", server, new ModelParameters { ResponseFormat = format }));

        Assert.Equal(sent, server.Requests.Single().Body["response_format"]!["type"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("none")]
    [InlineData("low")]
    [InlineData("medium")]
    [InlineData("high")]
    public async Task Every_reasoning_effort_is_sent(string effort)
    {
        await using var server = await ChatServer.StartAsync(_ => "ok");

        await AskAsync(ModelOf("openai", server, new ModelParameters { ReasoningEffort = effort }));

        Assert.Equal(effort, server.Requests.Single().Body["reasoning_effort"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_not_set_is_not_sent()
    {
        await using var server = await ChatServer.StartAsync(_ => "ok");

        await AskAsync(ModelOf("openai-compatible", server));

        Assert.Equal(
            ["messages", "model"],
            server.Requests.Single().Body.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Openai_gets_its_key_as_a_bearer_token()
    {
        await using var server = await ChatServer.StartAsync(_ => "ok");

        await AskAsync(ModelOf("openai", server));

        Assert.Equal("Bearer the-key", server.Requests.Single().Headers["Authorization"]);
        Assert.Equal("/v1/chat/completions", server.Requests.Single().PathAndQuery);
    }

    [Fact]
    public async Task Azure_gets_its_key_in_its_own_header_and_the_deployment_in_the_path()
    {
        await using var server = await ChatServer.StartAsync(_ => "ok");

        await AskAsync(ModelOf("azure-openai", server));

        var request = server.Requests.Single();
        Assert.Equal("the-key", request.Headers["api-key"]);
        Assert.False(request.Headers.ContainsKey("Authorization"));
        Assert.StartsWith("/openai/deployments/small/chat/completions?api-version=", request.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compatible_server_without_a_key_gets_no_authorization()
    {
        await using var server = await ChatServer.StartAsync(_ => "ok");

        await AskAsync(ModelOf("openai-compatible", server, key: null));

        Assert.False(server.Requests.Single().Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task Azure_without_a_key_gets_a_token_of_Entra_ID()
    {
        await using var server = await ChatServer.StartAsync(_ => "ok");
        var definition = DefinitionOf("azure-openai", server, new ModelParameters(), key: null);
        var model = ServedModel.Create(definition, key: null, TimeSpan.FromSeconds(5), new FixedToken());

        await AskAsync(model);

        Assert.Equal("Bearer entra-token", server.Requests.Single().Headers["Authorization"]);
        Assert.False(server.Requests.Single().Headers.ContainsKey("api-key"));
    }

    [Fact]
    public async Task A_token_of_Entra_ID_is_hidden_in_what_comes_back()
    {
        await using var server = await ChatServer.StartAsync(
            400,
            Replies.Error("azure-openai", new string('x', 290) + "entra-token"),
            ("apim-request-id", "req-entra-token")
        );
        var definition = DefinitionOf("azure-openai", server, new ModelParameters(), key: null);
        var model = ServedModel.Create(definition, key: null, TimeSpan.FromSeconds(5), new FixedToken());

        var failed = await model.FailAsync();

        Assert.EndsWith("x…", failed.Failure.Message, StringComparison.Ordinal);
        Assert.Equal("req-…", failed.Facts.RequestId);
        Assert.DoesNotContain("entra-t", failed.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("azure-openai")]
    [InlineData("openai-compatible")]
    public async Task Text_usage_and_whatever_names_the_call_are_read(string kind)
    {
        await using var server = await ChatServer.StartAsync(
            (_, context) =>
            {
                context.Response.Headers["x-request-id"] = "req-7";
                context.Response.ContentType = "application/json";
                return context.Response.WriteAsync(
                    """
                    {"id":"chatcmpl-9","object":"chat.completion","created":1,"model":"small-2026-09-01","system_fingerprint":"fp_44",
                     "choices":[{"index":0,"finish_reason":"length","message":{"role":"assistant","content":"Ünicode"}}],
                     "usage":{"prompt_tokens":100,"completion_tokens":60,"total_tokens":160,
                              "prompt_tokens_details":{"cached_tokens":64},"completion_tokens_details":{"reasoning_tokens":40}}}
                    """
                );
            }
        );

        var response = await AskAsync(ModelOf(kind, server));

        Assert.Equal(
            ("Ünicode", "chatcmpl-9", "small-2026-09-01", "length"),
            (response.Text, response.ResponseId, response.ModelId, response.FinishReason?.Value)
        );
        Assert.Equal(
            new TokenUsage
            {
                InputUncached = 36,
                CacheRead = 64,
                OutputVisible = 20,
                Reasoning = 40,
            },
            TokenUsage.From(response.Usage)
        );
        var facts = ResponseFacts.Of(response);
        Assert.Equal(("req-7", "fp_44", 1, false), (facts.RequestId, facts.Fingerprint, facts.Attempts, facts.Cached));
        Assert.True(facts.Latency > TimeSpan.Zero);
    }

    [Fact]
    public async Task Usage_that_is_not_reported_is_unknown_and_not_zero()
    {
        await using var server = await ChatServer.StartAsync(
            (_, _) =>
                Task.FromResult(
                    (
                        200,
                        """{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"hi"}}]}"""
                    )
                )
        );

        var response = await AskAsync(ModelOf("openai-compatible", server));

        Assert.Null(TokenUsage.From(response.Usage));
    }

    [Theory]
    [InlineData(400, """{"error":{"message":"bad request","code":"x"}}""", "http-400")]
    [InlineData(401, """{"error":{"message":"Incorrect API key provided: the-key"}}""", "http-401")]
    [InlineData(403, "{}", "http-403")]
    [InlineData(403, """{"error":{"message":"the key the-key has no access"}}""", "http-403")]
    [InlineData(404, "not json at all", "http-404")]
    [InlineData(429, """{"error":{"message":"slow down","code":"rate_limit_exceeded"}}""", "http-429")]
    [InlineData(429, """{"error":{"message":"no money","code":"insufficient_quota"}}""", "quota")]
    [InlineData(400, """{"error":{"message":"filtered","code":"content_filter"}}""", "content-filter")]
    [InlineData(500, "", "http-500")]
    [InlineData(503, "<html>", "http-503")]
    [InlineData(200, """{"id":"x","choices":[{"index":0,"mess""", "malformed")]
    [InlineData(200, "{}", "empty")]
    [InlineData(200, """{"id":"x","object":"chat.completion","created":1,"model":"m","choices":5}""", "malformed")]
    [InlineData(200, """[1]""", "malformed")]
    [InlineData(200, """{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[]}""", "empty")]
    [InlineData(
        200,
        """{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":null}}]}""",
        "empty"
    )]
    [InlineData(
        200,
        """{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"content_filter","message":{"role":"assistant","content":"I"}}]}""",
        "content-filter"
    )]
    public async Task A_call_that_fails_is_one_request_and_a_failure_with_its_reason(int status, string body, string type)
    {
        await using var server = await ChatServer.StartAsync((_, _) => Task.FromResult((status, body)));

        var failed = await Assert.ThrowsAsync<ModelCallException>(() => AskAsync(ModelOf("openai", server)));

        Assert.Equal(type, failed.Failure.Type);
        Assert.DoesNotContain("the-key", failed.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Calls);
    }

    [Fact]
    public async Task A_body_that_is_cut_off_by_a_reset_is_a_failure()
    {
        await using var server = await ChatServer.StartAsync(
            async (_, context) =>
            {
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = 1000;
                await context.Response.WriteAsync("{\"id\":\"x\",");
                await context.Response.Body.FlushAsync();
                context.Abort();
            }
        );

        var failed = await Assert.ThrowsAsync<ModelCallException>(() => AskAsync(ModelOf("openai", server)));

        Assert.Contains(failed.Failure.Type, new[] { "transport", "malformed" });
        Assert.Equal(1, server.Calls);
    }

    [Fact]
    public async Task A_server_that_hangs_is_given_up_after_the_limit()
    {
        await using var server = await ChatServer.StartAsync(
            async (_, token) =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return (200, "");
            }
        );

        var failed = await Assert.ThrowsAsync<ModelCallException>(() =>
            AskAsync(ModelOf("openai", server, limit: TimeSpan.FromMilliseconds(300)))
        );

        Assert.Equal(
            new Failure("timeout", "No response within 0.3 s. If the model needs longer, raise “run: timeout_seconds” in promptlab.yaml."),
            failed.Failure
        );
    }

    [Fact]
    public async Task Where_nothing_listens_the_address_is_named()
    {
        var server = await ChatServer.StartAsync(_ => "ok");
        var model = ModelOf("openai-compatible", server);
        await server.DisposeAsync();

        var failed = await Assert.ThrowsAsync<ModelCallException>(() => AskAsync(model));

        Assert.Equal("transport", failed.Failure.Type);
        Assert.StartsWith($"{server.Root} can't be reached", failed.Failure.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<ChatResponse> AskAsync(Model model, JsonNode? schema = null) =>
        model.Client.GetResponseAsync(
            [new ChatMessage(ChatRole.User, "hello")],
            ChatRequest.Options(model.Definition, schema, repeat: 1),
            Cancel
        );

    private static Model ModelOf(
        string kind,
        ChatServer server,
        ModelParameters? parameters = null,
        string? key = "THE_KEY",
        TimeSpan? limit = null
    ) =>
        ServedModel.Create(
            DefinitionOf(kind, server, parameters ?? new ModelParameters(), key),
            ServedModel.Key,
            limit ?? TimeSpan.FromSeconds(20)
        );

    private static ModelDefinition DefinitionOf(string kind, ChatServer server, ModelParameters parameters, string? key) =>
        new()
        {
            Alias = "main",
            Id = "small",
            Parameters = parameters,
            Provider = new ProviderDefinition
            {
                Name = "served",
                Kind = ProviderKinds.Find(kind)!,
                Endpoint = kind == "azure-openai" ? server.Root : server.Address,
                ApiKeyVariable = key,
            },
        };

    private sealed class FixedToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("entra-token", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
