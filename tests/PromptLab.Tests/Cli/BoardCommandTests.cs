using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

public sealed class BoardCommandTests : IAsyncDisposable
{
    private VersionedProject _project = null!;

    [Fact]
    public async Task A_change_that_the_evidence_does_not_support_is_marked()
    {
        await BeginAsync(versions: 3);
        await _project.RunAsync("triage@v1 triage@v2 triage@v3");

        var text = await _project.DoAsync("board");

        // v2 wins 8 of 20 against v1; v3 loses one of them, which chance explains: l = 2/22, w = 1/22, −1/22 ± 1.96 · √((3/22 − 1/484)/22).
        Assert.Matches("\n v1 +– +0\\.0% \\(0/20\\) +0\\.0% to 16\\.1% +– +– +– +– +baseline ", text);
        Assert.Matches(
            "\n v2 +v1 +task +40\\.0%† \\(8/20\\) +21\\.9% to 61\\.3% +v1 +\\+40\\.0 pp +\\+12\\.6 to \\+60\\.1 pp +p = 0\\.004 +better ",
            text
        );
        Assert.Matches(
            "\n v3 +v2 +task +35\\.0%† \\(7/20\\) +18\\.1% to 56\\.7% +v2 +−5\\.0 pp \\? +−19\\.9 to \\+10\\.8 pp +p = 0\\.500 +no difference shown ",
            text
        );
        Assert.Contains("\n?  chance explains this change as well; the evidence does not support it.\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("not tested", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_was_never_compared_is_not_tested()
    {
        await BeginAsync(versions: 2);
        await _project.RunAsync("triage@v2"); // the parent is run later, so that this row holds no comparison
        await _project.RunAsync("triage@v1");

        var text = await _project.DoAsync("board");

        Assert.Matches("\n v2 +v1 +task +40\\.0%† \\(8/20\\) +21\\.9% to 61\\.3% +v1 +\\+40\\.0 pp +– +– +not tested ", text);
        Assert.Contains(
            "A change that is “not tested” is a difference of two counts: promptlab compare weighs it.\n",
            text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("chance explains", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_versions_are_drawn_with_their_intervals()
    {
        await BeginAsync(versions: 3);
        await _project.RunAsync("triage@v1 triage@v2 triage@v3");

        Assert.Equal(
            """
            triage on tickets, 20 items, main
                0%                                     50%                                  100%
            v1  ●────────────┤··································································  0.0%    baseline
            v2  ·················├──────────────●───────────────┤·······························  40.0%†  +40.0 pp against v1: better (task)
            v3  ··············├─────────────●────────────────┤··································  35.0%†  −5.0 pp ? against v2: no difference shown (task)

            ?  chance explains this change as well; the evidence does not support it.
            † tuning score (optimistic): the version was written when results of its parent on these items could be read. “Better” is better on the items it was tuned on; promptlab confirm tells whether it holds.
            A claim needs a holdout, and tickets has none; it is made by: promptlab split-evalset tickets

            """,
            await _project.DoAsync("board", "--plot")
        );
    }

    [Fact]
    public async Task Where_the_baseline_is_not_the_parent_the_verdict_is_on_all_changes_since()
    {
        await BeginAsync(versions: 3);
        _project.Bench.Write(
            "promptlab.yaml",
            _project
                .Bench.Read("promptlab.yaml")
                .Replace(
                    "prompts: [triage@v1], evalset: tickets",
                    "prompts: [triage@v1, triage@v3], evalset: tickets, baseline: triage@v1",
                    StringComparison.Ordinal
                )
        );
        await _project.DoAsync("run", "all");

        Assert.Contains(
            "35.0%†  +35.0 pp against v1: better (all changes since v1)\n",
            await _project.DoAsync("board", "--plot"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_run_without_a_verdict_is_drawn_with_the_reason()
    {
        await BeginAsync(versions: 1);
        _project.Answer = question => question.Item == 1 ? null : "yes";
        await _project.RunAsync("triage@v1");

        Assert.Contains("v1  ···", await _project.DoAsync("board", "--plot"), StringComparison.Ordinal);
        Assert.Contains("100.0%  too many errors\n", await _project.DoAsync("board", "--plot"), StringComparison.Ordinal);
        Assert.Contains("100.0% (19/19) (too many errors)", await _project.DoAsync("board"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_the_rows_with_their_intervals_and_what_is_supported()
    {
        await BeginAsync(versions: 3);
        await _project.RunAsync("triage@v1 triage@v2 triage@v3");

        var lines = JsonNode.Parse(await _project.DoAsync("board", "triage", "--json"))!["lines"]!.AsArray();

        Assert.Equal([null, true, false], lines.Select(line => line!["is_supported"]?.GetValue<bool>()));
        Assert.Equal(0.4, lines[1]!["row"]!["delta"]!.GetValue<double>());
        Assert.Equal(0.1264, lines[1]!["delta_interval"]!["low"]!.GetValue<double>());
    }

    [Fact]
    public async Task A_prompt_that_was_never_run_is_refused_with_the_nearest_name()
    {
        await BeginAsync(versions: 1);
        await _project.RunAsync("triage@v1");

        var result = await _project.TryAsync("board", "triags");

        Assert.Equal(
            (2, "triags: The scoreboard has no run of “triags”. Did you mean “triage”?\n1 problem. Nothing was sent.\n"),
            (result.Exit, result.Error)
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_project is not null)
            await _project.DisposeAsync();
    }

    // Of 20 items v1 is right on none, v2 on 8, v3 on 7.
    private async Task BeginAsync(int versions) =>
        _project = await VersionedProject.CreateAsync(20, versions, question =>
            question.Version > 1 && question.Item <= 10 - question.Version ? "yes" : "no"
        );
}
