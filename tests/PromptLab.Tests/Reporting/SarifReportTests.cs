using System.Text.Json.Nodes;
using PromptLab.Linting;
using PromptLab.Tests.Linting;

namespace PromptLab.Tests.Reporting;

/// <summary>
/// The shape that SARIF 2.1.0 asks for, by hand: its schema is not at hand here. Numbers of sections are those of
/// https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html.
/// </summary>
public sealed class SarifReportTests : IDisposable
{
    private static readonly string[] Levels = ["none", "note", "warning", "error"]; // 3.27.10

    private readonly LintBench _bench = new();

    public SarifReportTests()
    {
        _bench.Items[6] = "t-07,dev,Why was I charged twice this month?,billing";
        _bench.Sections["Constraints"] = "Always apologise. Never apologise.";
        _bench.Items.RemoveRange(20, 30);
        _bench.Lint = "{ silence: [{ id: few-items, where: evalsets/*, reason: A first look. }] }";
    }

    [Fact]
    public async Task The_log_has_a_version_and_one_run_of_a_tool_with_a_name() // 3.13, 3.14, 3.18, 3.19
    {
        var log = await WriteAsync();

        Assert.Equal("2.1.0", (string?)log["version"]);
        Assert.StartsWith("https://", (string?)log["$schema"], StringComparison.Ordinal);
        Assert.Equal("PromptLab", (string?)Assert.Single(log["runs"]!.AsArray())!["tool"]!["driver"]!["name"]);
    }

    [Fact]
    public async Task Every_rule_is_there_with_an_id_of_its_own_and_a_help_text() // 3.49
    {
        var rules = RunOf(await WriteAsync())["tool"]!["driver"]!["rules"]!.AsArray();

        Assert.Equal(LintRules.All.Select(rule => rule.Id), rules.Select(rule => (string?)rule!["id"]));
        Assert.All(rules, rule =>
        {
            foreach (var text in new[] { "shortDescription", "fullDescription", "help" })
                Assert.EndsWith(".", (string?)rule![text]!["text"], StringComparison.Ordinal);
            Assert.Contains((string?)rule!["defaultConfiguration"]!["level"], Levels);
        });
    }

    [Fact]
    public async Task Every_result_names_its_rule_its_level_its_place_and_its_message() // 3.27
    {
        var run = RunOf(await WriteAsync());
        var results = run["results"]!.AsArray();

        Assert.Equal(["few-items", "few-shot-leakage", "contradictory-instructions"], results.Select(result => (string?)result!["ruleId"]));
        Assert.All(results, result =>
        {
            Assert.Equal((string?)result!["ruleId"], (string?)run["tool"]!["driver"]!["rules"]![(int)result["ruleIndex"]!]!["id"]);
            Assert.Contains((string?)result["level"], Levels);
            Assert.False(string.IsNullOrEmpty((string?)result["message"]!["text"]));
            var place = Assert.Single(result["locations"]!.AsArray())!["physicalLocation"]!;
            Assert.True(Uri.TryCreate((string?)place["artifactLocation"]!["uri"], UriKind.Relative, out _));
            Assert.True(place["region"] is null || (int)place["region"]!["startLine"]! >= 1); // 3.30.5
        });
        var leak = results[1]!;
        Assert.Equal("warning", (string?)leak["level"]);
        Assert.Equal("prompts/triage/draft.prompt.md", (string?)leak["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]);
        Assert.Equal(19, (int?)leak["locations"]![0]!["physicalLocation"]!["region"]!["startLine"]);
    }

    [Fact]
    public async Task A_silenced_finding_is_suppressed_with_its_reason_and_no_other() // 3.27.23, 3.35
    {
        var results = RunOf(await WriteAsync())["results"]!.AsArray();

        var suppression = Assert.Single(results[0]!["suppressions"]!.AsArray())!;
        Assert.Equal("external", (string?)suppression["kind"]);
        Assert.Equal("A first look.", (string?)suppression["justification"]);
        Assert.All(results.Skip(1), result => Assert.Null(result!["suppressions"]));
    }

    [Fact]
    public async Task Problems_of_the_project_are_notifications_of_the_tool() // 3.20.14, 3.20.21, 3.58
    {
        _bench.Query = "{mesage}";

        var invocation = Assert.Single(RunOf(await WriteAsync())["invocations"]!.AsArray())!;

        Assert.False((bool)invocation["executionSuccessful"]!);
        var first = invocation["toolExecutionNotifications"]![0]!;
        Assert.Equal("error", (string?)first["level"]);
        Assert.StartsWith("prompts/triage/draft.prompt.md:", (string?)first["message"]!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_can_not_be_written_is_said()
    {
        _bench.Project.Write("taken/file", "");

        var result = await _bench.CheckAsync("--sarif", "taken/file/findings.sarif");

        Assert.Equal(2, result.Exit);
        Assert.StartsWith("taken/file/findings.sarif: The file can't be written: ", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private async Task<JsonNode> WriteAsync()
    {
        await _bench.CheckAsync("--sarif", "findings.sarif");
        return JsonNode.Parse(_bench.Project.Read("findings.sarif"))!;
    }

    private static JsonNode RunOf(JsonNode log) => log["runs"]![0]!;
}
