using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Holdouts;
using static PromptLab.Tests.Holdouts.SomeLooks;

namespace PromptLab.Tests.Holdouts;

public sealed class HoldoutLedgerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("promptlab-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Each of two processes has read the ledger before the other one took its look.
    [Fact]
    public async Task Looks_are_checked_and_numbered_by_what_the_ledger_holds_when_they_are_taken()
    {
        var (one, other) = (Ledger(), Ledger());
        one.Read(Holdout, new Problems());
        other.Read(Holdout, new Problems());
        var seen = new List<int>();

        await one.AppendLooksAsync([Claimed("a")], history => seen.Add(history.Looks.Count), TestContext.Current.CancellationToken);
        var second = await other.AppendLooksAsync(
            [Claimed("b")],
            history => seen.Add(history.Looks.Count),
            TestContext.Current.CancellationToken
        );

        Assert.Equal([0, 1], seen);
        Assert.Equal((2, 0.025), (second[0].Number, second[0].Level));
    }

    [Fact]
    public async Task Looks_that_the_check_refuses_are_not_written()
    {
        var ledger = Ledger();
        await ledger.AppendLooksAsync([Claimed("a")], _ => { }, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InputException>(() =>
            ledger.AppendLooksAsync(
                [Claimed("b")],
                _ => throw new InputException("--burn", null, "No."),
                TestContext.Current.CancellationToken
            )
        );

        Assert.Equal(["a"], ledger.Read(Holdout, new Problems()).Looks.Select(look => look.RunId));
    }

    [Fact]
    public async Task Without_looks_nothing_is_written()
    {
        Assert.Empty(await Ledger().AppendLooksAsync([], _ => { }, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(Path.Combine(_folder, EvalSet.LedgerName)));
    }

    [Fact]
    public async Task Looks_that_saw_nothing_and_looks_at_other_items_do_not_count()
    {
        var ledger = Ledger();
        await ledger.AppendLooksAsync([Claimed("a")], _ => { }, TestContext.Current.CancellationToken);
        await ledger.AppendVoidAsync([new VoidLook("a", DateTimeOffset.UnixEpoch, "no call was answered")]);
        await ledger.AppendLooksAsync(
            [Claimed("b") with { HoldoutHash = "sha256:former" }],
            _ => { },
            TestContext.Current.CancellationToken
        );
        await ledger.AppendLooksAsync([Claimed("c")], _ => { }, TestContext.Current.CancellationToken);

        var history = ledger.Read(Holdout, new Problems());

        Assert.Equal([("c", 1)], history.Looks.Select(look => (look.RunId, look.Number)));
        Assert.Equal(1, history.FormerLooks);
    }

    private HoldoutLedger Ledger() =>
        HoldoutLedger.Of(
            new EvalSet
            {
                Name = "tickets",
                Folder = _folder,
                File = "evalsets/tickets/evalset.yaml",
                Hash = "sha256:set",
                Items = [],
                Graders = [],
                Score = new ScoreRule(ScoreCombination.WeightedMean, 1),
                InputFields = [],
            },
            TimeProvider.System
        );
}
