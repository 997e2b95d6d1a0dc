using System.Text.Json.Nodes;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Cli;

/// <summary>A prompt with tools, from its front matter to the journal, a recording, the cache and the grades.</summary>
public sealed class ToolProjectTests : IAsyncLifetime
{
    private const string Call = """{"number":"A-1"}""";

    private readonly TestBench _bench = new();
    private ChatServer _server = null!;
    private Func<JsonNode, string> _answer = _ => Replies.ToolCall("openai-compatible", "find_order", Call);

    public async ValueTask InitializeAsync()
    {
        _bench.Variables["SERVED_KEY"] = "secret";
        _server = await ChatServer.StartAsync(
            (request, context) =>
            {
                context.Response.ContentType = "application/json";
                return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, _answer(request.Body));
            }
        );
        SmallProject.WriteConfig(_bench, _server.Address);
        WriteSet("""{"id":"t-1","input":{"message":"where is A-1?"},"expected":{"name":"find_order","arguments":{"number":"A-1"}}}""");
        WriteDraft(
            "[{ name: find_order, description: Finds an order., parameters: { type: object, properties: { number: { type: string } }, required: [number] } }]"
        );
        Assert.Equal(0, (await _bench.RunAsync("freeze", "triage", "--hypothesis", "Plain.")).Exit);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _bench.Dispose();
    }

    [Fact]
    public async Task A_call_is_journaled_graded_cached_recorded_and_replayed()
    {
        var run = await _bench.RunAsync("run", "--cache", "read-write");

        Assert.True(run.Exit == 0, run.Error);
        var line = Results().Single();
        Assert.Equal("pass", line["status"]!.GetValue<string>());
        Assert.Equal(
            """[{"name":"find_order","arguments":{"number":"A-1"},"id":"call_1"}]""",
            line["response"]!["tool_calls"]!.ToJsonString()
        );
        Assert.Equal(0, (await _bench.RunAsync("run", "--cache", "read-write")).Exit);
        Assert.Equal(1, _server.Calls);
        var runs = Directory
            .GetDirectories(Path.Combine(_bench.Folder, "results/runs"))
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.Equal(0, (await _bench.RunAsync("grade", runs[0]!)).Exit);
        var recorded = await _bench.RunAsync("record", "triage@v1", "--out", "results/recordings/r.jsonl");
        Assert.True(recorded.Exit == 0, recorded.Error);
        _bench.Write(
            "promptlab.yaml",
            """
            schema: promptlab/config@1
            providers: { replay: { kind: recorded, recording: results/recordings/r.jsonl } }
            models: { main: { provider: replay, id: small, parameters: { temperature: 0, max_output_tokens: 5 } } }
            run: { model: main }
            experiments: { all: { prompts: [triage@v1], evalset: tickets } }
            """
        );
        var replayed = await _bench.RunAsync("run");
        Assert.True(replayed.Exit == 0, replayed.Error);
        Assert.All(Results(), result => Assert.Equal("pass", result["status"]!.GetValue<string>()));
        Assert.Equal((1, 4), (_server.Calls, Results().Count));
        var check = await _bench.RunAsync("check");
        Assert.True(check.Exit == 0, check.Out + check.Error);
    }

    [Fact]
    public async Task A_text_where_a_call_is_wanted_is_wrong_and_a_call_is_not()
    {
        WriteSet(
            """{"id":"t-1","input":{"message":"where is A-1?"},"expected":"find_order"}""",
            """{"id":"t-2","input":{"message":"hello"},"expected":"none"}"""
        );
        _answer = _ => Replies.Text("openai-compatible", "Hello!");

        await _bench.RunAsync("run");

        Assert.Equal(
            [("t-1", "fail", "tool-call.missing"), ("t-2", "pass", "tool-call.none")],
            Results()
                .Select(line =>
                    (
                        line["item_id"]!.GetValue<string>(),
                        line["status"]!.GetValue<string>(),
                        line["grades"]![0]!["code"]!.GetValue<string>()
                    )
                )
                .Order()
        );
    }

    [Fact]
    public async Task Results_of_an_item_are_sent_journaled_and_part_of_the_request()
    {
        WriteSet(
            """{"id":"t-1","input":{"message":"where is A-1?","tool_results":[{"name":"find_order","arguments":{"number":"A-1"},"result":"sent on Monday"}]},"expected":"none"}"""
        );
        _answer = body => Replies.Text("openai-compatible", body["messages"]!.AsArray()[^1]!["content"]!.ToString());

        var run = await _bench.RunAsync("run");

        Assert.True(run.Exit == 0, run.Error);
        var line = Results().Single();
        Assert.Equal("sent on Monday", line["output"]!.GetValue<string>());
        Assert.Equal(
            """[{"role":"assistant","content":"","tool_calls":[{"name":"find_order","arguments":{"number":"A-1"},"id":"call_1"}]},{"role":"tool","content":"sent on Monday","tool_call_id":"call_1"}]""",
            new JsonArray([.. line["messages"]!.AsArray().Skip(2).Select(message => message!.DeepClone())]).ToJsonString()
        );
        var shown = await _bench.RunAsync("show", "triage@v1", "--item", "t-1");
        Assert.Contains("calls find_order with {\"number\":\"A-1\"}", shown.Out, StringComparison.Ordinal);
        Assert.Contains("--- tool find_order ---", shown.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """[{"name":"refund","arguments":{},"result":"x"}]""",
        "“tool_results” has a result of “refund”, which is no tool of the prompt. Its tools are find_order."
    )]
    [InlineData("""[{"name":"find_order","arguments":{}}]""", "“tool_results” is a JSON array")]
    [InlineData("\"sent\"", "“tool_results” is a JSON array")]
    public async Task Results_of_another_shape_are_an_error_before_anything_is_asked(string results, string message)
    {
        WriteSet($$$"""{"id":"t-1","input":{"message":"m","tool_results":{{{results}}} },"expected":"none"}""");

        var run = await _bench.RunAsync("run");

        Assert.Equal(2, run.Exit);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(0, _server.Calls);
    }

    [Fact]
    public async Task One_tool_is_one_element_of_a_change()
    {
        WriteDraft(
            "[{ name: find_order, description: Finds an order by its number., parameters: { type: object, properties: { number: { type: string } }, required: [number] } }, { name: refund }]",
            parent: "v1"
        );

        var diff = await _bench.RunAsync("diff", "triage@v1", "triage@draft");
        var frozen = await _bench.RunAsync("freeze", "triage", "--hypothesis", "Better tools.");

        Assert.Contains("tools", diff.Out, StringComparison.Ordinal);
        Assert.Contains("by its number", diff.Out, StringComparison.Ordinal);
        Assert.Equal(0, frozen.Exit); // a warning, as with two lines of the constraints
        Assert.Contains("2 elements change against triage@v1", frozen.Error, StringComparison.Ordinal);
        Assert.Contains("tools (find_order)", frozen.Error, StringComparison.Ordinal);
        Assert.Contains("tools (refund)", frozen.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{ name: a b }]", "The name of a tool takes letters, digits, “_” and “-”")]
    [InlineData("[{ name: a }, { name: a }]", "There are two tools “a”.")]
    [InlineData("[{ name: a, parameters: { type: string } }]", "“parameters” of the tool “a” is the JSON Schema of an object")]
    [InlineData("[{ name: a, parameters: { type: object, properties: { x: { type: strin } } } }]", "strin")]
    [InlineData("[{ name: a, parameters: no.json }]", "can't be read")]
    [InlineData("[{ name: a, params: {} }]", "“params” is not known in the tool “a”.")]
    public async Task A_tool_that_no_model_could_be_offered_is_an_error_of_check(string tools, string message)
    {
        WriteDraft(tools, parent: "v1");

        var check = await _bench.RunAsync("check");

        Assert.Equal(2, check.Exit);
        Assert.Contains(message, check.Out + check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_without_tools_keeps_its_hash()
    {
        WriteDraft("null", parent: "v1");
        var without = await _bench.RunAsync("show", "triage@draft", "--json");
        WriteDraft("[]", parent: "v1");

        Assert.Equal(without.Out, (await _bench.RunAsync("show", "triage@draft", "--json")).Out);
    }

    [Fact]
    public async Task An_application_without_a_place_for_tools_is_refused()
    {
        _bench.Write(
            "promptlab.yaml",
            $$"""
            schema: promptlab/config@1
            providers: { app: { kind: http, endpoint: "{{_server.Address}}", body: { q: "<<user>>" }, answer: a } }
            models: { main: { provider: app, id: small } }
            run: { model: main }
            experiments: { all: { prompts: [triage@v1], evalset: tickets } }
            """.Replace("<<user>>", "{{user}}", StringComparison.Ordinal)
        );

        var run = await _bench.RunAsync("run");

        Assert.Equal(2, run.Exit);
        Assert.Contains(
            "triage@v1 has tools, and the body of “app” has no {{tools}}: it would not be sent.",
            run.Error,
            StringComparison.Ordinal
        );
    }

    private List<JsonNode> Results() =>
        [
            .. Directory
                .GetFiles(Path.Combine(_bench.Folder, "results/runs"), "items.jsonl", SearchOption.AllDirectories)
                .SelectMany(File.ReadAllLines)
                .Select(line => JsonNode.Parse(line)!),
        ];

    private void WriteSet(params string[] items)
    {
        _bench.Write(
            "evalsets/tickets/evalset.yaml",
            "schema: promptlab/evalset@1\nname: tickets\ndata: items.jsonl\ngraders:\n  - { id: call, type: tool-call }\n"
        );
        _bench.Write("evalsets/tickets/items.jsonl", string.Join('\n', items) + "\n");
    }

    private void WriteDraft(string tools, string parent = "null") =>
        _bench.Write(
            "prompts/triage/draft.prompt.md",
            $$"""
            ---
            schema: promptlab/prompt@1
            name: triage
            version: draft
            parent: {{parent}}
            variables:
              message: { required: true }
            tools: {{tools}}
            ---

            # Task

            Help.

            # Current query

            {message}

            """
        );
}
