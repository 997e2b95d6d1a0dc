using System.Text.Json.Nodes;

namespace PromptLab.Tests.Cli;

/// <summary>What the steps of a search come to together: each step may be chance, and the whole not.</summary>
public sealed class SearchGainTests : IAsyncDisposable
{
    private VersionedProject _project = null!;

    // Each step wins 4 items and loses none: two-sided mid-p = 2 · ½ · ½⁴ = 0.0625. Together 16 and none: 2 · ½ · ½¹⁶ = 0.000015.
    [Fact]
    public async Task Four_steps_that_chance_explains_one_by_one_are_confirmed_together()
    {
        await RunAsync(question => question.Item <= 6 + (4 * question.Version));

        var text = await _project.DoAsync("status", "triage");
        var status = await StatusAsync();

        Assert.All(status["trail"]!["attempts"]!.AsArray(), attempt => Assert.False(attempt!["is_supported"]!.GetValue<bool>()));
        Assert.Equal(("v5", "v1", 16, 0), Gain(status));
        Assert.Equal(("confirm", "promptlab confirm triage@v5 --against triage@v1"), Next(status));
        Assert.Contains(
            "\n  best       v5, 65.0%† (26/40), 95% 49.5% to 77.9%: better than v1 on these items, 16 better and 0 worse; confirm tells whether it holds.\n",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("against v1 (16 items better, 0 worse)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_goes_before_the_first_version()
    {
        await RunAsync(question => question.Item <= 6 + (4 * question.Version));
        await _project.DoAsync("label", "triage@v3", "production");

        var status = await StatusAsync();

        Assert.Equal(("v5", "v3", 8, 0), Gain(status));
        Assert.Equal(("confirm", "promptlab confirm triage@v5 --against production"), Next(status));
    }

    // 4 items more than production: chance explains them as well.
    [Fact]
    public async Task What_chance_explains_asks_for_no_look_at_the_holdout()
    {
        await RunAsync(question => question.Item <= 6 + (4 * question.Version));
        await _project.DoAsync("label", "triage@v4", "production");

        var status = await StatusAsync();

        Assert.Equal(("v5", "v4", 4, 0), Gain(status));
        Assert.NotEqual("confirm", Next(status).Item1);
        Assert.Contains(
            "\n  so far     v5, the last accepted, against v4, labelled production: +10.0 pp†, 4 better and 0 worse of 40 items, p = 0.063: chance explains it as well.\n",
            await _project.DoAsync("status", "triage"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Where_production_is_the_accepted_version_nothing_is_held_against_it()
    {
        await RunAsync(question => question.Item <= 6 + (4 * question.Version));
        await _project.DoAsync("label", "triage@v5", "production");

        Assert.Null((await StatusAsync())["trail"]!["gain"]);
    }

    public ValueTask DisposeAsync() => _project.DisposeAsync();

    private async Task RunAsync(Func<Question, bool> isRight)
    {
        _project = await VersionedProject.CreateAsync(40, 5, question => isRight(question) ? "yes" : "no");
        await _project.RunAsync("triage@v1 triage@v2 triage@v3 triage@v4 triage@v5");
    }

    private async Task<JsonNode> StatusAsync() => JsonNode.Parse(await _project.DoAsync("status", "triage", "--json"))!["status"]!;

    private static (string, string, int, int) Gain(JsonNode status)
    {
        var gain = status["trail"]!["gain"]!;
        return (
            gain["version"]!.GetValue<string>(),
            gain["against"]!.GetValue<string>(),
            gain["wins"]!.GetValue<int>(),
            gain["losses"]!.GetValue<int>()
        );
    }

    private static (string, string?) Next(JsonNode status) =>
        (status["next"]!["kind"]!.GetValue<string>(), status["next"]!["command"]?.GetValue<string>());
}
