using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary>What would be read as something else than it was meant to be is told before anything is sent.</summary>
public sealed class SilentNonsenseTests : IDisposable
{
    private readonly TestBench _bench = new();

    public SilentNonsenseTests() =>
        Write("{\"id\":\"a1\",\"split\":\"dev\",\"input\":{\"question\":\"q\"},\"expected\":\"4\"}", "{question}");

    [Fact]
    public async Task A_text_as_input_that_no_prompt_declares_is_refused_by_check_and_show()
    {
        Write("{\"id\":\"a1\",\"split\":\"dev\",\"input\":\"What is 2+2?\",\"expected\":\"4\"}", "{question}");

        var check = await _bench.RunAsync("check");
        var show = await _bench.RunAsync("show", "echo@draft", "--evalset", "numbers", "--item", "a1");

        Assert.Equal(2, check.Exit);
        Assert.Contains(
            "evalsets/numbers/items.jsonl:1: “input” is a text, which makes it the variable “input”, and no prompt declares that one. Write an object with the values of the prompt's variables: \"input\": {\"question\": \"…\"}.",
            check.Out + check.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(2, show.Exit);
        Assert.Contains("The item “a1” has no “question”, which echo@draft requires.", show.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_as_input_is_the_variable_of_that_name_where_a_prompt_declares_it()
    {
        Write("{\"id\":\"a1\",\"split\":\"dev\",\"input\":\"What is 2+2?\",\"expected\":\"4\"}", "{input}", "input");

        var check = await _bench.RunAsync("check");
        var show = await _bench.RunAsync("show", "echo@draft", "--evalset", "numbers", "--item", "a1");

        Assert.True(check.Exit == 0, check.Out + check.Error);
        Assert.Contains("What is 2+2?", show.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_looks_like_a_placeholder_is_warned_of_before_a_run()
    {
        Write("{\"id\":\"a1\",\"split\":\"dev\",\"input\":{\"question\":\"q\"},\"expected\":\"4\"}", "{Question}: {question}");

        var run = await _bench.RunAsync("run", "--prompt", "echo@draft", "--evalset", "numbers", "--model", "main", "--dry-run");

        Assert.Contains(
            "“{Question}” looks like a placeholder of “question” and is sent as it stands.",
            run.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_variable_that_only_looks_used_is_told_with_what_looks_like_it()
    {
        Write("{\"id\":\"a1\",\"split\":\"dev\",\"input\":{\"question\":\"q\"},\"expected\":\"4\"}", "{Question}");

        var check = await _bench.RunAsync("check");

        Assert.Equal(2, check.Exit);
        Assert.Contains(
            "“question” is declared and never used. “{Question}” looks like a placeholder of “question” and is sent as it stands.",
            check.Out + check.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Ids_that_stand_twice_without_repeat_are_warned_of_and_count_as_repeats()
    {
        _bench.Write("responses.jsonl", "{\"id\":\"a1\",\"response\":\"4\"}\n{\"id\":\"a1\",\"response\":\"5\"}\n");

        var graded = await _bench.RunAsync("grade", "--evalset", "numbers", "--responses", "responses.jsonl", "--json");

        Assert.Contains(
            "responses.jsonl:2: “a1” stands 2 times without “repeat”, first on line 1 and each counts as one more repeat of its item.",
            graded.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(2, JsonNode.Parse(graded.Out)!["runs"]![0]!["run"]!["repeats"]!.GetValue<int>());
    }

    [Fact]
    public async Task Ids_with_their_repeats_are_not_warned_of()
    {
        _bench.Write("responses.csv", "id,response,repeat\na1,4,1\na1,5,2\n");

        var graded = await _bench.RunAsync("grade", "--evalset", "numbers", "--responses", "responses.csv");

        Assert.DoesNotContain("without “repeat”", graded.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_that_looks_like_a_known_one_is_told_with_its_code_points()
    {
        _bench.Write("responses.csv", "id,response\na1\u200b,4\n");

        var graded = await _bench.RunAsync("grade", "--evalset", "numbers", "--responses", "responses.csv");

        Assert.Contains(
            "Did you mean “a1” (nothing there)? This one looks the same, and has U+200B.",
            graded.Error,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("{Expected}")]
    [InlineData("{ expected }")]
    public async Task What_looks_like_a_reference_in_a_grader_is_warned_of(string value)
    {
        _bench.Write(
            "evalsets/numbers/evalset.yaml",
            $"schema: promptlab/evalset@1\nname: numbers\ndata: items.jsonl\nsplits: {{ dev: {{ purpose: iterate }} }}\ngraders: [{{ id: exact, type: equals, value: '{value}' }}]\n"
        );

        var check = await _bench.RunAsync("check");

        Assert.Contains(
            $"“{value}” looks like a reference to “expected” and is compared as it stands. Write {{expected}} for the value.",
            check.Out + check.Error,
            StringComparison.Ordinal
        );
    }

    public void Dispose() => _bench.Dispose();

    private void Write(string items, string query, string variable = "question")
    {
        _bench.Write(
            "promptlab.yaml",
            "schema: promptlab/config@1\nproviders: { here: { kind: openai-compatible, endpoint: http://127.0.0.1:9/v1 } }\nmodels: { main: { provider: here, id: small, parameters: { max_output_tokens: 5 } } }\n"
        );
        _bench.Write(
            "evalsets/numbers/evalset.yaml",
            "schema: promptlab/evalset@1\nname: numbers\ndata: items.jsonl\nsplits: { dev: { purpose: iterate } }\ngraders: [{ id: exact, type: equals }]\n"
        );
        _bench.Write("evalsets/numbers/items.jsonl", items + "\n");
        _bench.Write(
            "prompts/echo/draft.prompt.md",
            $"---\nschema: promptlab/prompt@1\nname: echo\nversion: draft\nparent: null\nvariables: {{ {variable}: {{ required: true, trust: untrusted }} }}\n---\n\n# Task\n\nAnswer.\n\n# Current query\n\n{query}\n"
        );
    }
}
