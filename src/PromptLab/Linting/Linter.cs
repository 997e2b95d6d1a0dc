using System.IO.Enumeration;
using PromptLab.Files;
using PromptLab.Settings;
using PromptLab.Texts;

namespace PromptLab.Linting;

/// <summary>Looks for what makes figures mean less than they seem to: in prompts, in eval sets, and between the two.</summary>
internal static class Linter
{
    private const string Leakage = "few-shot-leakage";

    /// <summary>All findings, by file and line; those that the project silences say why. Sends nothing.</summary>
    /// <param name="material">What is linted.</param>
    /// <param name="config">What is silenced, and what is an error.</param>
    /// <param name="leakageIsError">True where examples that are items are errors whatever the configuration says.</param>
    /// <param name="problems">Where silences that name no rule are noted.</param>
    public static IReadOnlyList<Finding> Run(LintMaterial material, ProjectConfig config, bool leakageIsError, Problems problems)
    {
        var strict = leakageIsError || config.Lint.LeakageIsError;
        var found = LintRules
            .Checks.SelectMany(check => check.Find(material).Select(spot => FindingOf(check.Rule, spot, strict)))
            .OrderBy(finding => finding.File, StringComparer.Ordinal)
            .ThenBy(finding => finding.Line ?? 0)
            .Select(finding =>
                finding with
                {
                    SilencedBecause = config.Lint.Silences.FirstOrDefault(silence => Matches(silence, finding))?.Reason,
                }
            )
            .ToList();
        return [.. found, .. Unused(config, found, problems)];
    }

    private static Finding FindingOf(LintRule rule, Spot spot, bool strict) =>
        new()
        {
            Rule = rule,
            Level = strict && rule.Id == Leakage ? LintLevel.Error : rule.Level,
            File = spot.File,
            Line = spot.Line,
            Message = spot.Message,
        };

    private static bool Matches(LintSilence silence, Finding finding) =>
        silence.Id == finding.Rule.Id
        && FileSystemName.MatchesSimpleExpression(
            silence.Where.Replace("?", "\\?", StringComparison.Ordinal),
            finding.File,
            ignoreCase: false
        );

    private static IEnumerable<Finding> Unused(ProjectConfig config, IReadOnlyList<Finding> found, Problems problems)
    {
        var ids = LintRules.Checks.Select(check => check.Rule.Id).ToList();
        foreach (var silence in config.Lint.Silences)
        {
            if (!ids.Contains(silence.Id, StringComparer.Ordinal))
                problems.Add(
                    config.File,
                    silence.Line,
                    $"There is no finding “{silence.Id}” that can be silenced.{NearestName.Suggest(silence.Id, ids)}"
                );
            else if (!problems.HasErrors && !found.Any(finding => Matches(silence, finding))) // in what can't be read nothing is found
                yield return FindingOf(
                    LintRules.UnusedSilence,
                    new Spot(
                        config.File,
                        silence.Line,
                        $"Nothing with the id “{silence.Id}” is found in {silence.Where}. Remove the silence, so that it hides nothing new."
                    ),
                    strict: false
                );
        }
    }
}
