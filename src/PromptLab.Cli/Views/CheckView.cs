using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Linting;
using PromptLab.Reporting;
using PromptLab.Statistics;
using PromptLab.Texts;

namespace PromptLab.Cli.Views;

/// <summary>What <c>promptlab check</c> read, and what it found.</summary>
internal sealed record CheckView(
    Project Project,
    int Prompts,
    IReadOnlyList<EvalSet> EvalSets,
    IReadOnlyList<Finding> Findings,
    Problems Problems
)
{
    private IReadOnlyList<Finding> Open => [.. Findings.Where(finding => finding.SilencedBecause is null)];

    public bool HasErrors => Problems.HasErrors || Open.Any(finding => finding.Level == LintLevel.Error);

    /// <summary>The same facts for machines.</summary>
    public object Json =>
        new
        {
            Problems = Problems.Found,
            Findings = Findings.Select(finding => new
            {
                finding.Rule.Id,
                finding.Level,
                finding.File,
                finding.Line,
                finding.Message,
                finding.SilencedBecause,
            }),
            Prompts,
            EvalSets = EvalSets.Count,
        };

    /// <summary>A line for each problem and finding, and a last one with the counts.</summary>
    public void Write(TextWriter writer)
    {
        foreach (var problem in Problems.Found)
            writer.WriteLine(problem.IsWarning ? $"warning: {problem}" : problem.ToString());
        foreach (var finding in Open)
            writer.WriteLine(
                finding.Level switch
                {
                    LintLevel.Error => "",
                    LintLevel.Warning => "warning: ",
                    _ => "note: ",
                } + finding
            );
        writer.WriteLine(Summary());
    }

    private string Summary()
    {
        var errors = Problems.Found.Count(problem => !problem.IsWarning) + CountOf(LintLevel.Error);
        var read =
            $"{Format.Quantity(Prompts, "prompt text")}, {Format.Quantity(EvalSets.Count, "eval set")} with {Format.Quantity(EvalSets.Sum(set => set.Items.Count), "item")}, {Format.Quantity(Project.Config.Models.Count, "model")}, {Format.Quantity(Project.Config.Experiments.Count, "experiment")}";
        return errors == 0
            ? $"{read}: nothing is wrong{Counted(Problems.Found.Count + CountOf(LintLevel.Warning), "warning")}{Counted(CountOf(LintLevel.Note), "note")}{Silenced()}. Nothing was sent."
            : $"{Format.Quantity(errors, "problem")}{Silenced()}. Nothing was sent.";
    }

    private int CountOf(LintLevel level) => Open.Count(finding => finding.Level == level);

    private string Silenced() => Findings.Count == Open.Count ? "" : $", {Format.Count(Findings.Count - Open.Count)} silenced";

    private static string Counted(int count, string noun) => count == 0 ? "" : $", {Format.Quantity(count, noun)}";
}
