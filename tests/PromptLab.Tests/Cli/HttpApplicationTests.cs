using System.Text.Json.Nodes;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Cli;

/// <summary>A whole application behind HTTP is run over an eval set, with the body that the project describes.</summary>
public sealed class HttpApplicationTests : IAsyncLifetime
{
    private const string Answer = """{"reply":{"text":"yes","why":"stop"},"count":{"in":12,"out":3}}""";

    private readonly TestBench _bench = new();
    private ChatServer _server = null!;
    private (int Status, string Body) _answer = (200, Answer);

    public async ValueTask InitializeAsync()
    {
        _server = await ChatServer.StartAsync(
            (_, context) =>
            {
                context.Response.StatusCode = _answer.Status;
                context.Response.ContentType = "application/json";
                return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, _answer.Body);
            }
        );
        await SmallProject.WriteAsync(_bench, _server.Address);
        WriteConfig();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _bench.Dispose();
    }

    [Fact]
    public async Task Each_value_arrives_as_json_in_its_place_and_the_answer_is_read_and_graded()
    {
        SmallProject.WriteItems(_bench, ["t-01,odd,\"say \"\"}{{user}}\"\" \\n\",yes"]);

        var result = await _bench.RunAsync("run");

        Assert.True(result.Exit == 0, result.Error);
        var request = Assert.Single(_server.Requests);
        Assert.Equal("/v1/chat", request.PathAndQuery);
        Assert.Equal("say \"}{{user}}\" \\n", request.Body["q"]!["text"]!.GetValue<string>());
        Assert.Equal("Message: say \"}{{user}}\" \\n", request.Body["q"]!["label"]!.GetValue<string>());
        Assert.Equal(["system", "user"], request.Body["all"]!.AsArray().Select(message => message!["role"]!.GetValue<string>()));
        Assert.Equal("7", request.Body["seed"]!.ToJsonString());
        Assert.Equal("""["small",1.50,true]""", request.Body["rest"]!.ToJsonString());
        Assert.False(request.Body.AsObject().ContainsKey("schema"));
        var line = JsonNode.Parse(_bench.Read(Journal()).Split('\n')[0])!;
        Assert.Equal(
            ("yes", "pass", "stop", 12),
            (
                line["output"]!.GetValue<string>(),
                line["status"]!.GetValue<string>(),
                line["response"]!["finish_reason"]!.GetValue<string>(),
                line["usage"]!["input_tokens"]!.GetValue<int>()
            )
        );
    }

    [Fact]
    public async Task A_path_that_finds_nothing_is_an_error_that_names_the_path_and_what_was_there()
    {
        _answer = (200, """{"reply":{"words":"yes"}}""");

        var result = await _bench.RunAsync("run");

        Assert.Equal(3, result.Exit);
        Assert.Contains(
            "“answer: reply.text” was not found in the response of 127.0.0.1: “reply” has no “text”: it is an object with “words”.",
            _bench.Read(Journal()),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("body: { q: '{{usr}}' }", "{{usr}} is not known in a body. Did you mean “user”?")]
    [InlineData("body: { q: 'All: {{messages}}' }", "{{messages}} is no text: it stands alone")]
    [InlineData("body: { q: hello }", "The body has nothing of the item.")]
    [InlineData("body: { '{{user}}': x, q: '{{user}}' }", "{{user}} stands in a key of the body.")]
    [InlineData("body: { q: '{{user}}' }, method: GET", "“method” can't be “GET”; it takes POST, PUT, PATCH.")]
    [InlineData("body: { q: '{{user}}' }, usage: { input_tokens: a }", "“usage” takes both input_tokens and output_tokens")]
    [InlineData("body: { q: '{{user}}' }, command: [sh]", "“command” is for providers of the kind exec.")]
    public async Task What_an_application_can_not_be_sent_is_an_error_before_anything_is(string settings, string message)
    {
        WriteConfig(settings, parameters: "{}");

        var result = await _bench.RunAsync("run");

        Assert.Equal(2, result.Exit);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal(0, _server.Calls);
    }

    [Fact]
    public async Task Headers_with_a_value_of_the_environment_are_sent_and_kept_nowhere()
    {
        _bench.Variables["APP_KEY"] = "a-secret-of-the-app-1";
        _answer = (200, """{"reply":{"text":"yes a-secret-of-the-app-1"}}""");
        WriteConfig("body: { q: '{{user}}' }, headers: { X-Api-Key: { env: APP_KEY }, X-Tenant: shop }", parameters: "{}");

        await _bench.RunAsync("run");

        var request = _server.Requests[0];
        Assert.Equal(("a-secret-of-the-app-1", "shop"), (request.Headers["X-Api-Key"], request.Headers["X-Tenant"]));
        Assert.DoesNotContain("secret-of-the-app", _bench.Read(Journal()), StringComparison.Ordinal);
        Assert.Equal(["q"], request.Body.AsObject().Select(pair => pair.Key));
    }

    [Fact]
    public async Task An_error_with_a_status_of_success_is_told_in_the_words_of_the_application()
    {
        _answer = (200, """{"error":{"message":"the index is not loaded"}}""");

        await _bench.RunAsync("run");

        Assert.Contains("the index is not loaded", _bench.Read(Journal()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_without_a_place_in_the_body_is_an_error_since_it_would_not_be_sent()
    {
        WriteConfig("body: { q: '{{user}}' }", parameters: "{ temperature: 0 }");

        var result = await _bench.RunAsync("check");

        Assert.Equal(2, result.Exit);
        Assert.Contains(
            "“temperature” would not be sent: the provider's “body” has no {{temperature}}.",
            result.Error + result.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_recording_of_an_application_is_replayed_where_the_provider_keeps_its_body()
    {
        await _bench.RunAsync("run");
        var recorded = await _bench.RunAsync("record", "triage@v1", "--out", "results/recordings/app.jsonl");
        Assert.True(recorded.Exit == 0, recorded.Error);
        var config = _bench.Read("promptlab.yaml");
        _bench.Write(
            "promptlab.yaml",
            config.Replace("kind: http", "kind: recorded, recording: results/recordings/app.jsonl", StringComparison.Ordinal)
        );
        var calls = _server.Calls;

        var replayed = await _bench.RunAsync("run");

        Assert.True(replayed.Exit == 0, replayed.Error);
        Assert.Equal(calls, _server.Calls);
    }

    [Fact]
    public async Task Another_body_is_another_configuration_and_never_answered_from_the_cache()
    {
        await _bench.RunAsync("run", "--cache", "read-write");
        await _bench.RunAsync("run", "--cache", "read-write");

        Assert.Equal(8, _server.Calls); // 4 items, each asked twice: an application changes without its address changing
    }

    [Fact]
    public async Task With_a_version_its_answers_are_cached_until_the_version_changes()
    {
        foreach (var (version, calls) in new[] { ("1", 4), ("1", 4), ("2", 8) })
        {
            WriteConfig(version: version);
            await _bench.RunAsync("run", "--cache", "read-write");
            Assert.Equal(calls, _server.Calls);
        }
    }

    private string Journal() =>
        Path.GetRelativePath(
            _bench.Folder,
            Directory.GetFiles(Path.Combine(_bench.Folder, "results/runs"), "items.jsonl", SearchOption.AllDirectories).Single()
        );

    private void WriteConfig(string? settings = null, string parameters = "{ seed: 7 }", string? version = null)
    {
        settings ??=
            """body: { q: { text: "{{input.message}}", label: "Message: {{user}}" }, all: "{{messages}}", seed: "{{seed}}", rest: ["{{model}}", 1.50, true], schema: "{{response_schema}}" }""";
        var usage = settings.Contains("usage:", StringComparison.Ordinal)
            ? ""
            : "usage: { input_tokens: count.in, output_tokens: count.out }, ";
        var versioned = version is null ? "" : $"version: \"{version}\", ";
        _bench.Write(
            "promptlab.yaml",
            $$"""
            schema: promptlab/config@1
            providers:
              app: { kind: http, {{versioned}}endpoint: "{{_server.Address}}/chat", answer: reply.text, {{usage}}finish_reason: $.reply.why, {{settings}} }
            models:
              main: { provider: app, id: small, parameters: {{parameters}} }
            run: { model: main, concurrency: 2, retries: { max_attempts: 1 } }
            experiments:
              all: { prompts: [triage@v1], evalset: tickets }
            """
        );
    }
}
