using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Grading.Programs;
using PromptLab.Models;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Grading;

/// <summary>The grader of calls of tools.</summary>
public sealed class ToolCallGraderTests : IDisposable
{
    private const string Find = """find_order {"number":"A-1"}""";

    private readonly TestBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    // The name alone: the arguments do not matter, other calls do.
    [InlineData("", "\"find_order\"", Find, "tool-call.right")]
    [InlineData("", "\"find_order\"", "", "tool-call.missing")]
    [InlineData("", "\"find_order\"", "refund {}", "tool-call.other-tool")]
    [InlineData("", "\"find_order\"", Find + "|refund {}", "tool-call.extra")]
    [InlineData("", "\"find_order\"", Find + "|" + Find, "tool-call.extra")]
    [InlineData("others: allow", "\"find_order\"", "refund {}|" + Find, "tool-call.right")]
    // No call.
    [InlineData("", "\"none\"", "", "tool-call.none")]
    [InlineData("", "\"none\"", Find, "tool-call.extra")]
    [InlineData("none: true", "\"whatever\"", "", "tool-call.none")]
    [InlineData("none: true", "\"whatever\"", Find, "tool-call.extra")]
    // Name and arguments.
    [InlineData("", """{"name":"find_order","arguments":{"number":"A-1"}}""", Find, "tool-call.right")]
    [InlineData("", """{"name":"find_order","arguments":{"number":"A-2"}}""", Find, "tool-call.arguments")]
    [InlineData("", """{"name":"find_order","arguments":{}}""", Find, "tool-call.arguments")]
    [InlineData("match: subset", """{"name":"find_order","arguments":{}}""", Find, "tool-call.right")]
    [InlineData(
        "",
        """{"name":"f","arguments":{"b":[1.0,{"x":1,"y":2}],"a":2}}""",
        """f {"a":2.0,"b":[1,{"y":2,"x":1}]}""",
        "tool-call.right"
    )]
    [InlineData("", """{"name":"f","arguments":{"a":[1,2]}}""", """f {"a":[2,1]}""", "tool-call.arguments")]
    [InlineData("", """{"name":"f","arguments":{"a":"1"}}""", """f {"a":1}""", "tool-call.arguments")]
    [InlineData("", """{"name":"f","arguments":{"a":null}}""", "f {}", "tool-call.arguments")]
    [InlineData("match: subset", """{"name":"f","arguments":{"a":null}}""", "f {}", "tool-call.arguments")]
    [InlineData("match: subset", """{"name":"f","arguments":{"a":{"x":1}}}""", """f {"a":{"x":1,"y":2},"b":3}""", "tool-call.right")]
    [InlineData("match: subset", """{"name":"f","arguments":{"a":[1]}}""", """f {"a":[1,2]}""", "tool-call.arguments")]
    [InlineData("ignore_case: true", """{"name":"f","arguments":{"a":"Paris"}}""", """f {"a":"PARIS"}""", "tool-call.right")]
    [InlineData("", """{"name":"f","arguments":{"a":"Paris"}}""", """f {"a":"PARIS"}""", "tool-call.arguments")]
    // A cell of a CSV file is a text.
    [InlineData("", "\"{\\\"name\\\":\\\"find_order\\\",\\\"arguments\\\":{\\\"number\\\":\\\"A-1\\\"}}\"", Find, "tool-call.right")]
    // Several calls, in any order; each wanted one needs a call of its own.
    [InlineData("", """["find_order","refund"]""", "refund {}|" + Find, "tool-call.right")]
    [InlineData("", """["find_order","find_order"]""", Find, "tool-call.missing")]
    [InlineData("", """["find_order","refund"]""", Find, "tool-call.missing")]
    [InlineData("", "[]", "", "tool-call.none")]
    // The option instead of the expected answer.
    [InlineData("name: find_order, arguments: { number: '{order}' }", "\"x\"", Find, "tool-call.right")]
    [InlineData("name: find_order, arguments: { number: '{expected}' }", "\"A-2\"", Find, "tool-call.arguments")]
    [InlineData(
        "name: '{expected.tool}', arguments: '{expected.with}'",
        """{"tool":"find_order","with":{"number":"A-1"}}""",
        Find,
        "tool-call.right"
    )]
    [InlineData("name: find_order", "\"x\"", "find_order !", "tool-call.right")]
    // Arguments that are no JSON object never pass where arguments are wanted.
    [InlineData("", """{"name":"find_order","arguments":{}}""", "find_order !", "tool-call.not-json")]
    [InlineData("match: subset", """{"name":"find_order","arguments":{}}""", "find_order !", "tool-call.not-json")]
    public async Task A_call_is_right_where_it_is_the_wanted_one_and_no_other_is_made(
        string options,
        string expected,
        string calls,
        string code
    )
    {
        var (score, _) = await GradeAsync(options, expected, calls);

        Assert.Equal(code, score.Code);
        Assert.Equal(code is "tool-call.right" or "tool-call.none" ? 1 : 0, score.Value);
    }

    [Fact]
    public async Task The_reason_shows_the_arguments_that_were_made_and_the_wanted_ones()
    {
        var (score, _) = await GradeAsync("", """{"name":"find_order","arguments":{"number":"A-2"}}""", Find);

        Assert.Equal("“find_order” was called with “{\"number\":\"A-1\"}”, not “{\"number\":\"A-2\"}”.", score.Reason);
    }

    [Theory]
    [InlineData("", "{\"tool\":\"x\"}", "“expected” is the name of a tool")]
    [InlineData("", "\"\"", "“expected” is the name of a tool")]
    [InlineData("", "\"[broken\"", "“expected” is the name of a tool")]
    [InlineData("", "7", "“expected” is the name of a tool")]
    [InlineData("none: true, name: x", "\"x\"", "“none” expects no call.")]
    [InlineData("none: true, others: allow", "\"x\"", "With “none” no call is right")]
    [InlineData("arguments: { a: 1 }", "\"x\"", "“arguments” needs “name”")]
    [InlineData("name: x, arguments: [1]", "\"x\"", "“arguments” takes a mapping")]
    [InlineData("name: x, arguments: { a: '{missing}' }", "\"x\"", "“missing” is missing.")]
    [InlineData("name: x, arguments: '{expected}'", "\"text\"", "the wanted arguments are no JSON object.")]
    [InlineData("name: x, match: exact", "\"x\"", "“match” can't be “exact”")]
    public async Task What_can_not_be_graded_is_an_error_before_anything_is_asked(string options, string expected, string message)
    {
        var (_, problems) = await GradeAsync(options, expected, "");

        Assert.Contains(problems, problem => problem.Contains(message, StringComparison.Ordinal));
    }

    // Calls as “name arguments”, with a bar between them; “!” stands for arguments that are no JSON object.
    private async Task<(Score Score, IReadOnlyList<string> Problems)> GradeAsync(string options, string expected, string calls)
    {
        _bench.Write(
            "evalsets/desk/evalset.yaml",
            $"schema: promptlab/evalset@1\nname: desk\ndata: items.jsonl\ngraders:\n  - {{ id: call, type: tool-call{(options.Length > 0 ? ", " + options : "")} }}\n"
        );
        _bench.Write("evalsets/desk/items.jsonl", $$"""{"id":"t-1","input":{"order":"A-1"},"expected":{{expected}}}""" + "\n");
        var problems = new Problems();
        var set = EvalSetFile.Read(Path.Combine(_bench.Folder, "evalsets/desk/evalset.yaml"), "evalset.yaml", problems);
        var graders = set is null ? null : GraderSet.Create(set, GraderCatalog.BuiltIn, new FileReadCache(), GraderPrograms.None, problems);
        var found = problems.Found.Select(problem => problem.ToString()).ToList();
        if (graders is null)
            return (Score.Of(0, "none", "There is no grader."), found);
        var response = new ChatResponse(
            new ChatMessage(
                ChatRole.Assistant,
                [
                    .. calls
                        .Split('|', StringSplitOptions.RemoveEmptyEntries)
                        .Select(call => call.Split(' ', 2))
                        .Select(call => new ToolCall(call[0], call[1] == "!" ? null : JsonNode.Parse(call[1])!.AsObject()).ToContent()),
                ]
            )
        );
        var grade = await graders.GradeAsync(
            new GradingContext { Item = set!.Items[0], Response = response },
            TestContext.Current.CancellationToken
        );
        return (grade.Verdicts[0].Score, found);
    }
}
