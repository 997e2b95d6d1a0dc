using PromptLab.Files;
using PromptLab.Linting;
using PromptLab.Projects;
using PromptLab.Texts;

namespace PromptLab.Cli.Views;

/// <summary>Shows the result of <c>promptlab check</c>.</summary>
internal static class CheckView
{
    /// <summary>Writes a line for each problem and active finding, then the counts.</summary>
    public static void Write(CheckResult check, TextWriter writer)
    {
        foreach (var line in ProblemGroup.LinesOf(check.Problems))
            writer.WriteLine(line);
        foreach (var line in FindingLines([.. Active(check).Select(ProblemOf)]))
            writer.WriteLine(line);
        writer.WriteLine(Summary(check));
    }

    // Each finding names its own pair or word; only where there are too many is one shown for its kind.
    private static IReadOnlyList<string> FindingLines(IReadOnlyList<Problem> findings) =>
        ProblemGroup.LinesOf(findings, byKind: false) is var each && each.Count <= ProblemGroup.MostLines
            ? each
            : ProblemGroup.LinesOf(findings);

    private static Problem ProblemOf(Finding finding) =>
        new(finding.File, finding.Line, $"{finding.Message} [{finding.Rule.Id}]")
        {
            IsWarning = finding.Level == LintLevel.Warning,
            IsNote = finding.Level == LintLevel.Note,
        };

    private static IEnumerable<Finding> Active(CheckResult check) => check.Findings.Where(finding => finding.SilencedBecause is null);

    private static string Summary(CheckResult check)
    {
        var errors = check.Problems.Count(problem => !problem.IsWarning) + CountOf(check, LintLevel.Error);
        var read =
            $"{Format.Quantity(check.Prompts, "prompt text")}, {Format.Quantity(check.EvalSets, "eval set")} with {Format.Quantity(check.Items, "item")}, {Format.Quantity(check.Models, "model")}, {Format.Quantity(check.Experiments, "experiment")}";
        return errors == 0
            ? $"{read}: nothing is wrong{Counted(check.Problems.Count + CountOf(check, LintLevel.Warning), "warning")}{Counted(CountOf(check, LintLevel.Note), "note")}{Silenced(check)}. Nothing was sent."
            : $"{Format.Quantity(errors, "problem")}{Silenced(check)}. Nothing was sent.";
    }

    private static int CountOf(CheckResult check, LintLevel level) => Active(check).Count(finding => finding.Level == level);

    private static string Silenced(CheckResult check) =>
        check.Findings.Count - Active(check).Count() is > 0 and var silenced ? $", {Format.Count(silenced)} silenced" : "";

    private static string Counted(int count, string noun) => count == 0 ? "" : $", {Format.Quantity(count, noun)}";
}
