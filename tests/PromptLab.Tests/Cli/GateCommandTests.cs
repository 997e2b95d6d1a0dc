using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PromptLab.Tests.Cli;

public sealed partial class GateCommandTests : IAsyncLifetime
{
    private GateBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await GateBench.StartAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    // 24 of 24: Wilson from 24/27.8415 = 86.2%. Without a flip, Bonett and Price: ± 10.7 pp, and
    // Tango: −z²/(24 + z²) with z = 1.644854: −10.1 pp.
    [Fact]
    public async Task It_prints_for_each_gate_what_was_measured_what_was_allowed_and_why()
    {
        await _bench.NightAsync();

        var result = await _bench.RunAsync("gate");

        Assert.Equal((0, ""), (result.Exit, result.Error));
        Assert.Equal(
            """
            triage@v1 on tickets, <triage-v1>
            gate | measured | allowed | result | where
            pass_rate | 100.0% (24/24, 95% 86.2% to 100.0%) | at least 75.0% | pass | evalsets/tickets/evalset.yaml:7
            pass_rate | – | no worse than production by 11.0 pp or more | pass | evalsets/tickets/evalset.yaml:8
            error_rate | 0.0% (0/24) | at most 2.0% | pass | evalsets/tickets/evalset.yaml:9
            pass: pass_rate: It is the baseline itself, and no earlier run of it is here.
            triage@v3 on tickets, <triage-v3>
            gate | measured | allowed | result | where
            pass_rate | 100.0%† (24/24, 95% 86.2% to 100.0%) | at least 75.0% | pass | evalsets/tickets/evalset.yaml:7
            pass_rate | ±0.0 pp†, 95% −10.7 to +10.7 pp (0 better, 0 worse of 24) | no worse than triage@v1 by 11.0 pp or more | pass | evalsets/tickets/evalset.yaml:8
            error_rate | 0.0% (0/24) | at most 2.0% | pass | evalsets/tickets/evalset.yaml:9
            pass: pass_rate: A greater loss is ruled out: the difference is at least −10.1 pp with 95% confidence.
            † tuning score (optimistic): the version was written when results of its parent on these items could be read. “Better” is better on the items it was tuned on; promptlab confirm tells whether it holds.
            A claim needs a holdout, and tickets has none; it is made by: promptlab split-evalset tickets
            Every gate passed: 6 pass.

            """,
            Cells(result.Out)
        );
    }

    // 7 losses of 24: mid-p ½/128 = .0039.
    [Fact]
    public async Task A_gate_that_failed_ends_with_1()
    {
        _bench.Wrong("v3", 7);
        await _bench.NightAsync();

        var result = await _bench.RunAsync("gate", "nightly");

        Assert.Equal(1, result.Exit);
        Assert.Contains(
            "\nfail: pass_rate: It is worse beyond chance: p = 0.004 for “worse”, at most 0.01 allowed for one night.\n",
            result.Out,
            StringComparison.Ordinal
        );
        Assert.EndsWith("\nA gate failed: 4 pass, 1 inconclusive, 1 fail.\n", result.Out, StringComparison.Ordinal);
    }

    // 5 losses of 24: mid-p ½/32 = .0156. 19 of 24: Wilson from 59.5% to 90.8%.
    [Fact]
    public async Task What_is_inconclusive_ends_with_0_and_a_warning_or_with_3_where_that_is_wanted()
    {
        _bench.Wrong("v3", 5);
        await _bench.NightAsync();

        var lenient = await _bench.RunAsync("gate");
        var strict = await _bench.RunAsync("gate", "--strict");

        Assert.Equal(
            (0, "warning: 1 gate inconclusive. That is no failure; with --strict it ends with 3.\n"),
            (lenient.Exit, lenient.Error)
        );
        Assert.EndsWith(
            "\nNo gate failed, but not everything is shown to be allowed: 5 pass, 1 inconclusive.\n",
            lenient.Out,
            StringComparison.Ordinal
        );
        Assert.Equal((3, lenient.Out), (strict.Exit, strict.Out));
    }

    [Fact]
    public async Task Strict_changes_nothing_where_every_gate_passes()
    {
        await _bench.NightAsync();

        Assert.Equal(0, (await _bench.RunAsync("gate", "--strict")).Exit);
    }

    [Fact]
    public async Task Too_many_errors_are_not_enough_to_judge_by_and_end_with_3()
    {
        _bench.Answer("v3", item => item == 1 ? RaceBench.Refusal + "no" : "yes");
        await _bench.NightAsync();

        var result = await _bench.RunAsync("gate");

        Assert.Equal(3, result.Exit);
        Assert.Contains(
            "\nnot judged: pass_rate: More than 2% of the calls failed or came to no decision, so no rate of this run is used.\n",
            result.Out,
            StringComparison.Ordinal
        );
        Assert.Contains("error_rate | 4.2% (1/24) | at most 2.0% | fail | ", Cells(result.Out), StringComparison.Ordinal);
        Assert.EndsWith("\nThere is not enough to judge by: 3 pass, 2 not judged, 1 fail.\n", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gate_that_failed_goes_before_what_can_not_be_judged()
    {
        _bench.Gates("{ metric: error_rate, max: 0.02 }", "{ metric: pass_rate, min: 0.75 }");
        _bench.Answer("v3", item => item == 1 ? RaceBench.Refusal + "no" : "yes");
        await _bench.NightAsync();

        Assert.Equal(1, (await _bench.RunAsync("gate")).Exit);
    }

    [Fact]
    public async Task A_gate_of_completeness_that_failed_ends_with_3()
    {
        _bench.Gates("{ metric: pass_rate, min: 0.99, exit: incomplete }");
        _bench.Wrong("v3", 12);
        await _bench.NightAsync();

        Assert.Equal(3, (await _bench.RunAsync("gate")).Exit);
    }

    [Fact]
    public async Task Without_a_gate_there_is_nothing_to_do()
    {
        _bench.Gates();
        await _bench.NightAsync();

        Refuses(
            await _bench.RunAsync("gate"),
            "promptlab gate: There is no gate. Write some under “gates:” in evalsets/tickets/evalset.yaml, or give one: --gate \"metric: pass_rate, min: 0.75\"."
        );
        Assert.Equal(0, (await _bench.RunAsync("gate", "--gate", "metric: pass_rate, min: 0.75")).Exit);
    }

    [Fact]
    public async Task A_gate_of_the_command_line_stands_beside_those_of_the_file()
    {
        _bench.Wrong("v3", 1);
        await _bench.NightAsync();

        var result = await _bench.RunAsync("gate", "--gate", "metric: right.mean, min: 1", "--gate", "{ metric: cost_usd, max: 0.0001 }");

        // 24 · (12 · $1 + 3 · $10) a million tokens.
        Assert.Equal(1, result.Exit);
        Assert.Contains(
            "cost_usd | $0.001008 (24 calls) | at most $0.000100 | fail | --gate\n",
            Cells(result.Out),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Wrong_gates_are_told_together_and_nothing_is_judged()
    {
        await _bench.NightAsync();
        _bench.Gates("{ metric: pass_rte, min: 0.75 }");

        Refuses(
            await _bench.RunAsync("gate", "--gate", "metric: pass_rate"),
            "evalsets/tickets/evalset.yaml:7: There is no metric “pass_rte”. Did you mean “pass_rate”?",
            "--gate \"metric: pass_rate\": The gate allows everything. Give it “min”, “max”, or “against” a label."
        );
    }

    [Fact]
    public async Task The_check_reports_wrong_gates()
    {
        _bench.Gates("{ metric: pass_rate, min: 75 }");

        var result = await _bench.RunAsync("check");

        Assert.Equal(2, result.Exit);
        Assert.StartsWith(
            "evalsets/tickets/evalset.yaml:7: “min” takes a number from 0 to 1, not “75”.\n",
            result.Out,
            StringComparison.Ordinal
        );
        Assert.EndsWith("\n1 problem. Nothing was sent.\n", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_is_not_begun_with_wrong_gates()
    {
        _bench.Gates("{ metrc: pass_rate, min: 0.5 }");

        Refuses(
            await _bench.RunAsync("run", "nightly"),
            "evalsets/tickets/evalset.yaml:7: “metric” is missing. Is “metrc” a misspelling of it?"
        );
        Assert.False(Directory.Exists(Path.Combine(_bench.Bench.Folder, "results")));
    }

    [Fact]
    public async Task Before_the_first_run_there_is_nothing_to_judge()
    {
        var result = await _bench.RunAsync("gate");

        Assert.Equal(3, result.Exit);
        Assert.Equal(
            """
            There is no run of triage@v1 on today’s items of tickets with today’s graders and main. Make one: promptlab run nightly
            There is no run of triage@v3 on today’s items of tickets with today’s graders and main. Make one: promptlab run nightly
            There is not enough to judge by: nothing was judged.

            """,
            result.Out
        );
    }

    [Fact]
    public async Task An_eval_set_that_was_edited_since_the_run_wants_a_new_run()
    {
        await _bench.NightAsync();
        _bench.Write(
            "evalsets/tickets/items.csv",
            _bench.Read("evalsets/tickets/items.csv").Replace("message 1,yes", "message 1,no", StringComparison.Ordinal)
        );

        var result = await _bench.RunAsync("gate");

        Assert.Equal(3, result.Exit);
        Assert.Contains("There is no run of triage@v3 on today’s items of tickets", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Graders_that_were_edited_since_the_run_want_a_new_run()
    {
        await _bench.NightAsync();
        _bench.Write(
            "evalsets/tickets/evalset.yaml",
            _bench.Read("evalsets/tickets/evalset.yaml").Replace("ignore_case: true", "ignore_case: false", StringComparison.Ordinal)
        );

        Assert.Equal(3, (await _bench.RunAsync("gate")).Exit);
    }

    [Fact]
    public async Task A_run_that_was_stopped_makes_no_claim()
    {
        _bench.Gates("{ metric: pass_rate, min: 0.1 }");
        var stopped = await _bench.RunAsync("run", "nightly", "--max-requests", "30");
        Assert.Equal(3, stopped.Exit);

        var result = await _bench.RunAsync("gate");

        Assert.Equal(3, result.Exit);
        Assert.Contains(
            "not judged: pass_rate: The run was stopped, and a run that was stopped makes no claim.",
            result.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_run_that_is_too_old_is_not_judged()
    {
        await _bench.NightAsync();
        _bench.Time.Advance(TimeSpan.FromHours(36));

        var result = await _bench.RunAsync("gate");

        Assert.Equal(3, result.Exit);
        Assert.Contains(
            "not judged: error_rate: The run is 36.0 h old; --max-age allows 1 in days. Run it again, or allow more.\n",
            result.Out,
            StringComparison.Ordinal
        );
        Assert.Equal(0, (await _bench.RunAsync("gate", "--max-age", "1.5")).Exit);
    }

    [Fact]
    public async Task Days_are_read_the_same_in_every_culture() =>
        Refuses(
            await _bench.RunAsync("gate", "--max-age", "1,5"),
            "--max-age takes a number of days from 0 to 36500, such as 7, not “1,5”."
        );

    [Fact]
    public async Task A_baseline_that_is_too_old_is_not_compared_with()
    {
        await _bench.OneAsync("v1");
        _bench.Time.Advance(TimeSpan.FromDays(8));
        await _bench.OneAsync("v3");

        var result = await _bench.RunAsync("gate", "--run", "triage@v3");

        Assert.Equal(3, result.Exit);
        Assert.Contains(
            "not judged: pass_rate: The run of triage@v1 is 8.0 days older, more than the 7 that are allowed. Run it again, together with triage@v3.\n",
            result.Out,
            StringComparison.Ordinal
        );
        Assert.Equal(0, (await _bench.RunAsync("gate", "--run", "triage@v3", "--baseline-max-age", "8")).Exit);
        _bench.Gates("{ metric: pass_rate, against: production, max_age_days: 8 }");
        Assert.Equal(0, (await _bench.RunAsync("gate", "--run", "triage@v3")).Exit);
        Assert.Equal(
            3,
            (await _bench.RunAsync("gate", "--run", "triage@v3", "--gate", "metric: pass_rate, against: production, max_age_days: 2")).Exit
        );
    }

    [Theory]
    [InlineData("staging", "There is no baseline “staging” of triage. ")]
    [InlineData("v9", "There is no baseline “v9” of triage. ")]
    [InlineData("v2", "There is no run of triage@v2 to compare with. Run it together with triage@v3.\n")]
    [InlineData("triage@v2", "There is no run of triage@v2 to compare with. Run it together with triage@v3.\n")]
    [InlineData("parent", "There is no run of triage@v2 to compare with. Run it together with triage@v3.\n")]
    public async Task A_baseline_that_is_missing_ends_with_3(string against, string why)
    {
        _bench.Gates($"{{ metric: pass_rate, against: {against} }}");
        await _bench.NightAsync();

        var result = await _bench.RunAsync("gate");

        Assert.Equal(3, result.Exit);
        Assert.Contains("not judged: pass_rate: " + why, result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_version_has_no_parent()
    {
        _bench.Gates("{ metric: pass_rate, against: parent }");
        await _bench.OneAsync("v1");

        Assert.Contains(
            "not judged: pass_rate: triage@v1 has no parent to compare with.\n",
            (await _bench.RunAsync("gate", "--run", "triage@v1")).Out,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("parent")]
    [InlineData("v2")]
    [InlineData("triage@v2")]
    [InlineData("production")]
    public async Task A_baseline_is_a_label_a_version_a_reference_or_the_parent(string against)
    {
        _bench.Gates($"{{ metric: pass_rate, against: {against} }}");
        foreach (var version in new[] { "v1", "v2", "v3" })
            await _bench.OneAsync(version);

        var result = await _bench.RunAsync("gate", "--run", "triage@v3");

        Assert.Equal(0, result.Exit);
        Assert.Contains(
            $"no worse than triage@{(against == "production" ? "v1" : "v2")} by 10.0 pp or more",
            result.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_baseline_that_ran_under_other_conditions_can_not_be_compared()
    {
        await _bench.OneAsync("v1");
        _bench.Write(
            "promptlab.yaml",
            _bench.Read("promptlab.yaml").Replace("temperature: 0", "temperature: 0.5", StringComparison.Ordinal)
        );
        await _bench.OneAsync("v3");

        var result = await _bench.RunAsync("gate", "--run", "triage@v3");

        Assert.Equal(3, result.Exit);
        Assert.Contains(
            "not judged: pass_rate: No whole run of triage@v1 can be compared. The parameters of the model “small” differ. Run it again, together with triage@v3.\n",
            result.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Runs_are_named_by_id_by_its_end_or_as_the_latest_of_a_version()
    {
        _bench.Wrong("v3", 20);
        await _bench.OneAsync("v3");
        _bench.Time.Advance(TimeSpan.FromHours(1));
        _bench.Wrong("v3", 0);
        await _bench.OneAsync("v3");
        _bench.Gates("{ metric: pass_rate, min: 0.75 }");
        var older = Directory
            .EnumerateDirectories(Path.Combine(_bench.Bench.Folder, "results/runs"))
            .Select(path => Path.GetFileName(path)!)
            .Order(StringComparer.Ordinal)
            .First();

        Assert.Equal(0, (await _bench.RunAsync("gate", "--run", "triage@v3")).Exit);
        Assert.Equal(1, (await _bench.RunAsync("gate", "--run", older)).Exit);
        Assert.Equal(1, (await _bench.RunAsync("gate", "--run", older[^6..])).Exit);
        Assert.Equal(1, (await _bench.RunAsync("gate", "--run", "triage@v3", older)).Exit);
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_refused()
    {
        Refuses(await _bench.RunAsync("gate", "--run", "nothing"), "nothing: There is no such run in results/runs.");
        Refuses(
            await _bench.RunAsync("gate", "nightly", "--run", "triage@v3"),
            "--run: Judge either an experiment or named runs. Take one of them out."
        );
        Refuses(await _bench.RunAsync("gate", "nihgtly"), "promptlab.yaml: There is no experiment “nihgtly”. Did you mean “nightly”?");
    }

    [Fact]
    public async Task Machines_are_told_the_same_facts()
    {
        _bench.Wrong("v3", 7);
        await _bench.NightAsync();

        var result = await _bench.RunAsync("gate", "--json");

        var report = JsonNode.Parse(result.Out)!;
        Assert.Equal(
            (1, 1, "A gate failed: 4 pass, 1 inconclusive, 1 fail."),
            (result.Exit, report["exit_code"]!.GetValue<int>(), report["conclusion"]!.GetValue<string>())
        );
        var run = report["runs"]![1]!;
        Assert.Equal("v3", run["run"]!["prompt"]!["version"]!.GetValue<string>());
        Assert.StartsWith("20261124-030000-triage-v1-", run["baseline"]!.GetValue<string>(), StringComparison.Ordinal);
        var gates = run["gates"]!.AsArray();
        Assert.Equal(["inconclusive", "fail", "pass"], gates.Select(gate => gate!["state"]!.GetValue<string>()));
        Assert.Equal(
            (17.0 / 24, "17/24"),
            (gates[0]!["measured"]!["value"]!.GetValue<double>(), gates[0]!["measured"]!["counts"]!.GetValue<string>())
        );
        Assert.Equal(
            (0.0039, 7),
            (
                Math.Round(gates[1]!["regression"]!["evidence"]!["p_worse"]!.GetValue<double>(), 4),
                gates[1]!["regression"]!["evidence"]!["losses"]!.GetValue<int>()
            )
        );
        Assert.StartsWith("It is worse beyond chance", gates[1]!["text"]!["why"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("evalsets/tickets/evalset.yaml:8", gates[1]!["rule"]!["source"]!.GetValue<string>());
    }

    [Fact]
    public async Task Markdown_goes_to_standard_output()
    {
        await _bench.NightAsync();

        var result = await _bench.RunAsync("gate", "--markdown");

        Assert.Equal(0, result.Exit);
        Assert.StartsWith(
            "## Gates: passed\n\n### triage@v1 on tickets\n\n| gate | measured | allowed | result | why |\n",
            result.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task JUnit_goes_to_a_file_whose_folder_is_made()
    {
        _bench.Wrong("v3", 7);
        await _bench.NightAsync();

        var result = await _bench.RunAsync("gate", "--junit", "reports/night/junit.xml");

        Assert.Equal(1, result.Exit);
        var root = XDocument.Parse(_bench.Read("reports/night/junit.xml")).Root!;
        // 24 items and 3 gates of 2 versions: 7 items regressed, and one gate failed by them.
        Assert.Equal(("54", "8"), (root.Attribute("tests")!.Value, root.Attribute("failures")!.Value));
        Assert.Equal(
            Enumerable.Range(1, 7).Select(i => $"t-0{i}"),
            root.Descendants("failure")
                .Where(failure => failure.Attribute("type")!.Value == "regression")
                .Select(failure => failure.Parent!.Attribute("name")!.Value)
        );
    }

    [Fact]
    public async Task A_JUnit_file_that_can_not_be_written_is_an_error_before_anything_is_said()
    {
        await _bench.NightAsync();
        _bench.Write("reports", "a file where a folder should be");

        var result = await _bench.RunAsync("gate", "--junit", "reports/junit.xml");

        Assert.Equal((2, ""), (result.Exit, result.Out));
        Assert.StartsWith("reports/junit.xml: The file can't be written: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GitHub_gets_annotations_and_a_summary_below_what_is_there()
    {
        _bench.Wrong("v3", 7);
        await _bench.NightAsync();
        _bench.Write("summary.md", "# Of another tool\n");
        _bench.Bench.Variables["GITHUB_STEP_SUMMARY"] = Path.Combine(_bench.Bench.Folder, "summary.md");

        var result = await _bench.RunAsync("gate", "--github");

        Assert.Equal(1, result.Exit);
        Assert.StartsWith(
            "# Of another tool\n## Gates: failed\n\n### triage@v1 on tickets\n",
            _bench.Read("summary.md"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\n::error file=evalsets/tickets/evalset.yaml,line=8,title=triage@v3%3A pass_rate fail::Measured −29.2 pp†,",
            result.Out,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\n::warning file=evalsets/tickets/items.csv,line=2,title=regression%3A t-01::Passed on triage@v1, fails on triage@v3: right\n",
            result.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Without_a_file_for_the_summary_there_is_a_warning()
    {
        await _bench.NightAsync();

        var result = await _bench.RunAsync("gate", "--github");

        Assert.Equal((0, "warning: GITHUB_STEP_SUMMARY is not set, so there is no step summary.\n"), (result.Exit, result.Error));
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--markdown")]
    public async Task Annotations_do_not_get_into_what_is_written_for_others(string option)
    {
        _bench.Wrong("v3", 7);
        await _bench.NightAsync();

        var result = await _bench.RunAsync("gate", "--github", option);

        Assert.Equal((await _bench.RunAsync("gate", option)).Out, result.Out);
        Assert.Contains("\n::error file=evalsets/tickets/evalset.yaml,line=8,", result.Error, StringComparison.Ordinal);
    }

    private static void Refuses(CommandResult result, params IReadOnlyList<string> messages)
    {
        Assert.Equal((2, ""), (result.Exit, result.Out));
        Assert.StartsWith(string.Join('\n', messages) + "\n", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was sent.\n", result.Error, StringComparison.Ordinal);
    }

    // The tables as their cells, without rules and empty lines; ids without what chance and time have put in.
    private static string Cells(string text) =>
        RunId()
            .Replace(
                string.Concat(
                    text.Split('\n')
                        .Where(line => line.Trim().Length > 0 && !line.Contains('─', StringComparison.Ordinal))
                        .Select(line => Gap().Replace(line.Trim(), " | ") + "\n")
                ),
                "<${version}>"
            );

    [GeneratedRegex(" {2,}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Gap();

    [GeneratedRegex(@"\d{8}-\d{6}-(?<version>triage-v\d)-[0-9a-f]{6}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RunId();
}
