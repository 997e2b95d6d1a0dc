using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.Linting;

namespace PromptLab.Tests.Linting;

/// <summary>The list of lint rules, the schema of <c>promptlab.yaml</c>, the documentation and the tests know the same rules.</summary>
public sealed partial class LintRuleListTests
{
    public static TheoryData<string> Ids => [.. LintRules.All.Select(rule => rule.Id)];

    [Fact]
    public void Each_rule_has_an_id_and_a_class_of_its_own()
    {
        Assert.Distinct(LintRules.All.Select(rule => rule.Id), StringComparer.Ordinal);
        Assert.Distinct(LintRules.Checks.Select(check => check.Find.Method.DeclaringType!.FullName!), StringComparer.Ordinal);
    }

    [Fact]
    public void The_schema_knows_every_id_that_can_be_silenced_and_no_other()
    {
        var schema = JsonNode.Parse(ReadText("src/PromptLab/Schemas/promptlab.schema.json"))!;
        var ids = schema["properties"]!["lint"]!["properties"]!["silence"]!["items"]!["properties"]!["id"]!["enum"]!.AsArray();

        Assert.Equal(LintRules.All.Except([LintRules.UnusedSilence]).Select(rule => rule.Id), ids.Select(id => (string?)id));
    }

    [Fact]
    public void The_readme_has_a_row_for_every_rule_with_its_level_and_for_no_other() =>
        Assert.Equal(
            LintRules.All.Select(rule => (rule.Id, rule.Level.ToString().ToLowerInvariant())),
            Row().Matches(ReadText("src/PromptLab/Linting/README.md")).Select(row => (row.Groups["id"].Value, row.Groups["level"].Value))
        );

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_has_a_test(string id) =>
        Assert.Contains(Directory.EnumerateFiles(Path.Combine(SharedFiles.Root, "tests/PromptLab.Tests/Linting"), "*Tests.cs"), file =>
            Regex.IsMatch(File.ReadAllText(file), $@"\[{id}\\?\]", RegexOptions.None, TimeSpan.FromSeconds(1))
        );

    private static string ReadText(string path) => File.ReadAllText(Path.Combine(SharedFiles.Root, path));

    [GeneratedRegex(@"^\| `(?<id>[a-z-]+)` \| (?<level>[a-z]+) \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Row();
}
