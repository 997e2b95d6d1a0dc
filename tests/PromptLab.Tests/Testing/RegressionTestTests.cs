using PromptLab.Files;
using PromptLab.Gating;
using PromptLab.Testing;
using PromptLab.Tests.Fakes;
using PromptLab.Tests.Projects;

namespace PromptLab.Tests.Testing;

public sealed class RegressionTestTests : IDisposable
{
    private readonly SampleDoor _door = new();

    public void Dispose() => _door.Dispose();

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_version_that_is_no_worse_passes_by_the_sets_own_gate_and_both_runs_have_rows()
    {
        await using var project = _door.Open();

        var result = await project.RunAsync("refund-intake@v10", "refund-intake", against: "production", stopping: Stopping);

        Assert.Same(result, result.ShouldNotBeWorse());
        Assert.Equal(["evalsets/refund-intake/evalset.yaml:42"], result.Outcomes.Select(outcome => outcome.Rule.Source));
        Assert.Equal(2, _door.Rows().Count);
    }

    [Fact]
    public async Task A_version_that_is_worse_beyond_chance_throws_with_the_numbers()
    {
        await using var project = _door.Open();

        // 0 of 48 against 20 of 48: every recorded response of v1 is wrong.
        var result = await project.RunAsync("refund-intake@v1", "refund-intake", against: "v10", stopping: Stopping);

        Assert.True(result.IsWorse);
        var thrown = Assert.Throws<RegressionException>(result.ShouldNotBeWorse);
        Assert.StartsWith("fail: pass_rate: −41.7 pp", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("(0 better, 20 worse of 48)", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_inconclusive_passes_and_says_so()
    {
        await using var project = _door.Open();

        var result = await project.RunAsync("refund-intake@v8", "refund-intake", against: "refund-intake@v10", stopping: Stopping);

        Assert.Equal(GateState.Inconclusive, Assert.Single(result.Outcomes).State);
        Assert.True(result.IsInconclusive);
        Assert.StartsWith("inconclusive: pass_rate: ", result.ShouldNotBeWorse().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_not_be_judged_is_no_pass()
    {
        _door.TryOnce();
        await using var project = _door.Open(new ScriptedModel(_ => throw new InvalidOperationException("Out of order.")));

        var result = await project.RunAsync("refund-intake@v10", "refund-intake", against: "v8", model: "mine", stopping: Stopping);

        Assert.StartsWith("not judged: ", Assert.Throws<RegressionException>(result.ShouldNotBeWorse).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_against_itself_is_not_worse()
    {
        await using var project = _door.Open();

        (await project.RunAsync("refund-intake@v8", "refund-intake", against: "v8", stopping: Stopping)).ShouldNotBeWorse();
    }

    [Fact]
    public async Task A_baseline_that_is_not_there_is_refused_before_any_call()
    {
        var model = new ScriptedModel(ScriptedModel.Answer());
        await using var project = _door.Open(model);

        await Assert.ThrowsAsync<InputException>(() =>
            project.RunAsync("refund-intake@v10", "refund-intake", against: "productoin", model: "mine", stopping: Stopping)
        );
        Assert.Equal((0, 0), (model.Calls, _door.Rows().Count));
    }
}
