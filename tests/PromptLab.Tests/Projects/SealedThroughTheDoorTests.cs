using PromptLab.Confirming;
using PromptLab.Experiments;
using PromptLab.Files;
using PromptLab.Gating;
using PromptLab.Planning;
using PromptLab.Projects;
using PromptLab.Results;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Projects;

/// <summary>A program that uses the library sees as little of the holdout as the command line shows, and no forged file either.</summary>
public sealed class SealedThroughTheDoorTests : IDisposable
{
    private const string Nothing = "{\"order\": null, \"amount\": null}";

    private readonly SampleDoor _door = new();

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    private static ConfirmOptions Claim { get; } =
        new()
        {
            Candidate = "refund-intake@v9",
            Against = "refund-intake@v8",
            EvalSet = "refund-intake",
            Model = "mine",
        };

    private static RunOptions Dev { get; } =
        new()
        {
            Prompts = ["refund-intake@v8", "refund-intake@v9"],
            EvalSet = "refund-intake",
            Models = ["mine"],
            Splits = ["dev"],
        };

    [Fact]
    public async Task An_item_of_the_holdout_is_not_shown()
    {
        await using var project = _door.Open();

        var refused = Assert.Throws<InputException>(() => project.Show(new ShowOptions { Version = "refund-intake@v9", Item = "rf-003" }));

        Assert.StartsWith("“rf-003” is in the holdout of refund-intake", Assert.Single(refused.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_look_goes_on_an_observer_gets_neither_a_grade_nor_a_text()
    {
        await using var project = _door.Open(new ScriptedModel(ScriptedModel.Answer(Nothing)));

        await project.ConfirmAsync(Claim, Stopping);

        var saved = _door.Events.Of<ResultSaved>();
        Assert.Equal(48, saved.Count);
        Assert.All(saved, one => Assert.Equal((null, 0, 0), (one.Result.Grade, one.Result.Input.Count, one.Result.Messages.Count)));
        Assert.Equal((48, 0, 0), (saved[^1].Tally.Done, saved[^1].Tally.Scored, saved[^1].Tally.Passed));
    }

    [Fact]
    public async Task The_runs_of_a_look_that_was_cut_short_give_no_result()
    {
        await using var project = _door.Open(new ScriptedModel(ScriptedModel.Answer(Nothing)));

        var claim = await project.ConfirmAsync(Claim with { MaxRequests = 20 }, Stopping);

        Assert.Null(claim.Confirmation.Claim);
        Assert.All(claim.Runs, run => Assert.Equal((0, RunStatus.Unfinished), (run.Summary.Scored, run.Record.Status)));
        var (baseline, candidate) = (claim.Runs[0].Record.RunId, claim.Runs[1].Record.RunId);
        Assert.Throws<InputException>(() => project.Compare(new CompareOptions { Baseline = baseline, Candidates = [candidate] }));
        Assert.Throws<InputException>(() => project.Diagnose(candidate));
        Assert.Throws<InputException>(() => project.Gate(new GateOptions { Runs = [candidate], Gates = ["metric: pass_rate, min: 0.1"] }));
        await Assert.ThrowsAsync<InputException>(() => project.GradeAsync(new GradeOptions { Run = candidate }, Stopping));
    }

    [Fact]
    public async Task A_spent_holdout_is_retired()
    {
        await using var project = _door.Open(new ScriptedModel(ScriptedModel.Answer(Nothing)));
        await project.ConfirmAsync(Claim, Stopping);

        var retired = await project.RetireHoldoutAsync("refund-intake", "spent", Stopping);

        Assert.Equal((24, 1, SampleDoor.Ledger), (retired.Items, retired.Looks, retired.Ledger));
        await Assert.ThrowsAsync<InputException>(() => project.ConfirmAsync(Claim, Stopping));
    }

    [Fact]
    public async Task A_journal_that_was_cut_is_compared_with_nothing_and_passes_no_gate()
    {
        await using var project = _door.Open(new ScriptedModel(ScriptedModel.Answer(Nothing)));
        var runs = (await project.RunAsync(Dev, Stopping)).Runs.Select(run => run.Record.RunId).ToList();
        var journal = $"results/runs/{runs[1]}/items.jsonl";
        _door.Bench.Write(journal, string.Join('\n', _door.Bench.Read(journal).Split('\n')[..5]) + "\n");

        var refused = Assert.Throws<InputException>(() =>
            project.Compare(new CompareOptions { Baseline = runs[0], Candidates = [runs[1]] })
        );
        var gate = project.Gate(new GateOptions { Runs = [runs[1]], Gates = ["metric: pass_rate, min: 0"] });

        Assert.StartsWith(
            "The journal has 5 lines, and its run ended with ",
            Assert.Single(refused.Problems).Message,
            StringComparison.Ordinal
        );
        Assert.All(Assert.Single(gate.Runs).Outcomes, outcome => Assert.Equal(GateState.NotJudged, outcome.State));
    }

    public void Dispose() => _door.Dispose();
}
