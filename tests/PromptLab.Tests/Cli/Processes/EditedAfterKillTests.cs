namespace PromptLab.Tests.Cli.Processes;

/// <summary>
/// Runs of 300 items of a draft that are killed when 150 answers are in the journal and 8 calls under way, and go on
/// after an edit.
/// </summary>
[Collection(ProcessCollection.Name)]
public sealed class EditedAfterKillTests
{
    private const int Answered = 150;
    private const int UnderWay = ProcessBench.Concurrency;

    [Fact]
    public async Task After_an_edit_of_items_the_edited_the_added_and_the_unanswered_ones_are_asked()
    {
        await using var bench = await KilledAsync();
        bench.Replace("evalsets/tickets/items.csv", ",message 21,yes\n", ",message 21 edited,yes\n"); // “no” before, “yes” now
        bench.Replace("evalsets/tickets/items.csv", "t-40,even,message 40,yes\n", "t-301,odd,message 301,yes\n");

        var result = await bench.RunAsync("second", "run", "--resume");

        Assert.True(result.Exit == 0, result.Error);
        Assert.StartsWith(
            $"""
            triage@draft: going on with {bench.RunId}
              used again: 148 answers
              set aside:  2 answers
              changed:    the item “t-21” was edited.
              changed:    the item “t-301” was added.
              changed:    the item “t-40” was removed.
              to ask:     152 calls

            """,
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(Answered + UnderWay + 152, bench.Calls);
        var asked = bench.AskedBy("second");
        Assert.Equal((152, 1, 1), (asked.Count, asked["message 21 edited"], asked["message 301"]));
        AssertFigures(bench, passed: 201, setAside: ["message 21", "message 40"]);
    }

    [Fact]
    public async Task After_an_edit_of_the_draft_every_item_is_asked()
    {
        await using var bench = await KilledAsync();
        var answered = bench.Journal;
        bench.Replace("prompts/triage/draft.prompt.md", "Say yes or no.", "Say just yes or no.");

        var result = await bench.RunAsync("second", "run", "--resume");

        Assert.True(result.Exit == 0, result.Error);
        Assert.StartsWith(
            $"""
            triage@draft: going on with {bench.RunId}
              used again: 0 answers
              set aside:  150 answers
              changed:    triage@draft was edited, so no answer to its earlier text is used again.
              to ask:     300 calls

            """,
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(Answered + UnderWay + 300, bench.Calls);
        Assert.Equal((300, 300), (bench.AskedBy("second").Count, bench.AskedBy("second").Values.Sum()));
        AssertFigures(bench, passed: 200, setAside: answered.Order(StringComparer.Ordinal));
    }

    private static async Task<ProcessBench> KilledAsync()
    {
        var bench = await ProcessBench.StartAsync(300, heldFrom: Answered + 1);
        SmallProject.WriteDraft(bench.Bench, "Say yes or no.", parent: "v1");
        bench.Replace("promptlab.yaml", "triage@v1", "triage@draft");
        await using var run = bench.Start("first", "run");
        await bench.IsAskedAsync(Answered + UnderWay);
        await Until.TrueAsync(() => bench.Journal.Count == Answered, "Answers were not kept.");
        Assert.True(await run.KillAsync());
        bench.Release();
        return bench;
    }

    // Whatever was set aside, the totals are of the 300 items that there are now: each $0.000042.
    private static void AssertFigures(ProcessBench bench, int passed, IEnumerable<string> setAside)
    {
        var figures = RunFigures.Of(bench);
        Assert.Equal((300, 300, 0, passed, 300, 0.0126m), bench.Totals);
        Assert.Contains(",input_tokens=3600,output_tokens=900,cost_usd=0.0126,", figures.Row, StringComparison.Ordinal);
        Assert.Equal((300, 300), (figures.Items.Count, bench.Journal.Distinct(StringComparer.Ordinal).Count()));
        Assert.Equal(setAside, bench.QuestionsIn(bench.RunId, "items.set-aside.jsonl").Order(StringComparer.Ordinal));
    }
}
