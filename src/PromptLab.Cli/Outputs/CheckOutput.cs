using PromptLab.Files;
using PromptLab.Linting;
using PromptLab.Projects;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>check</c>.</summary>
/// <param name="Problems">Errors and warnings of files.</param>
/// <param name="Findings">Findings of the lint rules.</param>
/// <param name="Prompts">The number of prompt texts that were read.</param>
/// <param name="EvalSets">The number of eval sets that were read.</param>
internal sealed record CheckOutput(
    IReadOnlyList<Problem> Problems,
    IReadOnlyList<CheckOutput.FindingOutput> Findings,
    int Prompts,
    int EvalSets
) : IJsonOutput
{
    public static CheckOutput Of(CheckResult check) =>
        new(check.Problems, [.. check.Findings.Select(FindingOutput.Of)], check.Prompts, check.EvalSets);

    /// <summary>A finding of a lint rule.</summary>
    /// <param name="Id">The rule's id.</param>
    /// <param name="Level">The severity of the finding.</param>
    /// <param name="File">The file.</param>
    /// <param name="Line">The line, from 1; null for the whole file.</param>
    /// <param name="Message">The finding as a sentence.</param>
    /// <param name="SilencedBecause">The reason given for silencing it; null for an active finding.</param>
    internal sealed record FindingOutput(string Id, LintLevel Level, string File, int? Line, string Message, string? SilencedBecause)
    {
        public static FindingOutput Of(Finding finding) =>
            new(finding.Rule.Id, finding.Level, finding.File, finding.Line, finding.Message, finding.SilencedBecause);
    }
}
