using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary>Two people froze a v2 each, and both ran it: today's v2 is the one whose file is here.</summary>
public sealed class OtherTextTests : IAsyncDisposable
{
    private VersionedProject _project = null!;

    [Fact]
    public async Task Board_status_log_and_diagnose_keep_the_two_texts_apart()
    {
        await TwoTextsAsync();

        var board = await _project.DoAsync("board", "triage");
        Assert.Matches("(?m)^ v2 +v1 +task .*25\\.0%", board);
        Assert.Matches("(?m)^ v2 of another text +v1 +task .*90\\.0%", board);

        var status = JsonNode.Parse(await _project.DoAsync("status", "triage", "--json"))!["status"]!;
        var attempts = status["trail"]!["attempts"]!.AsArray();
        Assert.Equal(["v1", "v2"], attempts.Select(attempt => attempt!["version"]!.GetValue<string>()));
        Assert.Equal([4 / 20d, 5 / 20d], attempts.Select(attempt => attempt!["pass_rate"]!.GetValue<double>()));
        Assert.Equal("v1", status["trail"]!["best"]!["version"]!.GetValue<string>());
        Assert.Contains(
            "1 run of texts that no version has today left out",
            await _project.DoAsync("status", "triage"),
            StringComparison.Ordinal
        );

        var log = await _project.DoAsync("log", "triage");
        Assert.Contains("v2 of another text", log, StringComparison.Ordinal);
        Assert.Equal(1, log.Split("90.0%").Length - 1);
    }

    public ValueTask DisposeAsync() => _project.DisposeAsync();

    // v1 solves 4 of 20; their v2 18, which is better; today's v2 says “Take 3 words” and solves 5.
    private async Task TwoTextsAsync()
    {
        _project = await VersionedProject.CreateAsync(20, 2, question => question.Item
            <= (
                question.Version == 1 ? 4
                : question.Version == 2 ? 18
                : 5
            )
                ? "yes"
                : "no");
        await _project.RunAsync("triage@v1 triage@v2");
        var folder = Path.Combine(_project.Bench.Folder, "prompts/triage");
        File.Delete(Path.Combine(folder, "v2.prompt.md"));
        var locks = Path.Combine(folder, "versions.lock");
        File.WriteAllLines(locks, File.ReadAllLines(locks).Where(line => !line.StartsWith("v2", StringComparison.Ordinal)));
        SmallProject.WriteDraft(_project.Bench, "Say yes or no. Take 3 words.", parent: "v1");
        await _project.DoAsync("freeze", "triage", "--hypothesis", "Three words.");
        await _project.RunAsync("triage@v2");
    }
}
