using PromptLab.Files;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Durability;

/// <summary>An editor saves the draft while it is frozen: an editor knows no lock.</summary>
public sealed class EditedMeanwhileTests : IAsyncLifetime
{
    private const string Draft = "prompts/triage/draft.prompt.md";

    private readonly TestBench _bench = new();

    public async ValueTask InitializeAsync()
    {
        await SmallProject.WriteAsync(_bench, "http://127.0.0.1:1");
        SmallProject.WriteDraft(_bench, "Decided on.", parent: "v1");
    }

    public ValueTask DisposeAsync()
    {
        _bench.Dispose();
        return default;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task The_version_has_the_text_that_was_decided_on_and_the_edit_stays_in_the_draft(int step)
    {
        var taken = 0;
        var result = await Task.Run(() =>
        {
            DurableSteps.Observer = new EditAt(() =>
            {
                if (taken++ == step)
                    SmallProject.WriteDraft(_bench, "Edited meanwhile.", parent: "v1");
            });
            return _bench.RunAsync("freeze", "triage", "--hypothesis", "h");
        });

        Assert.True(result.Exit == 0 && taken > step, result.Error);
        Assert.Contains("Decided on.", _bench.Read("prompts/triage/v2.prompt.md"), StringComparison.Ordinal);
        Assert.Contains("Edited meanwhile.", _bench.Read(Draft), StringComparison.Ordinal);
        Assert.Contains("parent: v2\n", _bench.Read(Draft), StringComparison.Ordinal);
        Assert.Equal(0, (await _bench.RunAsync("check")).Exit);
    }

    private sealed class EditAt(Action edit) : IStepObserver
    {
        public void Before(string step) => edit();

        public void Waiting() { }
    }
}
