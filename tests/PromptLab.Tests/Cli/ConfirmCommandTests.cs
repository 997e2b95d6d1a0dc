using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Results;

namespace PromptLab.Tests.Cli;

/// <summary><c>promptlab confirm</c>: one look at the holdout, and what it lets one claim. The holdout is t-21 to t-40.</summary>
public sealed class ConfirmCommandTests
{
    // Eight wins and no loss: the two-sided mid-p is ½⁸ = 0.0039.
    [Fact]
    public async Task Eight_wins_without_a_loss_are_confirmed_and_the_optimism_is_told()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (version, item) => version == 2 || item is (> 10 and <= 20) or > 28);
        await bench.Project.RunAsync("triage@v1 triage@v2", "--split", "dev");

        var result = await bench.ConfirmAsync("triage@v2", "--against", "baseline");

        Assert.True(result.Exit == 0, result.Error);
        Assert.StartsWith(
            "triage@v2 against triage@v1 on the holdout of tickets: look 1, level p ≤ 0.05\n\nconfirmed: better beyond chance. +40.0 pp (95% interval ",
            result.Out,
            StringComparison.Ordinal
        );
        Assert.Contains("p = 0.004; 8 better, 0 worse, 12 alike of 20 items.", result.Out, StringComparison.Ordinal);
        Assert.Contains("Pass rate of 20 items: 60.0% before, 100.0% now. Changed: task.", result.Out, StringComparison.Ordinal);
        Assert.Contains(
            "No sign of optimism: dev (20 items) showed +50.0 pp, the holdout shows +40.0 pp; the difference of +10.0 pp has a 95% interval of ",
            result.Out,
            StringComparison.Ordinal
        );
        Assert.Contains("Next: promptlab promote triage@v2 production", result.Out, StringComparison.Ordinal);
        Assert.Equal(["look 1", "claim"], bench.Kinds());
    }

    [Fact]
    public async Task The_ledger_says_when_which_version_why_and_what_came_of_it()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (version, item) => version == 2 || item > 28);

        await bench.ConfirmAsync("triage@v2", "--against", "v1", "--why", "before the release");

        var (look, claim) = (bench.Lines()[0], bench.Lines()[1]);
        Assert.Equal(
            ("confirm", "before the release", "triage", "v2", "triage@v1"),
            (Text(look, "purpose"), Text(look, "why"), Text(look, "prompt"), Text(look, "version"), Text(look, "baseline"))
        );
        Assert.StartsWith("2026-11-24T12:", Text(look, "at"), StringComparison.Ordinal);
        Assert.Equal((1, 20, 0.05), (look["look"]!.GetValue<int>(), look["items"]!.GetValue<int>(), look["level"]!.GetValue<double>()));
        Assert.Equal(
            ("confirmed", Text(look, "run_id"), 8, 0),
            (Text(claim, "claim"), Text(claim, "run_id"), claim["fixed"]!.GetValue<int>(), claim["broken"]!.GetValue<int>())
        );
        Assert.Null(claim["tuning_gain"]);
        Assert.Null(claim["optimism"]);
    }

    // Five wins: p = ½⁵ = 0.03125, enough at the first look (0.05) and not at the second (0.025).
    [Fact]
    public async Task The_second_look_has_half_the_level()
    {
        await using var bench = await HoldoutBench.CreateAsync(3, (version, item) => version > 1 || item is <= 20 or > 25);

        var first = await bench.ConfirmAsync("triage@v2");
        var second = await bench.ConfirmAsync("triage@v3");

        Assert.Contains("\nconfirmed: ", first.Out, StringComparison.Ordinal);
        Assert.Contains("look 2, level p ≤ 0.025", second.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("confirmed", second.Out, StringComparison.Ordinal);
        Assert.Contains("(97.5% interval ", second.Out, StringComparison.Ordinal);
        Assert.Equal(["look 1", "claim", "look 2", "claim"], bench.Kinds());
    }

    // Tango's one-sided bound for 0 and 0 of 20: −z²/(20 + z²) with z = 1.645: −11.9 pp.
    [Theory]
    [InlineData("12", "not worse: no gain is shown, but a loss of 12.0 pp or more is ruled out. ±0.0 pp")]
    [InlineData("11", "inconclusive: neither a gain is shown nor a loss ruled out. ±0.0 pp")]
    public async Task Where_nothing_flips_the_margin_decides(string margin, string claim)
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (_, item) => item % 2 == 0);

        var result = await bench.ConfirmAsync("triage@v2", "--margin", margin);

        Assert.Equal(0, result.Exit);
        Assert.Contains($"\n{claim}", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eight_losses_are_a_regression()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (version, item) => version == 1 || item is <= 20 or > 28);

        var result = await bench.ConfirmAsync("triage@v2");

        Assert.Contains("\nregression: worse beyond chance. −40.0 pp", result.Out, StringComparison.Ordinal);
        Assert.Equal(0, result.Exit);
    }

    [Fact]
    public async Task The_third_look_warns_and_the_fourth_is_refused_until_somebody_insists()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (_, _) => true);
        var looks = new List<CommandResult>();
        for (var look = 1; look <= 3; look++)
            looks.Add(await bench.ConfirmAsync("triage@v2"));
        var runs = Directory.GetDirectories(Path.Combine(bench.Project.Bench.Folder, "results/runs")).Length;

        var refused = await bench.ConfirmAsync("triage@v2");
        var insisted = await bench.ConfirmAsync("triage@v2", "--burn");

        Assert.All(looks.Take(2), result => Assert.DoesNotContain("warning", result.Error, StringComparison.Ordinal));
        Assert.Contains(
            "warning: tickets: This would be look 3 at the holdout of tickets. Each takes its part of the level: a claim then needs p ≤ 0.0167.",
            looks[2].Error,
            StringComparison.Ordinal
        );
        Assert.Equal(2, refused.Exit);
        Assert.Contains("--burn: This would be look 4 at the holdout of tickets.", refused.Error, StringComparison.Ordinal);
        Assert.Equal(6, runs);
        Assert.True(insisted.Exit == 0, insisted.Error);
        Assert.Equal(
            ["False", "True"],
            bench
                .Lines()
                .Where(line => Text(line, "kind") == "look")
                .TakeLast(2)
                .Select(line => line["burned"]!.GetValue<bool>().ToString())
        );
    }

    [Fact]
    public async Task Failed_calls_leave_the_look_open_and_the_same_command_goes_on_with_it()
    {
        bool? late = null;
        var calls = 0;
        await using var bench = await HoldoutBench.CreateAsync(2, (version, item) =>
        {
            calls++;
            return version == 2 && item > 35 ? late : version == 2 || item > 28;
        });

        var first = await bench.ConfirmAsync("triage@v2");
        late = true;
        var asked = calls;
        var second = await bench.ConfirmAsync("triage@v2");

        Assert.Equal(3, first.Exit);
        Assert.Contains(
            "no claim. 5 of 40 calls failed. Responses to holdout items are graded only when at most 2% of the calls failed.",
            first.Out,
            StringComparison.Ordinal
        );
        Assert.Contains("Next: go on with this look: the same command again.", first.Out, StringComparison.Ordinal);
        Assert.True(second.Exit == 0, second.Error);
        Assert.Contains("look 1 at the holdout, which goes on", second.Error, StringComparison.Ordinal);
        Assert.Contains("look 1, level p ≤ 0.05\n\nconfirmed", second.Out, StringComparison.Ordinal);
        Assert.Equal(5, calls - asked);
        Assert.Equal(["look 1", "claim"], bench.Kinds());
    }

    [Fact]
    public async Task A_budget_leaves_the_look_open_and_nothing_is_paid_twice()
    {
        var calls = 0;
        await using var bench = await HoldoutBench.CreateAsync(2, (version, item) =>
        {
            Interlocked.Increment(ref calls);
            return version == 2 || item > 28;
        });

        var first = await bench.ConfirmAsync("triage@v2", "--max-requests", "10");
        var second = await bench.ConfirmAsync("triage@v2", "--max-requests", "40");

        Assert.Equal((3, 0), (first.Exit, second.Exit));
        Assert.Contains(
            "\nno claim. The look was cut short: 10 of 40 calls have ended. Nothing is graded before all have.\n",
            first.Out,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("--resume", first.Out, StringComparison.Ordinal);
        Assert.Equal(40, calls);
        Assert.Equal(["look 1", "claim"], bench.Kinds());
    }

    [Fact]
    public async Task A_look_that_goes_on_keeps_its_repeats()
    {
        var works = false;
        await using var bench = await HoldoutBench.CreateAsync(2, (_, item) => item < 30 || works ? true : null);
        await bench.ConfirmAsync("triage@v2");
        works = true;

        var other = await bench.ConfirmAsync("triage@v2", "--repeats", "3");
        var same = await bench.ConfirmAsync("triage@v2", "--repeats", "1");

        Assert.Equal((2, 0), (other.Exit, same.Exit));
        Assert.Contains(
            "--repeats: Look 1 was begun with 1 and is not at its end, so it goes on with as many. Leave this out.",
            other.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_claim_that_can_not_be_written_is_made_by_the_same_command_without_asking_again()
    {
        var (calls, ledger) = (0, "");
        HoldoutBench? begun = null;
        await using var bench = begun = await HoldoutBench.CreateAsync(2, (version, item) =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                ledger = begun!.Project.Bench.Read(HoldoutBench.Ledger);
                begun.Project.Bench.Write(HoldoutBench.Ledger, "<<<<<<< a merge\n");
            }

            return version == 2 || item > 28;
        });

        var first = await bench.ConfirmAsync("triage@v2");
        bench.Project.Bench.Write(HoldoutBench.Ledger, ledger);
        var second = await bench.ConfirmAsync("triage@v2");

        Assert.Equal((3, 0), (first.Exit, second.Exit));
        Assert.Contains(
            "The answers are kept, but what they come to is not in the ledger, so there is no claim. Mend it, then the same command again: nothing is asked twice.",
            first.Error,
            StringComparison.Ordinal
        );
        Assert.Contains("look 1, level p ≤ 0.05\n\nconfirmed", second.Out, StringComparison.Ordinal);
        Assert.Equal(40, calls);
    }

    [Fact]
    public async Task A_look_at_which_nothing_was_answered_does_not_count()
    {
        bool? answer = null;
        await using var bench = await HoldoutBench.CreateAsync(2, (_, _) => answer);

        var blind = await bench.ConfirmAsync("triage@v2");
        answer = true;
        var seen = await bench.ConfirmAsync("triage@v2");

        Assert.Equal((3, 0), (blind.Exit, seen.Exit));
        Assert.DoesNotContain("go on with this look", blind.Out, StringComparison.Ordinal);
        Assert.Contains("No call was answered, so this look does not count.", blind.Out, StringComparison.Ordinal);
        Assert.Equal(["look 1", "void", "look 1", "claim"], bench.Kinds());
    }

    [Fact]
    public async Task New_items_are_another_holdout_with_a_count_of_its_own_and_one_that_stays_keeps_the_count()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (_, _) => true);
        await bench.ConfirmAsync("triage@v2");

        bench.WriteItems(i => i is > 20 and < 40 ? $"another message {i}" : $"message {i}");
        var oneStays = await bench.ConfirmAsync("triage@v2", "--dry-run");
        bench.WriteItems(i => i > 20 ? $"another message {i}" : $"message {i}");
        var result = await bench.ConfirmAsync("triage@v2");

        Assert.Contains("It would be look 2 at the holdout", oneStays.Error, StringComparison.Ordinal);
        Assert.Contains("look 1, level p ≤ 0.05", result.Out, StringComparison.Ordinal);
        Assert.Contains(
            "warning: tickets: The holdout has none of the items that 1 look in its ledger saw, so the count begins anew.",
            result.Error,
            StringComparison.Ordinal
        );
        var hashes = bench.Lines().Where(line => Text(line, "kind") == "look").Select(line => Text(line, "holdout_hash")).ToList();
        Assert.NotEqual(hashes[0], hashes[1]);
    }

    [Fact]
    public async Task No_text_and_no_id_of_the_holdout_is_shown()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (version, item) => version == 2 || item > 28);

        var (dry, dryJson) = (
            await bench.ConfirmAsync("triage@v2", "--dry-run"),
            await bench.ConfirmAsync("triage@v2", "--dry-run", "--json")
        );
        var (text, json) = (await bench.ConfirmAsync("triage@v2"), await bench.ConfirmAsync("triage@v2", "--json"));

        foreach (
            var shown in new[]
            {
                dry.Out,
                dryJson.Out,
                text.Out,
                text.Error,
                json.Out,
                json.Error,
                bench.Project.Bench.Read(HoldoutBench.Ledger),
            }
        )
        {
            Assert.DoesNotContain("t-2", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("message 2", shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task How_far_it_is_says_nothing_of_how_it_goes()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (version, item) => version == 2 || item > 28);

        var result = await bench.ConfirmAsync("triage@v2");

        Assert.Contains("20 of 40 calls · 0 errors · ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("passed", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_the_claim_its_look_its_level_and_the_evidence()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (version, item) => version == 2 || item > 28);

        var json = JsonNode.Parse((await bench.ConfirmAsync("triage@v2", "--json")).Out)!;

        Assert.Equal(
            ["claim", "look", "baseline", "candidate", "margin", "level", "comparison", "tuning", "optimism", "summary"],
            json.AsObject().Select(pair => pair.Key)
        );
        Assert.Equal(
            ("confirmed", 0.1, 0.05),
            (Text(json, "claim"), json["margin"]!.GetValue<double>(), json["level"]!.GetValue<double>())
        );
        Assert.Equal((8, 0), (json["comparison"]!["fixed"]!.GetValue<int>(), json["comparison"]!["broken"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_dry_run_takes_no_look()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (_, _) => true);

        var result = await bench.ConfirmAsync("triage@v2", "--dry-run");

        Assert.Equal(0, result.Exit);
        Assert.Contains("40 calls", result.Out, StringComparison.Ordinal);
        Assert.Contains("It would be look 1 at the holdout: a claim needs p ≤ 0.05.", result.Error, StringComparison.Ordinal);
        Assert.Empty(bench.Lines());
        Assert.Empty(bench.Asked);
    }

    [Theory]
    [InlineData("triage@v1", "baseline", "triage@v1 and triage@v1 are the same text")]
    [InlineData("triage@v2", "production", "triage@production: triage has no version or label")]
    [InlineData("triage@v2", "triage@v9", "v9")]
    [InlineData("triage@draft", "baseline", "draft")]
    public async Task What_can_not_be_claimed_is_refused_and_nothing_is_sent(string candidate, string against, string message)
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (_, _) => true);

        var result = await bench.ConfirmAsync(candidate, "--against", against);

        Assert.Equal(2, result.Exit);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Empty(bench.Lines());
        Assert.Empty(bench.Asked);
    }

    [Fact]
    public async Task Without_a_holdout_the_mend_is_to_make_one()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (_, _) => true);
        bench.Project.Bench.Write("evalsets/tickets/items.csv", "id,split,message,expected\nt-01,dev,message 1,yes\n");

        var result = await bench.ConfirmAsync("triage@v2");

        Assert.Equal(2, result.Exit);
        Assert.Contains("evalsets/tickets/evalset.yaml: tickets has no holdout", result.Error, StringComparison.Ordinal);
        Assert.Contains("promptlab split-evalset tickets", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_margin_of_nothing_is_refused()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (_, _) => true);

        var result = await bench.ConfirmAsync("triage@v2", "--margin", "0");

        Assert.Equal(2, result.Exit);
        Assert.Contains(
            "--margin: The margin takes percentage points above 0 and up to 100, such as 5.",
            result.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_ledger_with_a_line_taken_out_is_refused()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (_, _) => true);
        await bench.ConfirmAsync("triage@v2");
        var lines = bench.Project.Bench.Read(HoldoutBench.Ledger).Split('\n');
        bench.Project.Bench.Write(HoldoutBench.Ledger, lines[1] + "\n");

        var result = await bench.ConfirmAsync("triage@v2");

        Assert.Equal(2, result.Exit);
        Assert.Contains(
            $"{HoldoutBench.Ledger}:1: No line above has the hash that this one names as “previous”: one was edited or taken out.",
            result.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_ledger_that_is_gone_is_missed_until_its_holdout_is_retired()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (version, _) => version == 2);
        await bench.ConfirmAsync("triage@v2");
        await bench.ConfirmAsync("triage@v2");
        File.Delete(Path.Combine(bench.Project.Bench.Folder, HoldoutBench.Ledger));

        var (check, confirm) = (await bench.Project.TryAsync("check"), await bench.ConfirmAsync("triage@v2"));
        var promote = await bench.Project.TryAsync("promote", "triage@v2", "production");

        Assert.Equal((2, 2, 2), (check.Exit, confirm.Exit, promote.Exit));
        Assert.All([check.Out, confirm.Error, promote.Error], text =>
            Assert.Contains($"{HoldoutBench.Ledger}: The ledger lacks a line that the scoreboard's row of ", text, StringComparison.Ordinal)
        );
        await bench.Project.DoAsync("split-evalset", "tickets", "--retire", "the ledger was lost");
        bench.WriteItems(i => i > 20 ? $"another message {i}" : $"message {i}");
        var anew = await bench.ConfirmAsync("triage@v2");
        Assert.True(anew.Exit == 0, anew.Error);
        Assert.Contains("look 1, level p ≤ 0.05", anew.Out, StringComparison.Ordinal);
        Assert.Equal(0, (await bench.Project.TryAsync("check")).Exit);
    }

    [Fact]
    public async Task The_row_of_the_version_has_the_verdict_at_the_level_of_the_look()
    {
        await using var bench = await HoldoutBench.CreateAsync(3, (version, item) => version > 1 || item is <= 20 or > 25);
        await bench.ConfirmAsync("triage@v2");
        await bench.ConfirmAsync("triage@v3");

        var board = new Scoreboard(
            Path.Combine(bench.Project.Bench.Folder, "results/scoreboard.csv"),
            "results/scoreboard.csv",
            TimeProvider.System
        );
        var verdicts = board.Read(new Problems()).Where(row => row.Version != "v1").Select(row => (row.Version, row.Verdict));

        Assert.Equal([("v2", "better"), ("v3", "no difference shown")], verdicts);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
