using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PromptLab.Prompts;

namespace PromptLab.Tests.Cli;

/// <summary>What is kept is verified when it is read: an edit of one file is found by what another one says.</summary>
public sealed class VerifiedFilesTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_journal_that_is_not_the_one_its_run_ended_with_gives_no_figure(bool isEdited)
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (version, item) => version == 2 || item > 10);
        var runs = await bench.Project.RunAsync("triage@v1 triage@v2", "--split", "dev");
        var journal = $"results/runs/{runs[0]}/items.jsonl";
        var lines = bench.Project.Bench.Read(journal).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Write(
            bench,
            journal,
            isEdited ? [.. lines.Select(line => line.Replace("\"fail\"", "\"pass\"", StringComparison.Ordinal))] : lines[..12]
        );

        var compare = await bench.Project.TryAsync("compare", runs[0], runs[1]);
        var gate = await bench.Project.TryAsync("gate", "--run", runs[0], "--gate", "metric: pass_rate, min: 0.1");
        var (check, diagnose, grade) = (
            await bench.Project.TryAsync("check"),
            await bench.Project.TryAsync("diagnose", runs[0]),
            await bench.Project.TryAsync("grade", runs[0])
        );

        Assert.Equal((2, 3, 2, 2, 2), (compare.Exit, gate.Exit, check.Exit, diagnose.Exit, grade.Exit));
        var told = isEdited ? "The journal is not the one that its run ended with" : "The journal has 12 lines, and its run ended with 20";
        Assert.All([compare.Error, gate.Out, check.Out, diagnose.Error, grade.Error], text =>
            Assert.Contains(told, text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Line_ends_that_a_checkout_changed_are_no_edit()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (version, item) => version == 2 || item > 10);
        var runs = await bench.Project.RunAsync("triage@v1 triage@v2", "--split", "dev");
        var journal = $"results/runs/{runs[0]}/items.jsonl";
        bench.Project.Bench.Write(journal, bench.Project.Bench.Read(journal).ReplaceLineEndings("\r\n"));

        Assert.Contains("10 better", await bench.Project.DoAsync("compare", runs[0], runs[1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_appended_keeps_the_line_ends_of_its_file()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (version, _) => version == 2);
        await bench.ConfirmAsync("triage@v2");
        string[] files =
        [
            HoldoutBench.Ledger,
            "results/scoreboard.csv",
            "prompts/triage/versions.lock",
            "prompts/triage/labels.yaml",
            "prompts/triage/labels-history.jsonl",
        ];
        foreach (var file in files)
            bench.Project.Bench.Write(file, bench.Project.Bench.Read(file).ReplaceLineEndings("\r\n"));

        await bench.Project.DoAsync("promote", "triage@v2", "staging");
        await bench.ConfirmAsync("triage@v2");
        SmallProject.WriteDraft(bench.Project.Bench, "Say yes or no. Take 3 words.", parent: "v2");
        await bench.Project.DoAsync("freeze", "triage", "--hypothesis", "More words.");

        Assert.All(files, file => Assert.DoesNotMatch("[^\r]\n", bench.Project.Bench.Read(file)));
        Assert.Equal(0, (await bench.Project.TryAsync("check")).Exit);
    }

    [Fact]
    public async Task A_claim_whose_figures_do_not_bear_it_out_promotes_nothing()
    {
        await using var bench = await InconclusiveAsync();
        EditClaim(bench, claim => claim["claim"] = "confirmed");

        var (check, promote) = (await bench.Project.TryAsync("check"), await bench.Project.TryAsync("promote", "triage@v2", "staging"));

        Assert.Equal((2, 2), (check.Exit, promote.Exit));
        Assert.All([check.Out, promote.Error], text =>
            Assert.Contains(
                $"{HoldoutBench.Ledger}:2: This claim says “confirmed”, and its figures do not: p = 1.000",
                text,
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public async Task A_claim_whose_runs_do_not_bear_it_out_promotes_nothing()
    {
        await using var bench = await InconclusiveAsync();
        EditClaim(bench, claim =>
        {
            (claim["claim"], claim["p_value"], claim["difference"]) = ("confirmed", 0.0078, 0.4);
            (claim["fixed"], claim["broken"]) = (8, 0);
        });

        var (check, promote) = (await bench.Project.TryAsync("check"), await bench.Project.TryAsync("promote", "triage@v2", "staging"));

        Assert.Equal((2, 2), (check.Exit, promote.Exit));
        Assert.All([check.Out, promote.Error], text =>
            Assert.Contains(
                "The claim of look 1 counts 8 fixed and 0 broken of 20 items, and its runs 0 and 0 of 20.",
                text,
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public async Task A_claim_whose_runs_are_gone_is_taken_with_a_warning()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (version, _) => version == 2);
        await bench.ConfirmAsync("triage@v2");
        Directory.Delete(Path.Combine(bench.Project.Bench.Folder, "results/runs"), recursive: true);

        var promote = await bench.Project.TryAsync("promote", "triage@v2", "staging");

        Assert.Equal(0, promote.Exit);
        Assert.Contains(
            "The runs of look 1 are not in results/runs, so its claim is taken as the ledger has it.",
            promote.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_look_that_was_answered_is_not_void_whatever_a_line_says()
    {
        await using var bench = await InconclusiveAsync();
        var look = bench.Lines()[0]["run_id"]!.GetValue<string>();
        Append(
            bench,
            new JsonObject
            {
                ["run_id"] = look,
                ["at"] = "2026-11-24T13:00:00+00:00",
                ["why"] = "no call was answered",
                ["schema"] = "promptlab/holdout-ledger@1",
                ["kind"] = "void",
            }
        );

        var check = await bench.Project.TryAsync("check");

        Assert.Equal(2, check.Exit);
        Assert.Contains(
            $"This line says that no call of run {look} was answered, and its folder has responses, so the look counts.",
            check.Out,
            StringComparison.Ordinal
        );
    }

    // The chain of the lines is whole: whoever edits them computes the hashes anew.
    [Fact]
    public async Task A_look_counts_the_looks_before_it_whatever_its_number_says()
    {
        await using var bench = await HoldoutBench.CreateAsync(3, (version, _) => version > 1);
        await bench.ConfirmAsync("triage@v2");
        await bench.ConfirmAsync("triage@v3", "--against", "triage@v1");
        var lines = bench.Lines().Select(line => line.AsObject()).ToList();
        (lines[2]["look"], lines[2]["level"], lines[3]["level"]) = (1, 0.05, 0.05);
        lines[3]["previous"] = HashOf(lines[2].ToJsonString());
        Write(
            bench,
            HoldoutBench.Ledger,
            [.. bench.Project.Bench.Read(HoldoutBench.Ledger).Split('\n')[..2], lines[2].ToJsonString(), lines[3].ToJsonString()]
        );

        var check = await bench.Project.TryAsync("check");

        Assert.Equal(2, check.Exit);
        Assert.Contains(
            $"{HoldoutBench.Ledger}:3: This is look 1, and 1 looks at its items were taken before it.",
            check.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Lines_cut_off_at_the_end_are_missed_by_the_scoreboard()
    {
        await using var bench = await HoldoutBench.CreateAsync(3, (version, _) => version > 1);
        await bench.ConfirmAsync("triage@v2");
        await bench.ConfirmAsync("triage@v3", "--against", "triage@v1");
        Write(bench, HoldoutBench.Ledger, bench.Project.Bench.Read(HoldoutBench.Ledger).Split('\n')[..2]);

        var (check, confirm) = (await bench.Project.TryAsync("check"), await bench.ConfirmAsync("triage@v3", "--dry-run"));

        Assert.Equal((2, 2), (check.Exit, confirm.Exit));
        Assert.Contains("The ledger lacks a line that the scoreboard's row of ", check.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_that_two_branches_began_is_said_and_all_its_looks_count()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (version, _) => version == 2);
        await bench.ConfirmAsync("triage@v2");
        var (look, claim) = (bench.Lines()[0].AsObject(), bench.Lines()[1].AsObject());
        (look["run_id"], look["baseline_run_id"], claim["run_id"]) = ("theirs", "theirs-too", "theirs");
        claim["previous"] = HashOf(look.ToJsonString());
        Write(
            bench,
            HoldoutBench.Ledger,
            [.. bench.Project.Bench.Read(HoldoutBench.Ledger).Split('\n')[..2], look.ToJsonString(), claim.ToJsonString()]
        );

        var (check, confirm) = (await bench.Project.TryAsync("check"), await bench.ConfirmAsync("triage@v2", "--dry-run"));

        Assert.True(check.Exit == 0, check.Out);
        Assert.Contains(
            $"warning: {HoldoutBench.Ledger}:3: The chain of lines starts again here, as it does when two branches each began the file and were merged.",
            check.Out,
            StringComparison.Ordinal
        );
        Assert.Contains("It would be look 3 at the holdout", confirm.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_promotion_whose_evidence_the_ledger_does_not_have_is_found()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (version, _) => version == 2);
        await bench.ConfirmAsync("triage@v2");
        await bench.Project.DoAsync("promote", "triage@v2", "staging");
        const string History = "prompts/triage/labels-history.jsonl";
        var moves = bench.Project.Bench.Read(History).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var move = JsonNode.Parse(moves[^1])!;
        move["evidence"]!["p_value"] = 0.0000001;
        Write(bench, History, [.. moves[..^1], move.ToJsonString()]);

        var check = await bench.Project.TryAsync("check");

        Assert.Equal(2, check.Exit);
        Assert.Contains($"{History}: triage@v2 was moved to staging on a claim of run ", check.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_was_edited_differs_from_its_run()
    {
        await using var bench = await HoldoutBench.CreateAsync(1, (_, item) => item > 10);
        var runs = await bench.Project.RunAsync("triage@v1", "--split", "dev");
        bench.Project.Bench.Write(
            "results/scoreboard.csv",
            bench.Project.Bench.Read("results/scoreboard.csv").Replace(",0.5000,", ",0.9000,", StringComparison.Ordinal)
        );

        var check = await bench.Project.TryAsync("check");

        Assert.Equal(2, check.Exit);
        Assert.Contains(
            $"The row of {runs[0]} is not what its run in results/runs/{runs[0]} came to: pass_rate, score_mean differ.",
            check.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_version_that_was_edited_together_with_its_lock_is_known_by_its_rows()
    {
        await using var bench = await HoldoutBench.CreateAsync(2, (_, _) => true);
        await bench.Project.RunAsync("triage@v2", "--split", "dev");
        var version = bench.Project.Bench.Read("prompts/triage/v2.prompt.md");
        bench.Project.Bench.Write("prompts/triage/v2.prompt.md", version.Replace("Take 2 words", "Take 7 words", StringComparison.Ordinal));
        bench.Project.Bench.Write("elsewhere/triage/v2.prompt.md", bench.Project.Bench.Read("prompts/triage/v2.prompt.md"));
        var hash = Prompt.Load(Path.Combine(bench.Project.Bench.Folder, "elsewhere/triage/v2.prompt.md")).Hash;
        var locked = bench.Project.Bench.Read("prompts/triage/versions.lock").Split('\n');
        Write(
            bench,
            "prompts/triage/versions.lock",
            [
                .. locked
                    .Where(line => line.Length > 0)
                    .Select(line => line.StartsWith("v2 ", StringComparison.Ordinal) ? $"v2 {hash} {line.Split(' ', 3)[2]}" : line),
            ]
        );

        var check = await bench.Project.TryAsync("check");

        Assert.Equal(2, check.Exit);
        Assert.Contains("prompts/triage/v2.prompt.md: triage@v2 is sha256:", check.Out, StringComparison.Ordinal);
        Assert.Contains(", and the scoreboard's row of ", check.Out, StringComparison.Ordinal);
    }

    // v1 and v2 are equally good on all items.
    private static async Task<HoldoutBench> InconclusiveAsync()
    {
        var bench = await HoldoutBench.CreateAsync(2, (_, item) => item > 25);
        Assert.Equal(0, (await bench.ConfirmAsync("triage@v2")).Exit);
        return bench;
    }

    private static void EditClaim(HoldoutBench bench, Action<JsonObject> edit)
    {
        var lines = bench.Project.Bench.Read(HoldoutBench.Ledger).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var claim = JsonNode.Parse(lines[^1])!.AsObject();
        edit(claim);
        Write(bench, HoldoutBench.Ledger, [.. lines[..^1], claim.ToJsonString()]);
    }

    private static void Append(HoldoutBench bench, JsonObject line)
    {
        var lines = bench.Project.Bench.Read(HoldoutBench.Ledger).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        line["previous"] = HashOf(lines[^1]);
        Write(bench, HoldoutBench.Ledger, [.. lines, line.ToJsonString()]);
    }

    private static string HashOf(string line) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)))[..12];

    private static void Write(HoldoutBench bench, string file, IReadOnlyList<string> lines) =>
        bench.Project.Bench.Write(file, string.Join('\n', lines) + "\n");
}
