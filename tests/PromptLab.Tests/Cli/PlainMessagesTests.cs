namespace PromptLab.Tests.Cli;

/// <summary>Messages that say what to write instead.</summary>
public sealed class PlainMessagesTests : IDisposable
{
    private readonly TestBench _bench = new();

    public PlainMessagesTests()
    {
        SmallProject.WriteConfig(_bench, "http://127.0.0.1:9/v1");
        SmallProject.WriteItems(_bench, ["t-01,odd,message 1,yes"]);
        SmallProject.WriteDraft(_bench, "Say yes or no.");
    }

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("json-diff", "Use “json-equals”, or “json-f1” for a share of the fields.")]
    [InlineData("exact_match", "Use “equals”.")]
    [InlineData("icontains", "Use “contains” with “ignore_case: true”.")]
    [InlineData("accuracy", "Use “equals”, or “label” with the list of labels.")]
    [InlineData("llm-rubric", "This version has no grader that asks a model.")]
    [InlineData("equal", "Did you mean “equals”?")]
    public async Task A_grader_of_another_tool_is_answered_with_ours(string type, string message)
    {
        WriteSet($"schema: promptlab/evalset@1\nname: tickets\ndata: items.csv\ngraders: [{{ id: a, type: {type} }}]\n");

        Assert.Contains($"“{type}” is no known grader. {message}\n", await CheckAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "name: tickets\ndata: items.csv\ngraders: [{ id: a, type: equals }]\n",
        "“schema” is missing. Add “schema: promptlab/evalset@1”."
    )]
    [InlineData(
        "schema: promptlab/evalset@1\ndata: items.csv\ngraders: [{ id: a, type: equals }]\n",
        "“name” is missing. Add “name: tickets”."
    )]
    [InlineData(
        "schema: promptlab/evalset@1\nname: tickets\ndata: items.csv\ngraders: [{ id: a }]\n",
        "“type” is missing. Add “type: equals”."
    )]
    public async Task A_missing_key_is_shown_with_an_example(string yaml, string message)
    {
        WriteSet(yaml);

        Assert.Contains(message, await CheckAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_fence_that_is_never_closed_is_named_where_it_opens_and_nothing_else()
    {
        WriteSet("schema: promptlab/evalset@1\nname: tickets\ndata: items.csv\ngraders: [{ id: a, type: equals }]\n");
        SmallProject.WriteDraft(_bench, "Reply so:\n\n```json\n{}");

        var said = await CheckAsync();

        Assert.Contains(
            "prompts/triage/draft.prompt.md:14: The code fence that opens here is never closed, so that “# Current query” and what follows is text of it. Close it with a line of ```.\n",
            said,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("is missing", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_graded_from_a_file_is_not_proposed_to_be_resumed()
    {
        WriteSet("schema: promptlab/evalset@1\nname: tickets\ndata: items.csv\ngraders: [{ id: a, type: equals }]\n");
        _bench.Write("answers.csv", "id,response\nt-01,\n");

        var said = await _bench.RunAsync("grade", "--evalset", "tickets", "--responses", "answers.csv");

        Assert.Equal(3, said.Exit);
        Assert.DoesNotContain("--resume", said.Error, StringComparison.Ordinal);
        Assert.Contains("Complete the responses and grade them again.", said.Error, StringComparison.Ordinal);
    }

    private void WriteSet(string yaml) => _bench.Write("evalsets/tickets/evalset.yaml", yaml);

    private async Task<string> CheckAsync() => (await _bench.RunAsync("check")).Out;
}
