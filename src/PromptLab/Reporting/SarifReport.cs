using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Linting;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>Formats findings as SARIF 2.1.0, for code review: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.</summary>
/// <remarks>
/// Silenced findings are results with a suppression. Problems of the project are tool notifications, since they belong to no rule.
/// </remarks>
internal static class SarifReport
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    /// <summary>Writes the report; the same findings yield the same bytes on every platform.</summary>
    public static void Write(IReadOnlyList<Finding> findings, IReadOnlyList<Problem> problems, TextWriter writer)
    {
        var run = new JsonObject
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject { ["name"] = "PromptLab", ["rules"] = ArrayOf(LintRules.All.Select(RuleOf)) },
            },
            ["invocations"] = ArrayOf([
                new JsonObject
                {
                    ["executionSuccessful"] = problems.All(problem => problem.IsWarning),
                    ["toolExecutionNotifications"] = ArrayOf(
                        problems.Select(problem => new JsonObject
                        {
                            ["level"] = problem.IsWarning ? "warning" : "error",
                            ["message"] = TextOf(problem.ToString()),
                        })
                    ),
                },
            ]),
            ["results"] = ArrayOf(findings.Select(ResultOf)),
        };
        var log = new JsonObject
        {
            ["$schema"] = Schema,
            ["version"] = "2.1.0",
            ["runs"] = ArrayOf([run]),
        };
        writer.Write(PrintableText.OfJson(log.ToJsonString(FileJson.Indented)));
        writer.Write('\n');
    }

    private static JsonObject RuleOf(LintRule rule) =>
        new()
        {
            ["id"] = rule.Id,
            ["shortDescription"] = TextOf(rule.Title + "."),
            ["fullDescription"] = TextOf(rule.Help),
            ["help"] = TextOf(rule.Help),
            ["defaultConfiguration"] = new JsonObject { ["level"] = LevelOf(rule.Level) },
        };

    private static JsonObject ResultOf(Finding finding)
    {
        var place = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = UriOf(finding.File) } };
        if (finding.Line is { } line)
            place["region"] = new JsonObject { ["startLine"] = line };
        var result = new JsonObject
        {
            ["ruleId"] = finding.Rule.Id,
            ["ruleIndex"] = LintRules.All.Select(rule => rule.Id).ToList().IndexOf(finding.Rule.Id),
            ["level"] = LevelOf(finding.Level),
            ["message"] = TextOf(finding.Message),
            ["locations"] = ArrayOf([new JsonObject { ["physicalLocation"] = place }]),
        };
        if (finding.SilencedBecause is { } reason)
            result["suppressions"] = ArrayOf([new JsonObject { ["kind"] = "external", ["justification"] = reason }]);
        return result;
    }

    private static string LevelOf(LintLevel level) =>
        level switch
        {
            LintLevel.Error => "error",
            LintLevel.Warning => "warning",
            _ => "note",
        };

    private static string UriOf(string file) => string.Join('/', file.Split('/').Select(Uri.EscapeDataString));

    private static JsonObject TextOf(string text) => new() { ["text"] = text };

    private static JsonArray ArrayOf(IEnumerable<JsonObject> values) => [.. values];
}
