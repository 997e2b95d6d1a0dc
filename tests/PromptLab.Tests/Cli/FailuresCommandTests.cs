using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary><c>promptlab failures</c>: what failed, the worst first, and nothing of the holdout.</summary>
public sealed class FailuresCommandTests
{
    [Fact]
    public async Task Each_failed_item_is_shown_with_message_expected_response_and_reason()
    {
        await using var project = await VersionedProject.CreateAsync(4, 1, question => question.Item == 3 ? "no" : "yes");
        await project.RunAsync("triage@v1");

        var said = await project.DoAsync("failures", "triage@v1");

        Assert.StartsWith(
            """
            t-03  score 0.000  odd
              message   message 3
              expected  yes
              response  no
              right     equals.different: It is “no”, not “yes”.

            1 of 4 items failed in triage@v1, 
            """.ReplaceLineEndings("\n"),
            said,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_worst_come_first_then_ids_by_number_then_failed_calls_and_the_limit_counts_the_rest()
    {
        await using var project = await VersionedProject.CreateAsync(12, 1, question => question.Item == 1 ? null
            : question.Item is 2 or 4 or 10 ? "no"
            : "yes");
        SmallProject.WriteItems(
            project.Bench,
            Enumerable.Range(1, 12).Select(i => FormattableString.Invariant($"item-{i},odd,message {i},yes"))
        );
        await project.RunAsync("triage@v1");

        var all = await project.DoAsync("failures", "triage@v1");
        var two = await project.DoAsync("failures", "triage@v1", "--limit", "2");

        Assert.Equal(["item-2", "item-4", "item-10", "item-1"], Heads(all));
        Assert.Equal(["item-2", "item-4"], Heads(two));
        Assert.Contains(" 2 more: --limit 4.", two, StringComparison.Ordinal);
        Assert.Contains("  error     http-4", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_item_is_shown_in_full_with_all_its_repeats_even_if_it_passed()
    {
        await using var project = await VersionedProject.CreateAsync(2, 1, question => question.Time == 2 ? "no\nat all" : "yes");
        await project.RunAsync("triage@v1", "--repeats", "2");

        var said = await project.DoAsync("failures", "triage@v1", "--item", "t-01");

        Assert.Contains("t-01  score 0.500  1 of 2 repeats passed  odd\n", said, StringComparison.Ordinal);
        Assert.Contains("  right     passed, equals.same", said, StringComparison.Ordinal);
        Assert.Contains("  response  no\n            at all\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_of_the_holdout_are_counted_and_never_shown()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (version, item) => version == 2 || item > 30);
        await bench.ConfirmAsync("triage@v2", "--against", "triage@v1");

        var said = await bench.Project.DoAsync("failures", "triage@v1", "--limit", "100");

        Assert.Contains("In the holdout ", said, StringComparison.Ordinal);
        Assert.Empty(Heads(said));
    }

    [Theory]
    [InlineData("t-1", "did not ask “t-1”. Did you mean “t-01”?")]
    public async Task An_item_that_was_not_asked_is_bad_input(string item, string message)
    {
        await using var project = await VersionedProject.CreateAsync(2, 1, _ => "yes");
        await project.RunAsync("triage@v1");

        var said = await project.TryAsync("failures", "triage@v1", "--item", item);

        Assert.Equal(2, said.Exit);
        Assert.Contains(message, said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Machines_get_every_failure_with_the_verdicts_of_its_graders()
    {
        await using var project = await VersionedProject.CreateAsync(30, 1, question => question.Item % 2 == 0 ? "no" : "yes");
        await project.RunAsync("triage@v1");

        var json = JsonNode.Parse(await project.DoAsync("failures", "triage@v1", "--json"))!;

        Assert.Equal((30, 15, 0), ((int)json["asked"]!, (int)json["failed"]!, (int)json["failed_in_holdout"]!));
        Assert.Equal(15, json["items"]!.AsArray().Count);
        var first = json["items"]![0]!;
        Assert.Equal(("t-02", 0.0, "message 2"), ((string)first["id"]!, (double)first["score"]!, (string)first["input"]!["message"]!));
        Assert.Equal("equals.different", (string)first["repeats"]![0]!["grades"]![0]!["code"]!);
    }

    private static IEnumerable<string> Heads(string said) =>
        said.Split('\n').Where(line => line.Contains("  score ", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]);
}
