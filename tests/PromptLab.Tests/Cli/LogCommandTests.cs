using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Cli;

/// <summary>Predictions from freeze to notebook.</summary>
public sealed class LogCommandTests : IAsyncLifetime
{
    private readonly TestBench _bench = new() { Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)) };
    private ChatServer _server = null!;
    private Func<string, string> _answer = _ => "no";

    public async ValueTask InitializeAsync()
    {
        _server = await ChatServer.StartAsync(question => _answer(question));
        _bench.Variables["SERVED_KEY"] = "x";
        await SmallProject.WriteAsync(_bench, _server.Address, items: 4);
        _bench.Write(
            "prompts/triage/draft.prompt.md",
            _bench.Read("prompts/triage/draft.prompt.md").Replace("Say yes or no.", "Say yes.", StringComparison.Ordinal)
        );
    }

    public async ValueTask DisposeAsync()
    {
        _bench.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_prediction_is_frozen_with_the_version_and_a_later_edit_shows()
    {
        var frozen = await _bench.RunAsync(
            "freeze",
            "triage",
            "--hypothesis",
            "Odd ones.",
            "--fixes",
            "tag:odd,t-04",
            "--might-break",
            "t-02"
        );

        Assert.True(frozen.Exit == 0, frozen.Error);
        Assert.Contains(
            "\npredicts: { fixes: [\"tag:odd\",\"t-04\"], might_break: [\"t-02\"] }\n",
            _bench.Read("prompts/triage/v2.prompt.md"),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("predicts", _bench.Read("prompts/triage/draft.prompt.md"), StringComparison.Ordinal);

        _bench.Write(
            "prompts/triage/v2.prompt.md",
            _bench.Read("prompts/triage/v2.prompt.md").Replace("\"t-04\"", "\"t-03\"", StringComparison.Ordinal)
        );
        var check = await _bench.RunAsync("check");

        Assert.Contains(
            "prompts/triage/v2.prompt.md: The title, hypothesis, author, date, parent or tags of triage@v2 were edited after it was frozen.",
            check.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_run_grades_the_prediction_and_the_notebook_keeps_it()
    {
        await _bench.RunAsync("run");
        await _bench.RunAsync("freeze", "triage", "--hypothesis", "Odd ones come right.", "--title", "Say yes", "--fixes", "tag:odd");
        _answer = question => question is "message 1" or "message 2" ? "yes" : "no";

        var run = await _bench.RunAsync("run", "--prompt", "triage@v2", "--evalset", "tickets");
        var log = await _bench.RunAsync("log", "triage");

        const string Graded =
            "Predicted to be fixed: 1 of 2 came right (t-01), 1 did not (t-03). Unforeseen: 1 came right (t-02), 0 broke. Broken as feared: 0.";
        Assert.Contains($"triage@v2: {Graded}\n", run.Out, StringComparison.Ordinal);
        var id = Path.GetFileName(Directory.EnumerateDirectories(Path.Combine(_bench.Folder, "results/runs"), "*-v2-*").Single());
        var first = Path.GetFileName(Directory.EnumerateDirectories(Path.Combine(_bench.Folder, "results/runs"), "*-v1-*").Single());
        // 2 of 4: Wilson 15.0% to 85.0%; 2 wins and no loss of 4: mid-p ½·2·(¼) = .25, Bonett–Price (3 − 1)/6 ± 1.96·√((4/6 − 4/36)/6).
        Assert.Equal(
            $"""
            triage

            v1
              written     2026-11-24
              hypothesis  The plainest prompt.
              outcome     0.0% (0/4), 95% 0.0% to 49.0% on tickets, small; baseline; cost $ ({first})

            v2, from v1: Say yes
              written     2026-11-24
              changed     task
              hypothesis  Odd ones come right.
              outcome     50.0%† (2/4), 95% 15.0% to 85.0% on tickets, small; no difference shown against v1: +50.0 pp (−26.3 to +93.0 pp), p = 0.250, 2 fixed, 0 broken; cost $ ({id})
              prediction  {Graded}

            † tuning score (optimistic): the version was written when results of its parent on these items could be read. “Better” is better on the items it was tuned on; promptlab confirm tells whether it holds.
            A claim needs a holdout, and tickets has none; it is made by: promptlab split-evalset tickets

            """,
            Regex.Replace(log.Out, @"cost \$[0-9.]+", "cost $$", RegexOptions.None, TimeSpan.FromSeconds(1))
        );
    }

    [Fact]
    public async Task Branches_labels_and_versions_that_were_never_measured_are_in_it()
    {
        await _bench.RunAsync("freeze", "triage", "--hypothesis", "One way.");
        _bench.Write(
            "prompts/triage/draft.prompt.md",
            _bench
                .Read("prompts/triage/draft.prompt.md")
                .Replace("parent: v2", "parent: v1", StringComparison.Ordinal)
                .Replace("Say yes.", "Say no.", StringComparison.Ordinal)
        );
        await _bench.RunAsync("freeze", "triage", "--hypothesis", "Another | way.");
        await _bench.RunAsync("label", "triage@v2", "production", "--by", "Mira");

        var markdown = await _bench.RunAsync("log", "triage", "--markdown");
        var json = JsonNode.Parse((await _bench.RunAsync("log", "triage", "--json")).Out)!["versions"]!.AsArray();

        Assert.Equal(
            """
            # triage

            ## v1

            - **written**: 2026-11-24
            - **hypothesis**: The plainest prompt.
            - **outcome**: not measured

            ## v2, from v1 beside v3 (production)

            - **written**: 2026-11-24
            - **changed**: task
            - **hypothesis**: One way.
            - **outcome**: not measured
            - **label**: 2026-11-24 production: new → v2, set by Mira

            ## v3, from v1 beside v2

            - **written**: 2026-11-24
            - **changed**: task
            - **hypothesis**: Another \| way.
            - **outcome**: not measured


            """,
            markdown.Out
        );
        Assert.Equal(["v1", "v2", "v3"], json.Select(version => version!["version"]!.GetValue<string>()));
        Assert.Equal("v3", json[1]!["siblings"]![0]!.GetValue<string>());
    }

    [Theory]
    [InlineData("tag:od", "No item has the tag “od”. Did you mean “odd”?")]
    [InlineData("u-*", "No item that may be shown has an id like “u-*”.")]
    [InlineData("odd", "For a tag write tag:odd.")]
    public async Task A_prediction_that_names_nothing_is_refused_before_it_is_frozen(string prediction, string problem)
    {
        var result = await _bench.RunAsync("freeze", "triage", "--hypothesis", "Odd ones.", "--fixes", prediction);

        Assert.Equal(2, result.Exit);
        Assert.StartsWith("--fixes: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(problem, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_bench.Folder, "prompts/triage/v2.prompt.md")));
    }

    [Fact]
    public async Task An_unknown_prompt_is_refused() =>
        Assert.StartsWith(
            "triag: There is no prompt “triag”. Did you mean “triage”?\n",
            (await _bench.RunAsync("log", "triag")).Error,
            StringComparison.Ordinal
        );
}
