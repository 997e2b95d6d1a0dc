using System.IO.Enumeration;
using PromptLab.Files;
using PromptLab.Settings;
using PromptLab.Texts;

namespace PromptLab.Linting;

/// <summary>Finds flaws in prompts, in eval sets, and between the two, because of which results mean less than they seem to.</summary>
internal static class Linter
{
    private const string Leakage = "few-shot-leakage";

    /// <summary>All findings, by file and line; silenced ones include the reason. Sends nothing.</summary>
    /// <param name="material">What to lint.</param>
    /// <param name="config">The project's silences and severities.</param>
    /// <param name="leakageIsError">True to report examples that are items as errors, whatever the configuration says.</param>
    /// <param name="problems">Collects silences that name an unknown rule.</param>
    public static IReadOnlyList<Finding> Run(LintMaterial material, ProjectConfig config, bool leakageIsError, Problems problems)
    {
        var strict = leakageIsError || config.Lint.LeakageIsError;
        var found = LintRules
            .Checks.SelectMany(check => check.Find(material).Select(match => CreateFinding(check.Rule, match, strict)))
            .OrderBy(finding => finding.File, StringComparer.Ordinal)
            .ThenBy(finding => finding.Line ?? 0)
            .Select(finding =>
                finding with
                {
                    SilencedBecause = config.Lint.Silences.FirstOrDefault(silence => Matches(silence, finding))?.Reason,
                }
            )
            .ToList();
        return [.. found, .. FindUnusedSilences(config, found, problems)];
    }

    /// <summary>
    /// What makes a run not worth its calls, as warnings: labels that a prompt never names, and requests without a user turn. Findings
    /// that are silenced are left out.
    /// </summary>
    public static void WarnBefore(LintMaterial run, ProjectConfig config, Problems problems)
    {
        foreach (var (rule, find) in LintRules.Checks.Where(check => check.Rule.IsToldBeforeRuns))
        {
            foreach (var finding in find(run).Select(match => CreateFinding(rule, match, strict: false)))
            {
                if (!config.Lint.Silences.Any(silence => Matches(silence, finding)))
                    problems.Warn(finding.File, finding.Line, $"{finding.Message} [{rule.Id}]");
            }
        }
    }

    private static Finding CreateFinding(LintRule rule, RuleMatch match, bool strict) =>
        new()
        {
            Rule = rule,
            Level = strict && rule.Id == Leakage ? LintLevel.Error : rule.Level,
            File = match.File,
            Line = match.Line,
            Message = match.Message,
        };

    private static bool Matches(LintSilence silence, Finding finding) =>
        silence.Id == finding.Rule.Id
        && FileSystemName.MatchesSimpleExpression(
            silence.Where.Replace("?", "\\?", StringComparison.Ordinal),
            finding.File,
            ignoreCase: false
        );

    private static IEnumerable<Finding> FindUnusedSilences(ProjectConfig config, IReadOnlyList<Finding> found, Problems problems)
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
            else if (!problems.HasErrors && !found.Any(finding => Matches(silence, finding))) // unreadable files have no findings
                yield return CreateFinding(
                    LintRules.UnusedSilence,
                    new RuleMatch(
                        config.File,
                        silence.Line,
                        $"Nothing with the id “{silence.Id}” is found in {silence.Where}. Remove the silence, so that it hides nothing new."
                    ),
                    strict: false
                );
        }
    }
}
