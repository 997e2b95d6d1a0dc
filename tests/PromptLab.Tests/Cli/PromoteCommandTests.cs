using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary><c>promote</c>, <c>rollback</c> and <c>label</c>: who moved which label when, and on what evidence.</summary>
public sealed class PromoteCommandTests
{
    private const string History = "prompts/triage/labels-history.jsonl";

    [Fact]
    public async Task A_confirmed_claim_against_what_it_replaces_moves_the_label_and_is_kept_with_who_and_when()
    {
        await using var bench = await BeginAsync();
        await bench.ConfirmAsync("triage@v2", "--against", "production");

        var said = await bench.Project.DoAsync("promote", "triage@v2", "production", "--by", "Mira");

        // The interval of Bonett and Price for 8 and 0 of 20: 8/22 ± 1.960 √((10/22 − (8/22)²)/22).
        Assert.Equal(
            "triage@production: v1 → v2 (confirmed against triage@v1: +40.0 pp (+12.6 to +60.1 pp) on 20 items, p = 0.004, look 1 at the holdout of tickets)\n",
            said
        );
        Assert.Contains("production: v2", bench.Project.Bench.Read("prompts/triage/labels.yaml"), StringComparison.Ordinal);
        var move = Moves(bench).Last();
        Assert.Equal(
            ("Mira", "promote", "production", "v1", "v2"),
            (Text(move, "by"), Text(move, "kind"), Text(move, "label"), Text(move, "from"), Text(move, "to"))
        );
        Assert.StartsWith("2026-11-24T", Text(move, "at"), StringComparison.Ordinal);
        Assert.Equal(
            ("confirmed", "tickets", 20),
            (Text(move["evidence"]!, "claim"), Text(move["evidence"]!, "evalset"), move["evidence"]!["items"]!.GetValue<int>())
        );
    }

    [Fact]
    public async Task Without_a_claim_nothing_moves()
    {
        await using var bench = await BeginAsync();

        var result = await bench.Project.TryAsync("promote", "triage@v2", "production");

        Assert.Equal(2, result.Exit);
        Assert.Contains(
            "triage@v2: There is no claim on triage@v2 against v1, which production points to, and a promotion needs a confirmed one. Ask for one: promptlab confirm triage@v2 --against production. Or say why it is moved all the same: --force \"reason\"",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Contains("production: v1", bench.Project.Bench.Read("prompts/triage/labels.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_that_is_not_confirmed_does_not_do()
    {
        await using var bench = await BeginAsync();
        await bench.ConfirmAsync("triage@v3", "--against", "production"); // v3 is as v1

        var result = await bench.Project.TryAsync("promote", "triage@v3", "production");

        Assert.Equal(2, result.Exit);
        Assert.Contains(
            "The claim on triage@v3 against v1, which production points to, is “inconclusive” (look 1 at the holdout of tickets), and a promotion needs a confirmed one.",
            result.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_claim_against_another_version_than_the_one_it_replaces_does_not_do()
    {
        await using var bench = await BeginAsync();
        await bench.ConfirmAsync("triage@v2", "--against", "v3");

        var result = await bench.Project.TryAsync("promote", "triage@v2", "production");

        Assert.Equal(2, result.Exit);
        Assert.Contains("There is no claim on triage@v2 against v1", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_on_items_that_were_changed_since_does_not_do()
    {
        await using var bench = await BeginAsync();
        await bench.ConfirmAsync("triage@v2", "--against", "production");
        bench.WriteItems(i => i == 40 ? "relabelled 40" : $"message {i}");

        var result = await bench.Project.TryAsync("promote", "triage@v2", "production");

        Assert.Equal(2, result.Exit);
    }

    [Fact]
    public async Task A_claim_by_other_graders_than_todays_does_not_do()
    {
        await using var bench = await BeginAsync();
        await bench.ConfirmAsync("triage@v2", "--against", "production");
        bench.Project.Bench.Write(
            "evalsets/tickets/evalset.yaml",
            bench
                .Project.Bench.Read("evalsets/tickets/evalset.yaml")
                .Replace("ignore_case: true", "ignore_case: false", StringComparison.Ordinal)
        );

        var result = await bench.Project.TryAsync("promote", "triage@v2", "production");

        Assert.Equal(2, result.Exit);
        Assert.Contains("There is no claim on triage@v2 against v1", result.Error, StringComparison.Ordinal);
    }

    // The history is written before the label.
    [Fact]
    public async Task A_promotion_that_was_interrupted_is_named_by_check_and_finished_without_a_second_line()
    {
        await using var bench = await BeginAsync();
        await bench.Project.DoAsync("promote", "triage@v3", "production", "--force", "half the cost");
        var history = bench.Project.Bench.Read(History);
        Replace(bench, "production: v3", "production: v1");

        var check = await bench.Project.DoAsync("check");
        var said = await bench.Project.DoAsync("promote", "triage@v3", "production", "--force", "half the cost");

        Assert.Contains(
            "production is v1, and its history ends with the move from v1 to v3: that command was interrupted, or the label was put back by hand. Finish the move by repeating it: promptlab promote triage@v3 production --force \"half the cost\"",
            check,
            StringComparison.Ordinal
        );
        Assert.Equal("triage@production: v1 → v3 (half the cost)\n", said);
        Assert.Equal(history, bench.Project.Bench.Read(History));
        Assert.Contains("production: v3", bench.Project.Bench.Read("prompts/triage/labels.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_promotion_that_was_interrupted_still_takes_its_claim()
    {
        await using var bench = await BeginAsync();
        await bench.ConfirmAsync("triage@v2", "--against", "production");
        await bench.Project.DoAsync("promote", "triage@v2", "production");
        Replace(bench, "production: v2", "production: v1");
        bench.WriteItems(i => i == 40 ? "relabelled 40" : $"message {i}");

        Assert.Equal(2, (await bench.Project.TryAsync("promote", "triage@v2", "production")).Exit);
    }

    [Fact]
    public async Task A_rollback_that_was_interrupted_is_finished_and_goes_back_once()
    {
        await using var bench = await BeginAsync();
        await bench.Project.DoAsync("promote", "triage@v2", "production", "--force", "first");
        await bench.Project.DoAsync("promote", "triage@v3", "production", "--force", "second");
        await bench.Project.DoAsync("rollback", "triage", "production");
        var history = bench.Project.Bench.Read(History);
        Replace(bench, "production: v2", "production: v3");

        Assert.Equal("triage@production: v3 → v2\n", await bench.Project.DoAsync("rollback", "triage", "production"));
        Assert.Equal(history, bench.Project.Bench.Read(History));
    }

    [Fact]
    public async Task A_reason_moves_it_too_and_stands_in_the_history()
    {
        await using var bench = await BeginAsync();

        var said = await bench.Project.DoAsync("promote", "triage@v3", "production", "--force", "half the cost");

        Assert.Equal("triage@production: v1 → v3 (half the cost)\n", said);
        Assert.Equal("half the cost", Text(Moves(bench).Last(), "reason"));
        Assert.Null(Moves(bench).Last()["evidence"]);
    }

    [Fact]
    public async Task A_reason_that_is_blank_is_none()
    {
        await using var bench = await BeginAsync();

        var result = await bench.Project.TryAsync("promote", "triage@v3", "production", "--force", " ");

        Assert.Equal(2, result.Exit);
        Assert.Contains("--force: Give the reason", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rollback_goes_back_move_by_move_and_is_kept_too()
    {
        await using var bench = await BeginAsync();
        await bench.Project.DoAsync("promote", "triage@v2", "production", "--force", "first");
        await bench.Project.DoAsync("promote", "triage@v3", "production", "--force", "second");

        var (first, second) = (
            await bench.Project.DoAsync("rollback", "triage", "production", "--why", "complaints"),
            await bench.Project.DoAsync("rollback", "triage", "production")
        );
        var third = await bench.Project.TryAsync("rollback", "triage", "production");

        Assert.Equal(("triage@production: v3 → v2 (complaints)\n", "triage@production: v2 → v1\n"), (first, second));
        Assert.Equal(2, third.Exit);
        Assert.Contains(
            $"{History}: The history knows no version that triage@production pointed to before v1.",
            third.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(
            ["set", "promote", "promote", "rollback", "rollback"],
            Moves(bench).Where(move => Text(move, "label") == "production").Select(move => Text(move, "kind"))
        );
    }

    [Fact]
    public async Task A_label_that_was_edited_by_hand_is_not_rolled_back_to_something_else()
    {
        await using var bench = await BeginAsync();
        await bench.Project.DoAsync("promote", "triage@v2", "production", "--force", "first");
        bench.Project.Bench.Write(
            "prompts/triage/labels.yaml",
            bench.Project.Bench.Read("prompts/triage/labels.yaml").Replace("production: v2", "production: v3", StringComparison.Ordinal)
        );

        var result = await bench.Project.TryAsync("rollback", "triage", "production");

        Assert.Equal(2, result.Exit);
        Assert.Contains("pointed to before v3", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_label_command_sets_production_once_and_moves_other_labels_freely()
    {
        await using var bench = await BeginAsync();

        var moved = await bench.Project.TryAsync("label", "triage@v2", "production");
        var free = await bench.Project.DoAsync("label", "triage@v2", "baseline");

        Assert.Equal(2, moved.Exit);
        Assert.Contains(
            "production: triage@production is v1, and moving it takes evidence: promptlab promote triage@v2 production. To go back to the version before: promptlab rollback triage production",
            moved.Error,
            StringComparison.Ordinal
        );
        Assert.Equal("triage@baseline: v1 → v2\n", free);
    }

    // v2 is confirmed against v3, and v1 is what production stood for.
    [Fact]
    public async Task A_label_that_was_taken_out_by_hand_still_takes_evidence_against_what_it_stood_for()
    {
        await using var bench = await BeginAsync();
        await bench.ConfirmAsync("triage@v2", "--against", "v3");
        Replace(bench, "  production: v1\n", "");

        var labelled = await bench.Project.TryAsync("label", "triage@v2", "production");
        var promoted = await bench.Project.TryAsync("promote", "triage@v2", "production");
        var put = await bench.Project.DoAsync("label", "triage@v1", "production");

        Assert.Equal((2, 2), (labelled.Exit, promoted.Exit));
        Assert.Contains(
            "production: triage@production was v1 until somebody took it out of labels.yaml, and moving it takes evidence: promptlab promote triage@v2 production. To put it back: promptlab label triage@v1 production",
            labelled.Error,
            StringComparison.Ordinal
        );
        Assert.Contains("There is no claim on triage@v2 against v1, which production points to", promoted.Error, StringComparison.Ordinal);
        Assert.Equal("triage@production: new → v1\n", put);
    }

    [Fact]
    public async Task A_label_that_points_to_nothing_moves_for_a_reason_alone()
    {
        await using var bench = await BeginAsync();
        Replace(bench, "production: v1", "production: v9");

        var without = await bench.Project.TryAsync("promote", "triage@v2", "production");
        var with = await bench.Project.DoAsync("promote", "triage@v2", "production", "--force", "v9 is gone");

        Assert.Equal(2, without.Exit);
        Assert.Contains("v9", without.Error, StringComparison.Ordinal);
        Assert.Equal("triage@production: v9 → v2 (v9 is gone)\n", with);
    }

    [Fact]
    public async Task A_new_label_is_written_as_far_in_as_the_others()
    {
        await using var bench = await BeginAsync();
        bench.Project.Bench.Write(
            "prompts/triage/labels.yaml",
            "schema: promptlab/labels@1\nlabels:\n    # who asks whom\n    baseline: v1\n"
        );

        await bench.Project.DoAsync("label", "triage@v2", "staging");

        Assert.Equal(
            "schema: promptlab/labels@1\nlabels:\n    staging: v2\n    # who asks whom\n    baseline: v1\n",
            bench.Project.Bench.Read("prompts/triage/labels.yaml")
        );
    }

    [Fact]
    public async Task A_label_that_is_there_already_writes_nothing()
    {
        await using var bench = await BeginAsync();
        var before = bench.Project.Bench.Read(History);

        Assert.Equal("triage@production: v1 already\n", await bench.Project.DoAsync("promote", "triage@v1", "production"));
        Assert.Equal("triage@production: v1 already\n", await bench.Project.DoAsync("label", "triage@v1", "production"));
        Assert.Equal(before, bench.Project.Bench.Read(History));
    }

    [Theory]
    [InlineData("promote", "triage@draft", "production", "the draft still changes")]
    [InlineData("promote", "triage@v2", "latest", "“latest” is computed and can't be a label.")]
    [InlineData("promote", "triage@v9", "production", "v9")]
    [InlineData("rollback", "triag", "production", "There is no prompt “triag”. Did you mean “triage”?")]
    [InlineData("rollback", "triage", "producton", "triage has no label “producton”. Did you mean “production”?")]
    public async Task What_is_no_version_no_prompt_or_no_label_is_refused(string command, string what, string label, string message)
    {
        await using var bench = await BeginAsync();
        SmallProject.WriteDraft(bench.Project.Bench, "Another draft.", parent: "v3");

        var result = await bench.Project.TryAsync(command, what, label);

        Assert.Equal(2, result.Exit);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_the_move()
    {
        await using var bench = await BeginAsync();

        var json = JsonNode.Parse(await bench.Project.DoAsync("promote", "triage@v2", "production", "--force", "why not", "--json"))!;

        Assert.Equal(
            ("triage", "production", "v1", "v2"),
            (Text(json, "prompt"), Text(json, "label"), Text(json, "before"), Text(json, "after"))
        );
        Assert.Equal(("promote", "why not"), (Text(json["move"]!, "kind"), Text(json["move"]!, "reason")));
    }

    [Fact]
    public async Task A_history_with_an_edited_line_is_refused()
    {
        await using var bench = await BeginAsync();
        await bench.Project.DoAsync("promote", "triage@v2", "production", "--force", "first");
        bench.Project.Bench.Write(
            History,
            bench.Project.Bench.Read(History).Replace("\"label\":\"baseline\"", "\"label\":\"other\"", StringComparison.Ordinal)
        );

        var result = await bench.Project.TryAsync("rollback", "triage", "production");

        Assert.Equal(2, result.Exit);
        Assert.Contains($"{History}:2: No line above has the hash", result.Error, StringComparison.Ordinal);
    }

    // v2 is right on all of the holdout, v1 and v3 on twelve of its twenty items.
    private static async Task<HoldoutBench> BeginAsync()
    {
        var bench = await HoldoutBench.CreateAsync(3, (version, item) => version == 2 || item > 28);
        await bench.Project.DoAsync("label", "triage@v1", "production");
        return bench;
    }

    private static void Replace(HoldoutBench bench, string before, string after) =>
        bench.Project.Bench.Write(
            "prompts/triage/labels.yaml",
            bench.Project.Bench.Read("prompts/triage/labels.yaml").Replace(before, after, StringComparison.Ordinal)
        );

    private static List<JsonNode> Moves(HoldoutBench bench) =>
        [.. bench.Project.Bench.Read(History).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
