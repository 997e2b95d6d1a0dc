using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Cli;

/// <summary>
/// What other tools pay for, or pass over, and PromptLab refuses: each with a message that says where and how to mend
/// it.
/// </summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private readonly TestBench _bench = new();
    private ChatServer _server = null!;
    private Func<string, (int Status, string Body)> _answer = _ => (200, ChatServer.Completion("yes"));

    public async ValueTask InitializeAsync()
    {
        _bench.Variables["SERVED_KEY"] = "secret";
        _server = await ChatServer.StartAsync((question, _) => Task.FromResult(_answer(question)));
        await SmallProject.WriteAsync(_bench, _server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _bench.Dispose();
    }

    [Fact] // peers row 20
    public async Task When_every_call_is_refused_the_run_could_not_be_completed()
    {
        // After a third refusal no more would be asked.
        SmallProject.WriteItems(_bench, ["t-01,odd,message 1,yes", "t-02,even,message 2,yes"]);
        _answer = _ => (401, """{"error":{"message":"no","code":"invalid_api_key"}}""");

        var result = await _bench.RunAsync("run", "--details");

        Assert.Equal(3, result.Exit);
        Assert.Contains("triage@v1: no call was answered", result.Error, StringComparison.Ordinal);
        Assert.Contains("– (0/0)", result.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_bench.Folder, "results/scoreboard.csv")));
    }

    [Fact] // peers row 22
    public Task An_unbalanced_quote_is_an_error_at_the_line_on_which_it_opens() =>
        RefusesAsync(
            () => _bench.Write("evalsets/tickets/items.csv", "id,message,expected\nt-01,\"open,yes\nt-02,b,yes\n"),
            "evalsets/tickets/items.csv:2: A quote is opened here and never closed. Close it; a quote inside a quoted cell is doubled: \"\"."
        );

    [Fact] // peers row 22
    public Task A_ragged_row_is_an_error_with_its_line() =>
        RefusesAsync(
            () => _bench.Write("evalsets/tickets/items.csv", "id,message,expected\nt-01,\"two\nlines\",yes\nt-02,a,b,yes\n"),
            "evalsets/tickets/items.csv:4: The row has 4 cells, the header has 3. Quote a cell that contains a comma: \"a, b\"."
        );

    [Fact] // peers row 22
    public Task A_missing_data_file_is_named() =>
        RefusesAsync(
            () => File.Delete(Path.Combine(_bench.Folder, "evalsets/tickets/items.csv")),
            "evalsets/tickets/evalset.yaml:3: There is no file evalsets/tickets/items.csv."
        );

    [Fact] // peers row 22
    public Task Broken_yaml_is_an_error_with_its_line() =>
        RefusesAsync(
            () => _bench.Write("evalsets/tickets/evalset.yaml", "schema: promptlab/evalset@1\nname: [tickets\n"),
            "evalsets/tickets/evalset.yaml:3: This is not valid YAML:"
        );

    [Fact] // peers row 23
    public Task An_empty_data_file_is_an_error_and_no_call() =>
        RefusesAsync(
            () => _bench.Write("evalsets/tickets/items.csv", ""),
            "evalsets/tickets/items.csv: The file is empty. Its first line names the columns, such as id,message,expected."
        );

    [Fact] // peers row 23
    public Task A_data_file_with_a_header_only_is_an_error_and_no_call() =>
        RefusesAsync(
            () => _bench.Write("evalsets/tickets/items.csv", "id,message,expected\n"),
            "evalsets/tickets/evalset.yaml:3: The eval set has no items. Write 50 to 100 of them, each with an id, its input and what is expected."
        );

    [Fact] // peers row 23
    public Task A_misspelt_key_of_the_configuration_is_an_error_with_the_nearest_one() =>
        RefusesAsync(
            () =>
                _bench.Write(
                    "promptlab.yaml",
                    _bench.Read("promptlab.yaml").Replace("experiments:", "experimentz:", StringComparison.Ordinal)
                ),
            "promptlab.yaml:11: “experimentz” is not known in promptlab.yaml. Did you mean “experiments”?"
        );

    [Fact] // peers row 23
    public Task A_misspelt_key_of_the_eval_set_is_an_error_with_the_nearest_one() =>
        RefusesAsync(
            () =>
                _bench.Write(
                    "evalsets/tickets/evalset.yaml",
                    _bench.Read("evalsets/tickets/evalset.yaml").Replace("data:", "dat:", StringComparison.Ordinal)
                ),
            "evalsets/tickets/evalset.yaml:3: “dat” is not known in evalset.yaml. Did you mean “data”?"
        );

    [Fact] // peers row 24
    public Task An_unknown_column_is_an_error_with_the_nearest_variable() =>
        RefusesAsync(
            () => _bench.Write("evalsets/tickets/items.csv", "id,mesage,message,expected\nt-01,a,b,yes\n"),
            "evalsets/tickets/items.csv:1: “mesage” is neither a known column nor a variable of triage@v1. Did you mean “message”?"
        );

    [Fact] // peers row 24
    public Task A_variable_that_no_item_gives_is_an_error_and_no_call() =>
        RefusesAsync(
            () => _bench.Write("evalsets/tickets/items.csv", "id,expected\nt-01,yes\n"),
            "evalsets/tickets/evalset.yaml: No item has “message”, which triage@v1 requires."
        );

    [Fact] // peers row 24
    public Task An_item_without_a_required_value_is_an_error_with_its_line() =>
        RefusesAsync(
            () => _bench.Write("evalsets/tickets/items.csv", "id,message,expected\nt-01,a,yes\nt-02,,yes\n"),
            "evalsets/tickets/items.csv:3: The item “t-02” has no “message”, which triage@v1 requires. Give it a value."
        );

    [Fact] // peers row 25
    public Task A_misspelt_grader_is_an_error_with_the_nearest_one() =>
        RefusesAsync(
            () =>
                _bench.Write(
                    "evalsets/tickets/evalset.yaml",
                    _bench.Read("evalsets/tickets/evalset.yaml").Replace("type: equals", "type: equalz", StringComparison.Ordinal)
                ),
            "evalsets/tickets/evalset.yaml:5: “equalz” is no known grader. Did you mean “equals”?"
        );

    [Fact]
    public Task An_item_without_an_expected_answer_is_an_error_with_its_line() =>
        RefusesAsync(
            () => _bench.Write("evalsets/tickets/items.csv", "id,message,expected\nt-01,a,yes\nt-02,b,\n"),
            "evalsets/tickets/items.csv:3: “expected” is missing in the item “t-02”. The grader “right” (equals) needs one: add it, or give the grader “when: expected”."
        );

    [Fact] // peers row 25
    public Task A_doubled_column_is_an_error() =>
        RefusesAsync(
            () => _bench.Write("evalsets/tickets/items.csv", "id,message,message,expected\nt-01,a,b,yes\n"),
            "evalsets/tickets/items.csv:1: The column “message” is there 2 times. Keep one."
        );

    [Theory] // peers row 26
    [InlineData("--tag", "evn", "--tag: No item of tickets has the tag “evn”. Did you mean “even”?")]
    [InlineData("--items", "x*", "--items: No item of tickets has an id like “x*”. Known: t-01, t-02, t-03, t-04.")]
    [InlineData("--split", "dev", "--split: tickets is not split, so no item is in “dev”.")]
    [InlineData("--limit", "0", "--limit: The limit takes a whole number from 1.")]
    public Task A_filter_that_matches_nothing_is_an_error_and_no_call(string option, string value, string message) =>
        RefusesAsync(() => { }, message, option, value);

    [Fact] // peers row 27
    public Task A_results_folder_that_can_not_be_written_is_said_before_a_call_is_paid_for() =>
        RefusesAsync(() => _bench.Write("results", "a file where the folder should be"), "results/runs: Results can't be written here:");

    [Fact] // peers row 27
    public Task A_scoreboard_that_is_none_is_said_before_a_call_is_paid_for() =>
        RefusesAsync(() => _bench.Write("results/scoreboard.csv", "something,else\n1,2\n"), "results/scoreboard.csv:1:");

    [Fact]
    public Task A_missing_key_is_named_and_no_call_is_made() =>
        RefusesAsync(
            () => _bench.Variables.Remove("SERVED_KEY"),
            "promptlab.yaml:3: The environment variable SERVED_KEY, with the key of the provider “served”, is not set. Set it and run the command again: export SERVED_KEY=…"
        );

    [Fact]
    public async Task A_file_that_can_not_be_read_does_not_hide_what_is_wrong_elsewhere()
    {
        await File.WriteAllBytesAsync(
            Path.Combine(_bench.Folder, "evalsets/tickets/items.csv"),
            [0xff, 0xfe, 0x41],
            TestContext.Current.CancellationToken
        );
        SmallProject.WriteDraft(_bench, "Sort {messsage}.", parent: "v1");

        var result = await _bench.RunAsync("check");

        Assert.Equal(2, result.Exit);
        Assert.Contains(
            "evalsets/tickets/items.csv: The file begins like UTF-16 but isn't: it is damaged. Save it as UTF-8.\n",
            result.Out,
            StringComparison.Ordinal
        );
        Assert.Contains("prompts/triage/draft.prompt.md:12: “{messsage}” is not declared.", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("budget: { max_requests: 0 }", "“max_requests” takes a whole number from 1, not “0”.")]
    [InlineData("budget: { max_dollars: 2 }", "“max_dollars” is not known in “budget”.")]
    [InlineData("retries: { max_attempts: 6 }", "“max_attempts” takes a whole number from 1 to 5, not “6”.")]
    [InlineData("retries: { on: [401] }", "“401” is nothing that another attempt could mend.")]
    [InlineData("cache: maybe", "“cache” can't be “maybe”; it takes off, read-write, read-only.")]
    [InlineData("concurrency: 0", "“concurrency” takes a whole number from 1 to 1000, not “0”.")]
    public Task What_can_not_be_kept_is_refused_rather_than_passed_over(string setting, string message) =>
        RefusesAsync(
            () =>
                _bench.Write("promptlab.yaml", _bench.Read("promptlab.yaml").Replace("concurrency: 2", setting, StringComparison.Ordinal)),
            message
        );

    [Fact]
    public async Task All_problems_of_all_files_are_reported_together()
    {
        _bench.Write("evalsets/tickets/items.csv", "id,message,expected,weight\nt-01,a,yes,-1\nt-01,b,yes,1\n");
        _bench.Write("evalsets/tickets/evalset.yaml", _bench.Read("evalsets/tickets/evalset.yaml") + "\nwieght: 2\n");
        SmallProject.WriteDraft(_bench, "Sort {messsage}.", parent: "v1");

        var result = await _bench.RunAsync("check");

        Assert.Equal(2, result.Exit);
        Assert.Equal(
            """
            prompts/triage/draft.prompt.md:12: “{messsage}” is not declared. Did you mean “message”? Declare it under “variables”, or write \{messsage} for the literal text.
            evalsets/tickets/items.csv:2: “weight” takes a number from 0.000001 to 1000000, such as 2 or 0.5, not “-1”.
            evalsets/tickets/items.csv:3: the id “t-01” is taken by line 2; give each item its own.
            evalsets/tickets/evalset.yaml:6: “wieght” is not known in evalset.yaml. Known: columns, data, defaults, description, gates, graders, groups, ignore, name, schema, score, source, splits, version.
            4 problems. Nothing was sent.

            """,
            result.Out.Replace("warning: promptlab.yaml:", "", StringComparison.Ordinal)
        );
    }

    private async Task RefusesAsync(Action spoil, string message, params string[] options)
    {
        spoil();

        var result = await _bench.RunAsync(["run", .. options]);

        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was sent.\n", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.Exit);
        Assert.Equal(0, _server.Calls);
        Assert.Equal("", result.Out);
    }
}
