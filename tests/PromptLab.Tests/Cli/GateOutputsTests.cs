using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;

namespace PromptLab.Tests.Cli;

/// <summary>What an experiment has written when its gates are judged, without an option on the command line.</summary>
public sealed class GateOutputsTests : IDisposable
{
    private readonly TestBench _bench = new() { Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)) };

    public GateOutputsTests()
    {
        foreach (var part in new[] { "prompts", "evalsets", "results/recordings" })
            _bench.CopyFolder(Path.Combine(SharedFiles.Root, part), part);
    }

    [Fact]
    public async Task Junit_and_the_summary_of_the_job_are_written_where_the_experiment_asks_for_them()
    {
        WriteConfig("[csv, junit, github-summary]");
        _bench.Variables["GITHUB_STEP_SUMMARY"] = Path.Combine(_bench.Folder, "summary.md");
        await _bench.RunAsync("run", "refund-nightly");

        var result = await _bench.RunAsync("gate", "refund-nightly");

        Assert.Equal((0, ""), (result.Exit, result.Error));
        // 48 items and 4 gates of 2 versions.
        Assert.Equal("104", XDocument.Parse(_bench.Read("results/junit/refund-nightly.xml")).Root!.Attribute("tests")!.Value);
        Assert.StartsWith("## Gates: passed\n", _bench.Read("summary.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("::", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_written_where_it_asks_for_nothing()
    {
        WriteConfig("[]");
        _bench.Variables["GITHUB_STEP_SUMMARY"] = Path.Combine(_bench.Folder, "summary.md");
        await _bench.RunAsync("run", "refund-nightly");

        await _bench.RunAsync("gate", "refund-nightly");

        Assert.False(Directory.Exists(Path.Combine(_bench.Folder, "results/junit")));
        Assert.False(File.Exists(Path.Combine(_bench.Folder, "summary.md")));
    }

    [Fact]
    public async Task An_output_that_is_not_known_is_refused_at_its_line()
    {
        WriteConfig("[csv, juint]");

        var result = await _bench.RunAsync("check");

        Assert.Equal(2, result.Exit);
        Assert.Contains(
            "There is no output “juint”; there are csv, junit, github-summary. Did you mean “junit”?",
            result.Out + result.Error,
            StringComparison.Ordinal
        );
    }

    public void Dispose() => _bench.Dispose();

    private void WriteConfig(string outputs) =>
        _bench.Write(
            "promptlab.yaml",
            File.ReadAllText(Path.Combine(SharedFiles.Root, "promptlab.yaml"))
                .Replace(
                    "    baseline: refund-intake@production\n",
                    $"    baseline: refund-intake@production\n    outputs: {outputs}\n",
                    StringComparison.Ordinal
                )
        );
}
