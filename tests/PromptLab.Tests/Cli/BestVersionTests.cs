using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary>Which of several versions <c>run</c> calls the best that the evidence supports.</summary>
public sealed class BestVersionTests
{
    // v2 wins 8 of 20 against v1 (p = 0.008); v3 wins one more, which chance explains.
    [Fact]
    public async Task A_later_version_with_a_higher_rate_that_chance_explains_is_not_the_best()
    {
        await using var project = await VersionedProject.CreateAsync(20, 3, question => IsRight(question, 0, 8, 9) ? "yes" : "no");

        var said = await project.DoAsync("run", "--prompt", "triage@v1", "triage@v2", "triage@v3", "--evalset", "tickets");
        var json = JsonNode.Parse(
            await project.DoAsync("run", "--prompt", "triage@v1", "triage@v2", "triage@v3", "--evalset", "tickets", "--json")
        )!;

        Assert.Contains("\n  v2 is the best that the evidence supports.\n", said, StringComparison.Ordinal);
        Assert.Contains(" v3       task     45%†", said, StringComparison.Ordinal);
        Assert.Contains("-v2-", (string)json["best"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_version_is_better_the_first_is_named_and_no_claim_is_proposed()
    {
        await using var project = await VersionedProject.CreateAsync(20, 2, question => IsRight(question, 10, 11) ? "yes" : "no");

        var said = await project.DoAsync("run", "--prompt", "triage@v1", "triage@v2", "--evalset", "tickets");

        Assert.Contains("\n  No version is shown to be better than v1.\n", said, StringComparison.Ordinal);
        Assert.DoesNotContain("promptlab confirm", said, StringComparison.Ordinal);
    }

    // v3 is better than its parent v2, which broke everything, and still below v1.
    [Fact]
    public async Task A_version_that_mends_a_worse_parent_is_not_the_best_while_it_stays_below_an_earlier_one()
    {
        await using var project = await VersionedProject.CreateAsync(20, 3, question => IsRight(question, 18, 0, 12) ? "yes" : "no");

        var said = await project.DoAsync("run", "--prompt", "triage@v1", "triage@v2", "triage@v3", "--evalset", "tickets");

        Assert.Contains("\n  No version is shown to be better than v1.\n", said, StringComparison.Ordinal);
        Assert.Contains("worse, −90.0 pp† (0:18)", said, StringComparison.Ordinal);
        Assert.Contains("better, +60.0 pp† (12:0)", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_version_alone_is_called_nothing()
    {
        await using var project = await VersionedProject.CreateAsync(4, 1, _ => "yes");

        var said = await project.DoAsync("run", "--prompt", "triage@v1", "--evalset", "tickets");

        Assert.DoesNotContain("best", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Next:", said, StringComparison.Ordinal); // nothing failed
    }

    private static bool IsRight(Question question, params int[] rightByVersion) => question.Item <= rightByVersion[question.Version - 1];
}
