using PromptLab.Confirming;
using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Planning;
using PromptLab.Results;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Projects;

/// <summary>A program that runs versions over the holdout by the library leaves the same traces as the command line.</summary>
public sealed class HoldoutThroughTheDoorTests : IDisposable
{
    private const string Nothing = "{\"order\": null, \"amount\": null}";

    private readonly SampleDoor _door = new();

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    private static RunOptions Holdout(params string[] prompts) =>
        new()
        {
            Prompts = prompts,
            EvalSet = "refund-intake",
            Models = ["mine"],
            Splits = ["holdout"],
        };

    [Fact]
    public async Task Two_versions_over_the_holdout_are_two_looks_two_rows_and_a_verdict()
    {
        var model = new ScriptedModel(ScriptedModel.Answer(Nothing));
        await using var project = _door.Open(model);

        var outcome = await project.RunAsync(Holdout("refund-intake@v9", "refund-intake@v10"), Stopping);

        Assert.Equal([RunStatus.Completed, RunStatus.Completed], outcome.Runs.Select(run => run.Record.Status));
        Assert.Equal(48, model.Calls);
        Assert.Equal(
            [("look", 1, "run", "v9", "mine"), ("look", 2, "run", "v10", "mine")],
            _door
                .Lines(SampleDoor.Ledger)
                .Select(line =>
                    (
                        line["kind"]!.GetValue<string>(),
                        line["look"]!.GetValue<int>(),
                        line["purpose"]!.GetValue<string>(),
                        line["version"]!.GetValue<string>(),
                        line["model"]!.GetValue<string>()
                    )
                )
        );
        Assert.Equal(2, _door.Rows().Count);
        Assert.Equal(
            "refund-intake@v9",
            outcome.Comparisons[outcome.Runs[1].Record.RunId].Baseline is var baseline && baseline.Contains('@')
                ? baseline
                : $"refund-intake@{baseline}"
        );
        Assert.Equal(2, _door.Events.Of<LookTaken>().Count);
    }

    [Fact]
    public async Task The_third_look_comes_with_a_warning_in_the_result_and_to_the_observer()
    {
        var model = new ScriptedModel(ScriptedModel.Answer(Nothing));
        await using var project = _door.Open(model);
        await project.RunAsync(Holdout("refund-intake@v8", "refund-intake@v9"), Stopping);

        var third = await project.RunAsync(Holdout("refund-intake@v10"), Stopping);

        var warning = Assert.Single(third.Warnings);
        Assert.StartsWith("This would be look 3 at the holdout of refund-intake.", warning.Message, StringComparison.Ordinal);
        Assert.Equal([warning], _door.Events.Of<Workspace.WarningFound>().Select(found => found.Warning));
    }

    [Fact]
    public async Task The_fourth_look_is_refused_before_anything_is_sent()
    {
        var model = new ScriptedModel(ScriptedModel.Answer(Nothing));
        await using var project = _door.Open(model);
        await project.RunAsync(Holdout([.. Enumerable.Range(1, 3).Select(version => $"refund-intake@v{version}")]), Stopping);
        var asked = model.Calls;

        var refused = await Assert.ThrowsAsync<InputException>(() => project.RunAsync(Holdout("refund-intake@v10"), Stopping));

        Assert.Contains("look 4 at the holdout", Assert.Single(refused.Problems).Message, StringComparison.Ordinal);
        Assert.Equal((asked, 3, 3), (model.Calls, _door.Lines(SampleDoor.Ledger).Count, _door.Rows().Count));
    }

    [Fact]
    public async Task A_claim_is_a_look_and_its_outcome_and_can_be_promoted_only_when_confirmed()
    {
        var model = new ScriptedModel(ScriptedModel.Answer(Nothing));
        await using var project = _door.Open(model);

        var claim = await project.ConfirmAsync(
            new ConfirmOptions
            {
                Candidate = "refund-intake@v10",
                Against = "v9",
                Model = "mine",
            },
            Stopping
        );

        // The same answers on both sides of 24 items: a loss of up to z²/(24 + z²) = 10.1 points is not ruled out.
        Assert.Equal(ClaimOutcome.Inconclusive, claim.Confirmation.Claim);
        Assert.Equal(["look", "claim"], _door.Lines(SampleDoor.Ledger).Select(line => line["kind"]!.GetValue<string>()));
        await Assert.ThrowsAsync<InputException>(() =>
            project.PromoteAsync(new() { Version = "refund-intake@v10", Label = "candidate" }, Stopping)
        );
    }

    [Fact]
    public async Task A_run_that_names_no_split_asks_no_item_of_the_holdout()
    {
        await using var project = _door.Open(new ScriptedModel(ScriptedModel.Answer(Nothing)));

        var outcome = await project.RunAsync(Holdout("refund-intake@v1") with { Splits = [] }, Stopping);

        Assert.DoesNotContain("holdout", outcome.Runs[0].Record.EvalSet.Split);
        Assert.Empty(_door.Lines(SampleDoor.Ledger));
    }

    [Fact]
    public async Task A_forecast_of_a_look_writes_nothing()
    {
        await using var project = _door.Open(new ScriptedModel(ScriptedModel.Answer(Nothing)));

        var forecast = project.ForecastRun(Holdout("refund-intake@v9", "refund-intake@v10"));

        Assert.Equal((48, 24, null), (forecast.Estimate.Calls, forecast.Items, forecast.FirstItem));
        Assert.Empty(_door.Lines(SampleDoor.Ledger));
        Assert.Empty(_door.Rows());
    }

    public void Dispose() => _door.Dispose();
}
