using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Models;
using PromptLab.Prompts;
using PromptLab.Running;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Providers;

/// <summary>Tools of a prompt as they reach each kind of provider, and the calls that come back.</summary>
public sealed class ToolWireTests
{
    // What adapters that know only names and types of arguments would lose.
    private const string Schema = """
        {"type":"object","properties":{"number":{"type":"string","pattern":"^A-[0-9]+$"},"lines":{"type":"array","items":{"$ref":"#/$defs/line"},"minItems":1},"why":{"enum":["broken","late"],"description":"The reason."}},"required":["number"],"additionalProperties":false,"$defs":{"line":{"type":"object","properties":{"sku":{"type":"string"}},"required":["sku"]}}}
        """;

    private static readonly string PromptText = $$"""
        ---
        schema: promptlab/prompt@1
        name: desk
        version: draft
        variables: { message: { required: true } }
        tools:
          - name: find_order
            description: Finds an order by its number.
            parameters: {{Schema}}
          - { name: ask_human }
        ---

        # Current query

        {message}
        """;

    public static TheoryData<string> Kinds => ServedModel.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_tool_arrives_with_its_whole_schema(string kind)
    {
        await using var server = await ChatServer.StartAsync(200, Replies.Text(kind, "yes"));

        await AskAsync(ServedModel.Of(kind, server), """{"message":"where is A-1?"}""");

        var tools = Assert.Single(server.Requests).Body["tools"]!.AsArray();
        Assert.Equal(["find_order", "ask_human"], tools.Select(tool => NameOf(tool!)));
        Assert.Equal("Finds an order by its number.", FunctionOf(tools[0]!)["description"]!.GetValue<string>());
        AssertSame(JsonNode.Parse(Schema)!, SchemaOf(tools[0]!));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_call_comes_back_with_its_arguments_and_is_an_answer(string kind)
    {
        await using var server = await ChatServer.StartAsync(
            200,
            Replies.ToolCall(kind, "find_order", """{"number":"A-1","lines":[{"sku":"x"}],"n":1.50}""")
        );

        var response = await AskAsync(ServedModel.Of(kind, server), """{"message":"where is A-1?"}""");

        var call = Assert.Single(ToolCall.Of(response)!);
        Assert.Equal("find_order", call.Name);
        AssertSame(JsonNode.Parse("""{"number":"A-1","lines":[{"sku":"x"}],"n":1.5}""")!, call.Arguments!);
        Assert.Equal("", response.Text);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_call_with_a_text_before_it_keeps_both(string kind)
    {
        await using var server = await ChatServer.StartAsync(200, Replies.ToolCall(kind, "find_order", "{}", "Let me look."));

        var response = await AskAsync(ServedModel.Of(kind, server), """{"message":"where is A-1?"}""");

        Assert.Equal(("Let me look.", "find_order"), (response.Text, Assert.Single(ToolCall.Of(response)!).Name));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_call_of_a_tool_that_was_not_offered_is_a_failure(string kind)
    {
        await using var server = await ChatServer.StartAsync(200, Replies.ToolCall(kind, "find_order", "{}"));

        var failure = await ServedModel.Of(kind, server).FailAsync();

        Assert.Equal("tool-call", failure.Failure.Type);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_result_of_a_call_is_sent_after_the_query(string kind)
    {
        await using var server = await ChatServer.StartAsync(200, Replies.Text(kind, "yes"));

        await AskAsync(
            ServedModel.Of(kind, server),
            """{"message":"where is A-1?","tool_results":[{"name":"find_order","arguments":{"number":"A-1"},"result":{"state":"sent"}}]}"""
        );

        var messages = Assert.Single(server.Requests).Body["messages"]!.AsArray();
        Assert.Equal(3, messages.Count);
        Assert.Contains("where is A-1?", messages[0]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("assistant", messages[1]!["role"]!.GetValue<string>());
        Assert.Contains("find_order", messages[1]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("A-1", messages[1]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(kind == "anthropic" ? "user" : "tool", messages[2]!["role"]!.GetValue<string>());
        Assert.Contains("state", messages[2]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_key_in_the_arguments_of_a_call_is_hidden(string kind)
    {
        const string key = "sk-a-very-long-key-1234";
        await using var server = await ChatServer.StartAsync(200, Replies.ToolCall(kind, "find_order", $$"""{"number":["{{key}}"]}"""));

        var response = await AskAsync(ServedModel.Of(kind, server, key: key), """{"message":"m"}""");

        Assert.DoesNotContain("very-long", Assert.Single(ToolCall.Of(response)!).ToJson().ToJsonString(), StringComparison.Ordinal);
    }

    private static Task<ChatResponse> AskAsync(Model model, string input)
    {
        var prompt = Prompt.Parse(PromptText);
        var values = JsonNode.Parse(input)!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.DeepClone());
        return model.Client.GetResponseAsync(
            PromptRenderer.Render(prompt, values),
            PromptRequest.Options(model.Definition, prompt, values, repeat: 1),
            TestContext.Current.CancellationToken
        );
    }

    private static JsonNode FunctionOf(JsonNode tool) => tool["function"] ?? tool;

    private static string NameOf(JsonNode tool) => FunctionOf(tool)["name"]!.GetValue<string>();

    private static JsonNode SchemaOf(JsonNode tool) => FunctionOf(tool)["parameters"] ?? tool["input_schema"]!;

    private static void AssertSame(JsonNode expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), actual.ToJsonString());
}
