namespace PromptLab.Tests.Cli;

/// <summary>Which run goes on, and by whose choices.</summary>
public sealed class ResumeChoiceTests
{
    private static readonly string[] Chosen =
    [
        "--limit",
        "8",
        "--seed",
        "7",
        "--repeats",
        "2",
        "--split",
        "dev",
        "--tag",
        "odd",
        "even",
        "--items",
        "t-*",
        "--model",
        "main",
    ];

    [Theory]
    [InlineData("--limit: The run {0} was begun with 8, not with 9,", "--limit", "9")]
    [InlineData("--seed: The run {0} was begun with 7, not with 8,", "--seed", "8")]
    [InlineData("--repeats: The run {0} was begun with 2, not with 1,", "--repeats", "1")]
    [InlineData("--split: The run {0} was begun with dev, not with train,", "--split", "train")]
    [InlineData("--tag: The run {0} was begun with even, odd, not with odd,", "--tag", "odd")]
    [InlineData("--items: The run {0} was begun with t-*, not with t-0*,", "--items", "t-0*")]
    [InlineData("--prompt: The run {0} was begun with triage@v1, not with triage@draft,", "--prompt", "triage@draft")]
    [InlineData("--evalset: The run {0} was begun with tickets, not with others,", "--evalset", "others")]
    [InlineData("--model: The run {0} was begun with main, not with other,", "--model", "other")]
    [InlineData("the experiment: The run {0} was begun with all, not with some,", "some")]
    public async Task An_option_that_contradicts_the_choice_of_a_run_is_an_error_and_changes_nothing(
        string message,
        params string[] options
    )
    {
        await using var bench = await StoppedAsync();
        var (before, calls) = (bench.Disk, bench.Server.Calls);

        var result = await bench.RunAsync(["run", .. options, "--resume"]);

        Assert.Equal(
            $"{string.Format(System.Globalization.CultureInfo.InvariantCulture, message, bench.RunId)} and goes on as it was begun. Leave this out, or begin a new run without --resume.\n1 problem. Nothing was sent.\n",
            result.Error
        );
        Assert.Equal((2, calls), (result.Exit, bench.Server.Calls));
        Assert.Equal(before, bench.Disk);
    }

    [Fact]
    public async Task Options_that_say_the_same_are_taken()
    {
        await using var bench = await StoppedAsync();

        var result = await bench.RunAsync(["run", "all", .. Chosen, "--prompt", "triage@v1", "--evalset", "tickets", "--resume"]);

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal((16, 16, 0, 16, 16), bench.Totals);
        Assert.Equal(16, bench.Server.Calls);
    }

    [Fact]
    public async Task A_random_choice_stays_when_items_are_added()
    {
        await using var bench = await StoppedAsync();
        var chosen = bench.Bench.Read($"results/runs/{bench.RunId}/selection.csv");
        WriteItems(bench, 40);

        var result = await bench.RunAsync("run", "--resume");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal(chosen, bench.Bench.Read($"results/runs/{bench.RunId}/selection.csv"));
        Assert.Equal(16, bench.Server.Calls);
    }

    [Fact]
    public async Task Without_a_name_the_latest_open_run_goes_on_and_by_its_id_any()
    {
        await using var bench = await FaultBench.StartAsync(10);
        await bench.StopAfterAsync(2, "run", "--tag", "even", "--concurrency", "1");
        await Task.Delay(1100, TestContext.Current.CancellationToken); // ids begin with the second
        await bench.StopAfterAsync(2, "run", "--tag", "odd", "--concurrency", "1");
        var (older, newer) = (bench.RunIds[0], bench.RunIds[1]);

        var latest = await bench.RunAsync("run", "--resume");
        var named = await bench.RunAsync("run", "--resume", older.Split('-')[^1]);

        Assert.True((latest.Exit, named.Exit) == (0, 0), latest.Error + named.Error);
        Assert.StartsWith($"triage@v1: going on with {newer}\n", latest.Error, StringComparison.Ordinal);
        Assert.StartsWith($"triage@v1: going on with {older}\n", named.Error, StringComparison.Ordinal);
        Assert.Equal((10, 2), (bench.Server.Calls, bench.Rows.Count));
    }

    [Fact]
    public async Task Versions_that_were_begun_together_go_on_together()
    {
        await using var bench = await FaultBench.StartAsync(10);
        SmallProject.WriteDraft(bench.Bench, "Say just yes or no.", parent: "v1");
        await bench.RunAsync("freeze", "triage", "--hypothesis", "Shorter.");
        await bench.StopAfterAsync(5, "run", "--prompt", "triage@v1", "triage@v2", "--evalset", "tickets", "--concurrency", "1");

        var result = await bench.RunAsync("run", "--resume");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Contains("  used again: 3 answers\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("  used again: 2 answers\n", result.Error, StringComparison.Ordinal);
        Assert.Equal((20, 2), (bench.Server.Calls, bench.Rows.Count));
        Assert.All(bench.RunIds, id => Assert.Equal(10, bench.JournalOf(id).Count));
    }

    [Fact]
    public async Task Of_versions_that_were_begun_together_only_those_with_failed_calls_go_on_by_the_same_command_line()
    {
        // The second asking of message 3 is that of v2.
        await using var bench = await FaultBench.StartAsync(4, asked =>
            asked is { Question: "message 3", Time: 2 } ? Fakes.FaultyServer.Status(400) : null
        );
        SmallProject.WriteDraft(bench.Bench, "Say just yes or no.", parent: "v1");
        await bench.RunAsync("freeze", "triage", "--hypothesis", "Shorter.");
        string[] line = ["run", "--prompt", "triage@v1", "triage@v2", "--evalset", "tickets", "--concurrency", "1"];
        Assert.Equal(3, (await bench.RunAsync(line)).Exit);

        var result = await bench.RunAsync([.. line, "--resume"]);

        Assert.True(result.Exit == 0, result.Error);
        Assert.StartsWith("triage@v2: going on with ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("triage@v1: going on", result.Error, StringComparison.Ordinal);
        Assert.Equal((9, 3), (bench.Server.Calls, bench.Rows.Count)); // v2 has two rows, of which the later counts
    }

    [Fact]
    public async Task Where_no_run_is_open_there_is_nothing_to_go_on_with()
    {
        await using var bench = await FaultBench.StartAsync(4);
        var none = await bench.RunAsync("run", "--resume");
        await bench.RunAsync("run");
        var before = bench.Disk;

        var done = await bench.RunAsync("run", "--resume");

        Assert.Equal(
            (2, "--resume: There is no run yet. Begin one: promptlab run\n1 problem. Nothing was sent.\n"),
            (none.Exit, none.Error)
        );
        Assert.Equal(
            (2, $"--resume: No run was left open: the latest, {bench.RunId}, has all its answers.\n1 problem. Nothing was sent.\n"),
            (done.Exit, done.Error)
        );
        Assert.Equal(before, bench.Disk);
    }

    [Fact]
    public async Task A_run_that_is_complete_and_named_asks_nothing_and_gets_no_second_row()
    {
        await using var bench = await FaultBench.StartAsync(4);
        await bench.RunAsync("run");

        var result = await bench.RunAsync("run", "--resume", bench.RunId);

        Assert.True(result.Exit == 0, result.Error);
        Assert.Contains("  used again: 4 answers\n  to ask:     0 calls\n", result.Error, StringComparison.Ordinal);
        Assert.Equal((4, 1), (bench.Server.Calls, bench.Rows.Count));
        Assert.Equal((4, 4, 0, 4, 4), bench.Totals);
    }

    [Fact]
    public async Task A_run_that_goes_on_elsewhere_is_left_alone()
    {
        await using var bench = await StoppedAsync();
        var calls = bench.Server.Calls;
        using var held = new FileStream(
            Path.Combine(bench.Bench.Folder, $"results/runs/{bench.RunId}/.lock"),
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.None
        );

        var result = await bench.RunAsync("run", "--resume");

        Assert.Equal((2, calls), (result.Exit, bench.Server.Calls));
        Assert.Equal(
            $"--resume: The run {bench.RunId} is still going on in another process. Let it end, or stop it first.\n1 problem. Nothing was sent.\n",
            result.Error
        );
    }

    [Fact]
    public async Task A_run_in_which_no_model_was_asked_can_not_go_on()
    {
        await using var bench = await FaultBench.StartAsync(4);
        await bench.RunAsync("run");
        var asked = bench.RunId;
        await bench.RunAsync("grade", asked);
        var regraded = bench.RunIds.Single(id => id != asked);

        var result = await bench.RunAsync("run", "--resume", regraded);
        var latest = await bench.RunAsync("run", "--resume");

        Assert.Equal(
            (
                2,
                $"--resume: No model was asked in {regraded}: its responses were graded anew or recorded elsewhere. Call promptlab grade again instead.\n1 problem. Nothing was sent.\n"
            ),
            (result.Exit, result.Error)
        );
        Assert.Equal(
            $"--resume: No run was left open: the latest, {asked}, has all its answers.\n1 problem. Nothing was sent.\n",
            latest.Error
        );
        Assert.Equal(4, bench.Server.Calls);
    }

    [Fact]
    public async Task Responses_that_were_recorded_elsewhere_can_not_go_on()
    {
        await using var bench = await FaultBench.StartAsync(2);
        bench.Bench.Write("responses.csv", "id,response\nt-01,yes\nt-02,\n");
        await bench.RunAsync("grade", "--evalset", "tickets", "--responses", "responses.csv", "--name", "elsewhere");

        var result = await bench.RunAsync("run", "--resume", bench.RunId);
        var latest = await bench.RunAsync("run", "--resume");

        Assert.StartsWith($"--resume: No model was asked in {bench.RunId}:", result.Error, StringComparison.Ordinal);
        Assert.StartsWith("--resume: There is no run yet.", latest.Error, StringComparison.Ordinal);
        Assert.Equal((2, 2, 0), (result.Exit, latest.Exit, bench.Server.Calls));
    }

    private static void WriteItems(FaultBench bench, int count) =>
        bench.Bench.Write(
            "evalsets/tickets/items.csv",
            "id,tags,split,message,expected\n"
                + string.Concat(Enumerable.Range(1, count).Select(i => $"t-{i:00},{(i % 2 == 0 ? "even" : "odd")},dev,message {i},yes\n"))
                + "u-1,odd,train,message,yes\n"
        );

    private static async Task<FaultBench> StoppedAsync()
    {
        var bench = await FaultBench.StartAsync(1);
        WriteItems(bench, 20);
        bench.Replace(
            "evalsets/tickets/evalset.yaml",
            "graders:",
            "splits: { train: { purpose: export }, dev: { purpose: iterate } }\ngraders:"
        );
        bench.Configure("run: {", "  other: { provider: served, id: large }\nrun: {");
        bench.Configure("evalset: tickets }", "evalset: tickets }\n  some: { prompts: [triage@v1], evalset: tickets }");
        SmallProject.WriteDraft(bench.Bench, "Say just yes or no.", parent: "v1");
        bench.Bench.CopyFolder(Path.Combine(bench.Bench.Folder, "evalsets/tickets"), "evalsets/others");
        bench.Replace("evalsets/others/evalset.yaml", "name: tickets", "name: others");
        var stopped = await bench.StopAfterAsync(5, ["run", "all", .. Chosen, "--concurrency", "1"]);
        Assert.True(stopped.Exit == 130, stopped.Error);
        return bench;
    }
}
