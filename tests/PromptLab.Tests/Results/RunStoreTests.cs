using PromptLab.Files;
using PromptLab.Results;
using PromptLab.Tests.Cli;
using static PromptLab.Tests.Results.SomeResults;

namespace PromptLab.Tests.Results;

public sealed class RunStoreTests : IDisposable
{
    private static readonly DateTimeOffset Later = new(2026, 11, 24, 12, 0, 9, TimeSpan.Zero);

    private readonly TestBench _bench = new();

    private RunStore Store => new(Path.Combine(_bench.Folder, "runs"), "results/runs", new FileReadCache());

    [Fact]
    public void Two_runs_that_begin_in_the_same_second_have_folders_of_their_own()
    {
        var first = Store.Begin(Record(), []);
        var second = Store.Begin(Record(), []);

        Assert.NotEqual(first.RunId, second.RunId);
        Assert.StartsWith("20261124-120000-triage-v3-", first.RunId, StringComparison.Ordinal);
    }

    // As where two processes begin at once, and the other one tries the folder this very moment.
    [Fact]
    public void A_folder_that_another_process_is_trying_can_be_written()
    {
        Directory.CreateDirectory(Path.Combine(_bench.Folder, "runs"));
        using var other = new FileStream(Path.Combine(_bench.Folder, "runs/.writable"), FileMode.Create, FileAccess.Write, FileShare.None);

        Store.CheckWritable();
    }

    [Fact]
    public void A_run_that_was_killed_is_found_as_running()
    {
        var begun = Store.Begin(Record(), []);

        Assert.Equal(RunStatus.Running, Store.Find(begun.RunId, new Problems())!.Status);
    }

    [Fact]
    public async Task A_run_ends_by_what_its_journal_holds()
    {
        var begun = Store.Begin(Record(items: 3), []);
        await using var book = new RunWriter(Store, [begun]);
        await book.KeepAsync(Scored("b", 0) with { RunId = begun.RunId });
        await book.KeepAsync(Scored("a", 1) with { RunId = begun.RunId });
        await book.KeepAsync(Scored("c", 1) with { RunId = begun.RunId });

        var run = Assert.Single(await book.EndAsync(Later, []));

        var read = Store.Find(begun.RunId, new Problems())!;
        Assert.Equal(RunStatus.Completed, read.Status);
        Assert.Equal((3, 2), (read.Totals!.Scored, read.Totals.Pass));
        Assert.Equal(1.5m, read.Totals.CostUsd);
        Assert.Equal(ContentHash.OfBytes(_bench.ReadBytes($"runs/{begun.RunId}/items.jsonl")), read.Files!.ItemsJsonl.Sha256);
        Assert.True(run.StandsOnScoreboard);
    }

    [Fact]
    public async Task A_run_with_items_that_were_never_asked_is_unfinished()
    {
        var begun = Store.Begin(Record(items: 3), []);
        await using var book = new RunWriter(Store, [begun]);
        await book.KeepAsync(Scored("a", 1) with { RunId = begun.RunId });

        var run = Assert.Single(await book.EndAsync(Later, []));

        Assert.Equal(RunStatus.Unfinished, run.Record.Status);
        Assert.False(run.StandsOnScoreboard);
    }

    [Fact]
    public async Task A_run_with_too_many_failed_calls_is_incomplete()
    {
        var begun = Store.Begin(Record(items: 2), []);
        await using var book = new RunWriter(Store, [begun]);
        await book.KeepAsync(Scored("a", 1) with { RunId = begun.RunId });
        await book.KeepAsync(Failed("b") with { RunId = begun.RunId });

        Assert.Equal(RunStatus.Incomplete, Assert.Single(await book.EndAsync(Later, [])).Record.Status);
    }

    [Fact]
    public void An_end_of_an_id_finds_its_run_and_an_ambiguous_one_is_refused()
    {
        var begun = Store.Begin(Record(), []);
        var problems = new Problems();

        Assert.Equal(begun.RunId, Store.Find(begun.RunId.Split('-')[^1], problems)!.RunId);
        Assert.Null(Store.Find("nothing", problems));
        Assert.Contains("There is no such run in results/runs.", Assert.Single(problems.Found).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_run_is_read_as_it_stands()
    {
        var samples = new RunStore(SharedFiles.Require("samples/results/runs"), "results/runs", new FileReadCache());
        var problems = new Problems();

        var run = Assert.Single(samples.All());
        // Its hash is invented, like its numbers.
        var results = JournalReader.ReadAll(samples.PathOf(run.RunId, "items.jsonl"), "items.jsonl", problems);

        Assert.Empty(problems.Found);
        Assert.Equal(("tax-accountant@v3", 60), (run.Prompt.Reference, run.EvalSet.Items));
        Assert.Equal("tax-001", results[0].ItemId);
        Assert.Equal((782, 71), (results[0].Usage!.Input, results[0].Usage!.Output));
    }

    [Fact]
    public void A_results_folder_that_can_not_be_written_is_said_before_anything_is_paid_for()
    {
        _bench.Write("runs", "a file where a folder is wanted");

        var exception = Assert.Throws<InputException>(Store.CheckWritable);

        Assert.StartsWith("results/runs: Results can't be written here:", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();
}
