namespace PromptLab.Tests.Cli.Faults;

/// <summary>
/// What <see cref="BadInputTests"/> leaves of the rows 22 to 27: bad input is refused with its place and its mend,
/// before a call is paid for.
/// </summary>
public sealed class RefusedInputTests
{
    [Fact] // peers row 22
    public Task A_missing_prompt_is_named() =>
        RefusesAsync(bench => bench.Replace("promptlab.yaml", "triage@v1", "triagee@v1"), "There is no prompt “triagee”");

    [Fact] // peers row 22
    public Task An_unknown_provider_is_an_error_with_the_nearest_one() =>
        RefusesAsync(
            bench => bench.Replace("promptlab.yaml", "provider: served", "provider: servd"),
            "promptlab.yaml:6: There is no provider “servd”. Did you mean “served”?"
        );

    [Fact] // peers row 22
    public Task An_unknown_kind_of_provider_is_an_error_with_the_nearest_one() =>
        RefusesAsync(
            bench => bench.Replace("promptlab.yaml", "openai-compatible", "openai-compatble"),
            "Did you mean “openai-compatible”?"
        );

    [Theory] // peers row 24
    [InlineData("Sort {{message}}.", "“{{message}}”")]
    [InlineData("Sort {messsage}.", "“{messsage}” is not declared. Did you mean “message”?")]
    public Task A_template_that_would_be_filled_wrongly_is_an_error_and_no_call(string task, string message) =>
        RefusesAsync(
            bench =>
            {
                SmallProject.WriteDraft(bench.Bench, task, parent: "v1");
                bench.Replace("promptlab.yaml", "triage@v1", "triage@draft");
            },
            message
        );

    [Theory] // peers row 25
    [InlineData("_expected")]
    [InlineData("expectd")]
    public Task A_misspelt_expected_column_is_an_error_and_no_run_without_grading(string column) =>
        RefusesAsync(
            bench => bench.Bench.Write("evalsets/tickets/items.csv", $"id,message,{column}\nt-01,a,yes\n"),
            "evalsets/tickets/items.csv:2: “expected” is missing in the item “t-01”."
        );

    [Fact] // peers row 25
    public async Task A_byte_order_mark_and_foreign_line_ends_change_nothing()
    {
        await using var bench = await FaultBench.StartAsync(2);
        bench.Bench.Write("evalsets/tickets/items.csv", "\uFEFFid,message,expected\r\nt-01,message 1,yes\r\nt-02,message 2,yes\r\n");

        var result = await bench.RunAsync("run");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal((2, 2, 0, 2, 2), bench.Totals);
    }

    [Fact] // peers row 27
    public async Task A_recording_that_can_not_be_written_costs_no_answer()
    {
        await using var bench = await FaultBench.StartAsync(2);
        await bench.RunAsync("run");
        bench.Bench.Write("blocked", "a file where a folder should be");

        var result = await bench.RunAsync("record", bench.RunId, "--out", "blocked/answers.jsonl");

        Assert.NotEqual(0, result.Exit);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal((2, 2, 0, 2, 2), bench.Totals);
    }

    private static async Task RefusesAsync(Action<FaultBench> spoil, string message)
    {
        await using var bench = await FaultBench.StartAsync(2);
        spoil(bench);

        var result = await bench.RunAsync("run");

        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was sent.\n", result.Error, StringComparison.Ordinal);
        Assert.Equal((2, 0, ""), (result.Exit, bench.Server.Calls, result.Out));
    }
}
