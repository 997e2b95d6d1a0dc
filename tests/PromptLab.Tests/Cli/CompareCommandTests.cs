using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

public sealed class CompareCommandTests : IAsyncDisposable
{
    private VersionedProject _project = null!;

    [Fact]
    public async Task The_verdict_comes_first_with_its_interval_its_p_and_the_section_that_was_changed()
    {
        await BeginAsync(items: 20, versions: 2, question => question.Version == 1 ? "no"
            : question.Item <= 8 ? "yes"
            : "no");
        var runs = await _project.RunAsync("triage@v1 triage@v2");

        var lines = (await _project.DoAsync("compare", "triage@v1", "triage@v2")).Split('\n');

        // 8 wins and no loss: p = 2⁻⁸; Bonett and Price: l = 1/22, w = 9/22, 8/22 ± 1.96·√((10/22 − 64/484)/22).
        Assert.Equal(
            [
                $"baseline  triage@v1 {runs[0]}",
                $"candidate triage@v2 {runs[1]}",
                "",
                "better on the items it was tuned on: +40.0 pp† (95% interval +12.6 to +60.1 pp), p = 0.004; 8 better, 0 worse, 12 alike of 20 items. Changed: task. promptlab confirm tells whether it holds.",
            ],
            lines[..4]
        );
    }

    [Fact]
    public async Task Regressions_come_first_each_with_both_responses_and_the_reasons()
    {
        await BeginAsync(items: 4, versions: 2, question => (question.Version, question.Item) is (1, 1) or (2, 2) ? "no" : "yes");
        await _project.RunAsync("triage@v1 triage@v2");

        var text = await _project.DoAsync("compare", "triage@v1", "triage@v2");

        Assert.Contains(
            """
            4 pairs: 1 broken (passed, now fail), 1 fixed (failed, now pass), 2 pass in both, 0 fail in both.

            broken t-02 (even)
              baseline  1.000  yes
              candidate 0.000  no
                        right: It is “no”, not “yes”.

            fixed t-01 (odd)
              baseline  0.000  no
                        right: It is “no”, not “yes”.
              candidate 1.000  yes

            """,
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Of_very_many_flips_the_screen_shows_two_hundred_and_json_has_every_item()
    {
        await BeginAsync(items: 203, versions: 2, question => question.Version == 1 || question.Item == 7 ? "yes" : "no");
        await _project.RunAsync("triage@v1 triage@v2");

        var text = await _project.DoAsync("compare", "triage@v1", "triage@v2");
        var json = await _project.CompareAsync("triage@v1", "triage@v2");

        Assert.Equal(200, text.Split('\n').Count(line => line.StartsWith("broken ", StringComparison.Ordinal)));
        Assert.Contains("and 2 items more that flipped; --csv FILE writes them all.\n", text, StringComparison.Ordinal);
        Assert.Equal((202, 203), (json["flips"]!.AsArray().Count, json["items"]!.AsArray().Count));
        var item = json["items"]!.AsArray().Single(one => one!["change"]!.GetValue<string>() == "both_pass")!;
        Assert.Equal(("pass", 1.0), (item["candidate"]!["status"]!.GetValue<string>(), item["candidate"]!["score"]!.GetValue<double>()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--json")]
    [InlineData("--markdown")]
    public async Task Of_the_holdout_only_counts_are_shown(string option)
    {
        await BeginAsync(items: 4, versions: 2, question => (question.Version, question.Item) is (1, 1) or (1, 3) or (2, 4) ? "no" : "yes");
        _project.Bench.Write(
            "evalsets/tickets/evalset.yaml",
            _project.Bench.Read("evalsets/tickets/evalset.yaml")
                + "\nsplits: { dev: { purpose: iterate }, holdout: { purpose: confirm } }\n"
        );
        _project.Bench.Write(
            "evalsets/tickets/items.csv",
            "id,split,message,expected\nt-01,dev,message 1,yes\nt-02,dev,message 2,yes\nt-03,holdout,message 3,yes\nt-04,holdout,message 4,yes\n"
        );
        await _project.RunAsync("triage@v1 triage@v2", "--split", "dev", "holdout");

        var text = await _project.DoAsync([
            .. new[] { "compare", "triage@v1", "triage@v2", "--csv", "out.csv", option }.Where(word => word.Length > 0),
        ]);

        Assert.DoesNotContain("t-03", text, StringComparison.Ordinal);
        Assert.DoesNotContain("t-04", text + _project.Bench.Read("out.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain("message 3", text + _project.Bench.Read("out.csv"), StringComparison.Ordinal);
        Assert.Contains(
            option == "--json"
                ? "\"broken_in_holdout\": 1"
                : "Of the holdout 1 broke and 1 were fixed; its texts and responses stay sealed. A claim on it takes promptlab confirm.",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("t-01", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_means_its_latest_run_that_can_be_compared_with_the_other()
    {
        await BeginAsync(items: 4, versions: 2, _ => "yes");
        var both = await _project.RunAsync("triage@v1 triage@v2");
        await _project.RunAsync("triage@v1", "--limit", "2"); // newer, but of other items
        await _project.RunAsync("triage@v2", "--tag", "odd");

        var report = JsonNode.Parse(await _project.DoAsync("compare", "triage@v1", "triage@v2", "--json"))!;

        Assert.Equal((both[0], both[1]), (RunId(report["baseline"]), RunId(report["comparisons"]![0]!["candidate"])));
    }

    [Fact]
    public async Task A_finished_run_goes_before_a_later_one_whose_calls_failed()
    {
        await BeginAsync(items: 4, versions: 2, _ => "yes");
        var whole = await _project.RunAsync("triage@v1 triage@v2");
        _project.Answer = question => question.Item == 1 ? null : "yes";
        await _project.RunAsync("triage@v1 triage@v2");

        Assert.Equal(whole[1], RunId((await _project.CompareAsync("triage@v1", "triage@v2"))["candidate"]));
    }

    [Fact]
    public async Task The_end_of_an_id_names_a_run_and_a_run_compared_with_itself_differs_in_nothing()
    {
        await BeginAsync(items: 4, versions: 1, question => question.Item == 1 ? "no" : "yes");
        var run = (await _project.RunAsync("triage@v1"))[0];

        var text = await _project.DoAsync("compare", run.Split('-')[^1], run);

        Assert.Contains(
            "no difference shown: ±0.0 pp (95% interval −46.2 to +46.2 pp), p = 1.000; 0 better, 0 worse, 4 alike of 4 items. Changed: nothing, so whatever differs is chance or drift.",
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Two_runs_of_one_version_are_compared_the_older_one_being_the_baseline()
    {
        await BeginAsync(items: 4, versions: 1, _ => "yes");
        string[] runs = [(await _project.RunAsync("triage@v1"))[0], (await _project.RunAsync("triage@v1"))[0]];

        var report = JsonNode.Parse(await _project.DoAsync("compare", "triage@v1", "triage@v1", "--json"))!;

        Assert.Equal((runs[0], runs[1]), (RunId(report["baseline"]), RunId(report["comparisons"]![0]!["candidate"])));
    }

    // v2 wins 8 of 20 and v3 7: plain 2⁻⁸ and 2⁻⁷, after Holm for two 2 · 2⁻⁸ = 2⁻⁷ and 2⁻⁷.
    [Fact]
    public async Task Several_candidates_are_corrected_together()
    {
        await BeginAsync(items: 20, versions: 3, Wins);
        await _project.RunAsync("triage@v1 triage@v2 triage@v3");

        var text = await _project.DoAsync("compare", "triage@v1", "triage@v2", "triage@v3");
        var report = JsonNode.Parse(await _project.DoAsync("compare", "triage@v1", "triage@v2", "triage@v3", "--json"))![
            "comparisons"
        ]!.AsArray();

        Assert.Contains("p = 0.008 after Holm’s correction for 2 (alone p = 0.004); 8 better", text, StringComparison.Ordinal);
        Assert.Contains("p = 0.008 after Holm’s correction for 2 (alone p = 0.008); 7 better", text, StringComparison.Ordinal);
        Assert.Equal([1 / 256d, 1 / 128d], report.Select(one => Number(one!["pass_rate"], "p_value")));
        Assert.Equal([1 / 128d, 1 / 128d], report.Select(one => Number(one!["pass_rate"], "corrected_p_value")));
    }

    // v2 was held against v1 when it was run, and v3 was held against v2, its parent: one earlier comparison with v1. v4 loses
    // nothing and wins 6: 2⁻⁶, twice that with v2’s 2⁻⁸ before it.
    [Fact]
    public async Task Comparisons_that_the_scoreboard_holds_already_count_in_the_family()
    {
        await BeginAsync(items: 20, versions: 4, Wins);
        await _project.RunAsync("triage@v1 triage@v2 triage@v3");
        _project.Bench.Write(
            "promptlab.yaml",
            _project
                .Bench.Read("promptlab.yaml")
                .Replace(
                    "experiments:",
                    "experiments:\n  late: { prompts: [triage@v4], evalset: tickets, models: [main] }",
                    StringComparison.Ordinal
                )
        );
        await _project.RunAsync("triage@v4");

        var pass = (await _project.CompareAsync("triage@v1", "triage@v4"))["pass_rate"]!;

        Assert.Equal((1 / 64d, 1 / 64d, 2), (Number(pass, "p_value"), Number(pass, "corrected_p_value"), pass["family"]!.GetValue<int>()));
        Assert.Equal(1 / 128d, Number((await _project.CompareAsync("triage@v1", "triage@v3"))["pass_rate"], "corrected_p_value"), 1e-12);
    }

    [Fact]
    public async Task Other_items_are_refused_unless_the_common_ones_are_asked_for()
    {
        await BeginAsync(items: 6, versions: 2, _ => "yes");
        await _project.RunAsync("triage@v1");
        var candidate = (await _project.RunAsync("triage@v2", "--limit", "4"))[0];

        var refused = await _project.TryAsync("compare", "triage@v1", "triage@v2");
        var text = await _project.DoAsync("compare", "triage@v1", "triage@v2", "--intersect");

        Assert.Equal(
            (
                2,
                $"{candidate}: The numbers of items differ: 6 and 4. Only the same items can be compared: run both on them, or compare what they have in common with --intersect.\n1 problem. Nothing was sent.\n"
            ),
            (refused.Exit, refused.Error)
        );
        Assert.Empty(refused.Out);
        Assert.Contains("Not the same: The numbers of items differ: 6 and 4.", text, StringComparison.Ordinal);
        Assert.Contains(
            "4 pairs: 0 broken (passed, now fail), 0 fixed (failed, now pass), 4 pass in both, 0 fail in both; 2 not paired.",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "2 items can't be paired:\n  “t-05” is in the baseline only.\n  “t-06” is in the baseline only.\n",
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Items_that_were_relabelled_between_the_runs_are_refused()
    {
        await BeginAsync(items: 3, versions: 2, _ => "yes");
        await _project.RunAsync("triage@v1");
        SmallProject.WriteItems(_project.Bench, ["t-01,odd,message 1,yes", "t-02,even,message 2,no", "t-03,odd,message 3,yes"]);
        var candidate = (await _project.RunAsync("triage@v2"))[0];

        var refused = await _project.TryAsync("compare", "triage@v1", "triage@v2");
        var common = await _project.CompareAsync("triage@v1", "triage@v2", "--intersect");

        Assert.Equal(
            (
                2,
                $"{candidate}: The items of the eval set “tickets” were changed between the runs. Only the same items can be compared: run both on them, or compare what they have in common with --intersect.\n1 problem. Nothing was sent.\n"
            ),
            (refused.Exit, refused.Error)
        );
        Assert.Equal(2, Number(common["pass_rate"], "items"));
        Assert.Equal("“t-02” was changed between the two runs.", common["left_out"]![0]!["explanation"]!.GetValue<string>());
    }

    [Fact]
    public async Task Another_split_is_refused()
    {
        await BeginAsync(items: 2, versions: 2, _ => "yes");
        _project.Bench.Write(
            "evalsets/tickets/evalset.yaml",
            _project.Bench.Read("evalsets/tickets/evalset.yaml") + "\nsplits: { dev: {}, holdout: {} }\n"
        );
        _project.Bench.Write("evalsets/tickets/items.csv", "id,split,message,expected\na,dev,message 1,yes\nb,holdout,message 2,yes\n");
        await _project.RunAsync("triage@v1", "--split", "dev");
        var candidate = (await _project.RunAsync("triage@v2", "--split", "holdout"))[0];

        var refused = await _project.TryAsync("compare", "triage@v1", "triage@v2");
        var nothing = await _project.TryAsync("compare", "triage@v1", "triage@v2", "--intersect");

        Assert.Equal(
            (
                2,
                $"{candidate}: The splits differ: “dev” and “holdout”. Only the same items can be compared: run both on them, or compare what they have in common with --intersect.\n1 problem. Nothing was sent.\n"
            ),
            (refused.Exit, refused.Error)
        );
        Assert.Equal(
            (2, $"{candidate}: The two runs have no item in common, so there is nothing to compare.\n1 problem. Nothing was sent.\n"),
            (nothing.Exit, nothing.Error)
        );
    }

    [Fact]
    public async Task A_model_that_differs_besides_the_prompt_is_refused_unless_it_is_allowed()
    {
        await BeginAsync(items: 3, versions: 2, _ => "yes");
        _project.Bench.Write(
            "promptlab.yaml",
            _project
                .Bench.Read("promptlab.yaml")
                .Replace("run: {", "  other: { provider: served, id: large }\nrun: {", StringComparison.Ordinal)
        );
        await _project.RunAsync("triage@v1");
        var candidate = (await _project.RunAsync("triage@v2", "--model", "other"))[0];

        var refused = await _project.TryAsync("compare", "triage@v1", "triage@v2");
        var allowed = await _project.DoAsync("compare", "triage@v1", "triage@v2", "--allow", "model");

        Assert.Equal(
            (
                2,
                $"{candidate}: The models differ: “small” and “large”. The prompt differs too, so a difference could not be put down to either. Run both with one model, or say --allow model.\n1 problem. Nothing was sent.\n"
            ),
            (refused.Exit, refused.Error)
        );
        Assert.Contains(
            "Changed: task, model; more than one, so the difference can't be put down to one of them.",
            allowed,
            StringComparison.Ordinal
        );
        Assert.Contains("Not the same: The models differ: “small” and “large”.", allowed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_version_on_two_models_compares_the_models()
    {
        await BeginAsync(items: 3, versions: 1, _ => "yes");
        _project.Bench.Write(
            "promptlab.yaml",
            _project
                .Bench.Read("promptlab.yaml")
                .Replace("run: {", "  other: { provider: served, id: large }\nrun: {", StringComparison.Ordinal)
        );
        var runs = await _project.RunAsync("triage@v1", "--model", "main", "other");

        var comparison = await _project.CompareAsync(runs[0], runs[1]);

        Assert.Equal(["model"], comparison["varied"]!.AsArray().Select(one => one!.GetValue<string>()));
        Assert.Equal(["model"], comparison["changed"]!.AsArray().Select(one => one!.GetValue<string>()));
        // The other model has no price: no cost is compared.
        Assert.DoesNotContain(comparison["amounts"]!.AsArray(), amount => amount!["name"]!.GetValue<string>() == "cost_usd");
        Assert.Null(comparison["cost_per_correct"]);
    }

    [Fact]
    public async Task Every_obstacle_of_every_candidate_is_told_at_once()
    {
        await BeginAsync(items: 4, versions: 3, _ => "yes");
        await _project.RunAsync("triage@v1");
        var second = (await _project.RunAsync("triage@v2", "--limit", "3"))[0];
        _project.Bench.Write(
            "evalsets/tickets/evalset.yaml",
            _project.Bench.Read("evalsets/tickets/evalset.yaml").Replace(", ignore_case: true", "", StringComparison.Ordinal)
        );
        var third = (await _project.RunAsync("triage@v3"))[0];

        var refused = await _project.TryAsync("compare", "triage@v1", "triage@v2", "triage@v3");

        Assert.Matches(
            $"^{second}: The numbers of items differ: 4 and 3\\. Only the same items can be compared: .*\n"
                + $"{third}: The set of graders was changed between the runs: sha256:[0-9a-f]+ and sha256:[0-9a-f]+\\. The prompt differs too, .* or say --allow graders\\.\n"
                + "2 problems\\. Nothing was sent\\.\n$",
            refused.Error
        );
        Assert.Equal(2, refused.Exit);
        Assert.Equal(0, (await _project.TryAsync("compare", "triage@v1", "triage@v3", "--allow", "graders")).Exit);
    }

    [Fact]
    public async Task A_version_that_was_never_run_is_told_with_the_command_that_runs_it()
    {
        await BeginAsync(items: 2, versions: 2, _ => "yes");
        await _project.RunAsync("triage@v1");

        var refused = await _project.TryAsync("compare", "triage@v1", "triage@v2");

        Assert.Equal(
            (
                2,
                "triage@v2: There is no run of triage@v2 here. Make one: promptlab run --prompt triage@v2 --evalset … --model …\n1 problem. Nothing was sent.\n"
            ),
            (refused.Exit, refused.Error)
        );
    }

    [Theory]
    [InlineData(1, "better")] // 1 of 50: exactly 2%
    [InlineData(2, "no_verdict")]
    public async Task More_than_two_percent_left_out_is_no_verdict(int failed, string verdict)
    {
        await BeginAsync(items: 50, versions: 2, question => question.Version == 1 ? "no"
            : question.Item <= failed ? null
            : "yes");
        var runs = await _project.RunAsync("triage@v1 triage@v2");

        var comparison = await _project.CompareAsync(runs[0], runs[1]);

        Assert.Equal(verdict, comparison["verdict"]!.GetValue<string>());
        Assert.Equal((50 - failed, failed), (Number(comparison["pass_rate"], "items"), Number(comparison["counts"], "error")));
        if (verdict == "no_verdict")
            Assert.Contains(
                "no verdict. 2 of 50 pairs have no verdict on one side; more than 2% left out is no basis for one.\n",
                await _project.DoAsync("compare", runs[0], runs[1]),
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task What_no_grader_decides_leaves_the_pair_and_is_counted()
    {
        // The only grader does not apply to one item, so nothing decides it.
        await BeginAsync(items: 60, versions: 2, _ => "yes");
        _project.Bench.Write(
            "evalsets/tickets/evalset.yaml",
            _project.Bench.Read("evalsets/tickets/evalset.yaml").Replace("ignore_case: true", "when: tag:odd", StringComparison.Ordinal)
        );
        SmallProject.WriteItems(
            _project.Bench,
            Enumerable.Range(1, 60).Select(i => $"t-{i:00},{(i == 1 ? "strange" : "odd")},message {i},yes")
        );
        var runs = await _project.RunAsync("triage@v1 triage@v2");

        var comparison = await _project.CompareAsync(runs[0], runs[1]);

        Assert.Equal(
            (59, 1, 1),
            (
                Number(comparison["pass_rate"], "items"),
                Number(comparison["pass_rate"], "left_out"),
                Number(comparison["counts"], "undecided")
            )
        );
    }

    [Fact]
    public async Task Repeats_are_averaged_within_an_item_and_each_item_counts_once()
    {
        // Each version is right the first time; v2 on every second item also the second and third time.
        await BeginAsync(items: 10, versions: 2, question =>
            question.Time == 1 || (question.Version == 2 && question.Item % 2 == 0) ? "yes" : "no"
        );
        await _project.RunAsync("triage@v1 triage@v2", "--repeats", "3");

        var comparison = await _project.CompareAsync("triage@v1", "triage@v2");
        var text = await _project.DoAsync("compare", "triage@v1", "triage@v2");

        var pass = comparison["pass_rate"]!;
        Assert.Equal((10, 5, 0), (Number(pass, "items"), Number(pass, "wins"), Number(pass, "losses")));
        Assert.Equal(1 / 3d, Number(pass, "difference"), 1e-12);
        Assert.Equal(2 / 32d, Number(pass, "p_value"), 1e-12); // five equal differences: 2 of 32 patterns of signs
        Assert.Equal("sign_flip_exact", pass["test"]!.GetValue<string>());
        Assert.Null(pass["mc_nemar"]);
        Assert.Contains("  baseline  0.333 (1 of 3 pass)  ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_of_one_cluster_are_flipped_together()
    {
        await BeginAsync(items: 12, versions: 2, question => question.Version == 1 ? "no" : "yes");
        _project.Bench.Write(
            "evalsets/tickets/items.csv",
            "id,cluster,message,expected\n"
                + string.Concat(Enumerable.Range(1, 12).Select(i => $"t-{i:00},document-{i % 6},message {i},yes\n"))
        );
        var runs = await _project.RunAsync("triage@v1 triage@v2");

        var pass = (await _project.CompareAsync(runs[0], runs[1]))["pass_rate"]!;

        Assert.Equal((12, 6, 2 / 64d), (Number(pass, "items"), Number(pass, "clusters"), Number(pass, "p_value")));
        Assert.Contains(
            "better on the items it was tuned on: +100.0 pp† (no interval: every item differs by the same amount), p = 0.031; 12 better, 0 worse, 0 alike of 12 items in 6 clusters. Changed: task.",
            await _project.DoAsync("compare", runs[0], runs[1]),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_items_of_two_candidates_stand_side_by_side_in_one_table()
    {
        await BeginAsync(items: 3, versions: 3, question => question.Version == question.Item ? "no" : "yes");
        await _project.RunAsync("triage@v1 triage@v2 triage@v3");

        await _project.DoAsync("compare", "triage@v1", "triage@v2", "triage@v3", "--csv", "side-by-side.csv");

        Assert.Equal(
            """
            item_id,split,tags,v2.change,v3.change,message,expected,v1.status,v1.score,v2.status,v2.score,v3.status,v3.score,v1.output,v2.output,v3.output
            t-02,,even,broken,both pass,message 2,yes,pass,1.0000,fail,0.0000,pass,1.0000,yes,no,yes
            t-01,,odd,fixed,fixed,message 1,yes,fail,0.0000,pass,1.0000,pass,1.0000,no,yes,yes
            t-03,,odd,both pass,broken,message 3,yes,pass,1.0000,pass,1.0000,fail,0.0000,yes,yes,no

            """,
            _project.Bench.Read("side-by-side.csv")
        );
    }

    [Fact]
    public async Task A_table_that_cannot_be_written_is_told()
    {
        await BeginAsync(items: 2, versions: 1, _ => "yes");
        var run = (await _project.RunAsync("triage@v1"))[0];

        var result = await _project.TryAsync("compare", run, run, "--csv", "results");

        Assert.Equal(2, result.Exit);
        Assert.StartsWith("results: The file can't be written: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_the_runs_what_differs_the_verdict_and_every_number()
    {
        await BeginAsync(items: 4, versions: 2, question => question.Version == 1 && question.Item == 1 ? "no" : "yes");
        await _project.RunAsync("triage@v1 triage@v2");

        var comparison = await _project.CompareAsync("triage@v1", "triage@v2");

        Assert.Equal(
            [
                "candidate",
                "varied",
                "changed",
                "differences",
                "cautions",
                "prediction",
                "verdict",
                "summary",
                "objections",
                "pass_rate",
                "score",
                "graders",
                "tags",
                "amounts",
                "cost_per_correct",
                "baseline_figures",
                "candidate_figures",
                "counts",
                "flips",
                "left_out",
                "items",
            ],
            comparison.AsObject().Select(pair => pair.Key)
        );
        Assert.Equal(
            [
                "items",
                "clusters",
                "left_out",
                "baseline",
                "candidate",
                "difference",
                "confidence",
                "interval",
                "lower_bound",
                "upper_bound",
                "has_variation",
                "wins",
                "losses",
                "ties",
                "p_value",
                "p_worse",
                "corrected_p_value",
                "family",
                "test",
                "probability_better",
                "mc_nemar",
                "detectable_difference",
                "items_to_settle",
                "outcome",
                "lower_is_better",
            ],
            comparison["pass_rate"]!.AsObject().Select(pair => pair.Key)
        );
        var flip = Assert.Single(comparison["flips"]!.AsArray())!;
        Assert.Equal(
            ("t-01", "fixed", "no", "yes"),
            (Text(flip, "item_id"), Text(flip, "change"), Text(flip["baseline"]!, "output"), Text(flip["candidate"]!, "output"))
        );
        Assert.Equal(
            ["input_tokens", "output_tokens", "cost_usd", "latency_ms"],
            comparison["amounts"]!.AsArray().Select(amount => Text(amount!, "name"))
        );
        // 4 × $0.000042 for 3 right answers, then for 4.
        Assert.Equal(
            (0.000056, 0.000042),
            (
                Number(comparison["baseline_figures"], "cost_per_correct_usd"),
                Number(comparison["candidate_figures"], "cost_per_correct_usd")
            )
        );
        Assert.Equal("mid_p_mc_nemar", Text(comparison["pass_rate"]!, "test"));
    }

    // Weights make the differences of scores so many different numbers that patterns of signs are drawn by chance.
    [Fact]
    public async Task Without_a_seed_the_same_digits_come_out_twice_and_with_one_others()
    {
        await BeginAsync(items: 40, versions: 2, question => question.Item % 3 == 0 == (question.Version == 1) ? "yes" : "no");
        _project.Bench.Write(
            "evalsets/tickets/items.csv",
            "id,weight,message,expected\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"t-{i:00},{i}.{i * i},message {i},yes\n"))
        );
        await _project.RunAsync("triage@v1 triage@v2");

        var one = await _project.CompareAsync("triage@v1", "triage@v2");
        var same = await _project.CompareAsync("triage@v1", "triage@v2");
        var other = await _project.CompareAsync("triage@v1", "triage@v2", "--seed", "7");

        Assert.Equal("sign_flip_sampled", Text(one["score"]!, "test"));
        Assert.Equal(one.ToJsonString(), same.ToJsonString());
        Assert.NotEqual(Number(one["score"], "p_value"), Number(other["score"], "p_value"));
        Assert.Equal(Number(one["score"], "difference"), Number(other["score"], "difference"));
        Assert.Equal(one["pass_rate"]!.ToJsonString(), other["pass_rate"]!.ToJsonString()); // no dice are thrown for it
    }

    [Fact]
    public async Task Nothing_is_called_significant_and_nothing_better_without_what_was_changed()
    {
        await BeginAsync(items: 20, versions: 2, Wins);
        var told =
            await _project.DoAsync("run", "--prompt", "triage@v1", "triage@v2", "--evalset", "tickets")
            + await _project.DoAsync("compare", "triage@v1", "triage@v2")
            + await _project.DoAsync("compare", "triage@v1", "triage@v2", "--markdown")
            + await _project.DoAsync("compare", "triage@v1", "triage@v2", "--json")
            + await _project.DoAsync("board")
            + await _project.DoAsync("board", "--plot")
            + await _project.DoAsync("compare", "--help");

        Assert.DoesNotContain("significan", told, StringComparison.OrdinalIgnoreCase);
        Assert.All(told.Split('\n').Where(line => line.Contains("better: ", StringComparison.Ordinal)), line =>
            Assert.Contains("Changed: task.", line, StringComparison.Ordinal)
        );
        Assert.Contains("against v1: better (task)", told, StringComparison.Ordinal);
    }

    // What a model wrote is shown as code: four blanks before every line, and nothing in it has a meaning.
    [Fact]
    public async Task Markdown_for_a_pull_request_holds_whatever_a_model_wrote_and_nothing_of_it_acts()
    {
        const string NoWidth = "\u200B"; // without it GitHub would call a user, and the log of its actions obey
        const string Hostile = "```\n</details> @user | <b>bold</b> `code`\n::error::out\n  ::add-mask::x ##[group]\n\n# Title";
        await BeginAsync(items: 3, versions: 2, question => question is { Version: 2, Item: 2 } ? Hostile
            : question is { Version: 1, Item: 1 } ? "no"
            : "yes");
        SmallProject.WriteItems(_project.Bench, ["t-01,a|b;*c*,message 1,yes", "@t_02,a|b,message 2,yes", "t-03,,message 3,yes"]);
        _project.Bench.Write(
            "evalsets/tickets/evalset.yaml",
            _project
                .Bench.Read("evalsets/tickets/evalset.yaml")
                .Replace("ignore_case: true", "ignore_case: false", StringComparison.Ordinal)
        );
        var runs = await _project.RunAsync("triage@v1 triage@v2");

        var text = await _project.DoAsync("compare", "triage@v1", "triage@v2", "--markdown");

        // By hand: l = w = 2/5, so 0 ± 1.96·√(0.8/5); with as many wins as losses p = 1 − ½·½. One item of a tag: 1/3 ± 1.067.
        Assert.Equal(
            $$""""
            ### triage@v2 against triage@v1

            **no difference shown: ±0.0 pp† (95% interval −78.4 to +78.4 pp), p = 0.750; 1 better, 1 worse, 1 alike of 3 items. Changed: task.**

            How large a gain 3 items would show can't be said: too few items, or all alike.

            |  | items | baseline | candidate | difference | 95% interval | p | better/worse | verdict |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            | pass rate | 3 | 66.7% | 66.7%† | ±0.0 pp | −78.4 to +78.4 pp | p = 0.750 | 1/1 | no difference shown |
            | mean score | 3 | 0.667 | 0.667† | ±0.000 | −0.784 to +0.784 | p = 0.750 | 1/1 | no difference shown |

            Mean score of each grader

            |  | items | baseline | candidate | difference | 95% interval | p | better/worse | verdict |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            | right | 3 | 0.667 | 0.667† | ±0.000 | −0.784 to +0.784 | p = 0.750 | 1/1 | no difference shown |

            Pass rate of each tag

            |  | items | baseline | candidate | difference | 95% interval | p | better/worse | verdict |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            | \*c\* | 1 | 0.0% | 100.0%† | +100.0 pp | −73.4 to +100.0 pp | p = 1.000 | 1/0 | no difference shown |
            | a\|b | 2 | 50.0% | 50.0%† | ±0.0 pp | −98.0 to +98.0 pp | p = 1.000 | 1/1 | no difference shown |

            Tokens, cost and latency

            | a call | items | baseline | candidate | difference | 95% interval | p |
            | --- | --- | --- | --- | --- | --- | --- |
            | input tokens | 3 | 12.0 | 12.0 | ±0 | no variation | p = 1.000 |
            | output tokens | 3 | 3.0 | 3.0 | ±0 | no variation | p = 1.000 |
            | cost | 3 | $0.000042 | $0.000042 | ±0 | no variation | p = 1.000 |
            | latency, mean | 3 | 0 ms | 0 ms | ±0 | no variation | p = 1.000 |
            | cost of a right answer | 3 | $0.000063 | $0.000063 | ±0 | – | – |
            | latency, median | 3 | 0 ms | 0 ms | – | – | – |
            | latency, 95% | 3 | 0 ms | 0 ms | – | – | – |

            <details><summary>1 broken, 1 fixed</summary>

            **broken @{{NoWidth}}t\_02**

            baseline:

                yes

            candidate:

                ```
                </details> @user | <b>bold</b> `code`
                {{NoWidth}}::error::out
                  {{NoWidth}}::add-mask::x #{{NoWidth}}#[group]
                {{""}}
                # Title

            because:

                right: It is “``` </details> @user | <b>bold</b> `code` ::error::out   ::a…”, not “yes”.

            **fixed t-01**

            baseline:

                no

            because:

                right: It is “no”, not “yes”.

            candidate:

                yes

            </details>

            Runs: {{runs[0]}} and {{runs[1]}}

            † tuning score (optimistic): the version was written when results of its parent on these items could be read. “Better” is better on the items it was tuned on; promptlab confirm tells whether it holds.

            A claim needs a holdout, and tickets has none; it is made by: promptlab split-evalset tickets


            """",
            text
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_project is not null)
            await _project.DisposeAsync();
    }

    private async Task BeginAsync(int items, int versions, Func<Question, string?> answer) =>
        _project = await VersionedProject.CreateAsync(items, versions, answer);

    // v1 is right on nothing, v2 on 8 items, v3 on 7, v4 on 6.
    private static string Wins(Question question) => question.Version > 1 && question.Item <= 10 - question.Version ? "yes" : "no";

    private static string RunId(JsonNode? run) => run!["run_id"]!.GetValue<string>();

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static double Number(JsonNode? node, string name) => node![name]!.GetValue<double>();
}
