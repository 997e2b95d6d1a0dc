using PromptLab.Projects;
using PromptLab.Testing;
using PromptLab.Workspace;

namespace PromptLab.Samples;

/// <summary>Sample 2: a version is held against the one in production, and the gate's rule decides.</summary>
public sealed class RegressionSample : IDisposable
{
    private readonly SampleProject _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task The_new_version_is_not_worse_than_the_one_in_production()
    {
        await using var project = PromptLabProject.Open(_sample.Folder, ProjectHost.System());

        (await project.RunAsync("refund-intake@v10", "refund-intake", against: "production")).ShouldNotBeWorse();
    }

    [Fact]
    public async Task The_first_version_is_worse_and_the_message_says_by_how_much()
    {
        await using var project = PromptLabProject.Open(_sample.Folder, ProjectHost.System());

        var result = await project.RunAsync("refund-intake@v1", "refund-intake", against: "production");

        var failure = Assert.Throws<RegressionException>(result.ShouldNotBeWorse);
        Assert.StartsWith("fail: pass_rate: −35.4 pp", failure.Message, StringComparison.Ordinal);
    }
}
