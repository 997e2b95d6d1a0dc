using PromptLab.Comparing;
using PromptLab.Diagnosing;
using PromptLab.Gating;
using PromptLab.Projects;
using PromptLab.Reporting;

namespace PromptLab.Cli.Reports;

/// <summary>Every form of report there is. A command takes its options from here and writes by them.</summary>
internal static class ReportFormats
{
    /// <summary>The variable with the file that GitHub Actions shows as the summary of a step.</summary>
    public const string SummaryVariable = "GITHUB_STEP_SUMMARY";

    private const string ForPullRequest = "Write Markdown for a pull request.";

    /// <summary>The items as JUnit XML.</summary>
    public static ReportFormat<GateResult> JUnit { get; } =
        new("gate", "junit", ReportPlace.File, "Write the items as JUnit XML to this file.", (gated, to) =>
            JUnitReport.Write(gated.Report, to)
        )
        {
            Output = "junit",
        };

    /// <summary>Annotations; by <see cref="ReportFormat.Output"/> the summary alone.</summary>
    public static ReportFormat<GateResult> GitHub { get; } =
        new(
            "gate",
            "github",
            ReportPlace.CiServer,
            $"Write annotations for GitHub Actions, and the summary to the file of {SummaryVariable}.",
            (gated, to) => GitHubAnnotations.Write(gated.Report, to)
        )
        {
            Output = "github-summary",
        };

    /// <summary>All of them; those of one command in the order of its help.</summary>
    public static IReadOnlyList<ReportFormat> All { get; } =
    [
        new ReportFormat<CompareResult>("compare", "csv", ReportPlace.File, "Write the items side by side to this file.", WriteSideBySide),
        new ReportFormat<CompareResult>("compare", "markdown", ReportPlace.StandardOutput, ForPullRequest, (compared, to) =>
            CompareMarkdown.Write(compared.Comparisons, to, compared.Holdouts.GetValueOrDefault)
        ),
        new ReportFormat<DiagnosisResult>(
            "diagnose",
            "csv",
            ReportPlace.File,
            "Write the failing items to this file, a row each.",
            (diagnosed, to) => DiagnosisCsv.Write(diagnosed.Diagnosis, to)
        ),
        new ReportFormat<DiagnosisResult>("diagnose", "markdown", ReportPlace.StandardOutput, ForPullRequest, WriteDiagnosis),
        JUnit,
        GitHub,
        new ReportFormat<GateResult>("gate", "markdown", ReportPlace.StandardOutput, ForPullRequest, (gated, to) =>
            GateMarkdown.Write(gated.Report, to, GateMarkdown.LargestComment, HoldoutOf(gated))
        ),
        new ReportFormat<CheckResult>(
            "check",
            "sarif",
            ReportPlace.File,
            "Write the findings as SARIF 2.1.0 to this file, for code review.",
            (check, to) => SarifReport.Write(check.Findings, check.Problems, to)
        ),
        new ReportFormat<LogResult>("log", "markdown", ReportPlace.StandardOutput, "Write Markdown for a wiki.", (log, to) =>
            NotebookText.WriteMarkdown(log.Prompt, log.Versions, to, log.Holdouts.GetValueOrDefault)
        ),
    ];

    /// <summary>Writes what GitHub Actions shows as the summary of a step.</summary>
    /// <param name="gated">The facts.</param>
    /// <param name="to">The end of the file.</param>
    /// <param name="there">How many bytes the file has already.</param>
    public static void WriteSummary(GateResult gated, TextWriter to, long there) =>
        GateMarkdown.Write(gated.Report, to, GateMarkdown.LargestSummary - there, HoldoutOf(gated));

    /// <summary>True where an eval set that was judged by has a holdout; null for any other one.</summary>
    public static Func<string, bool?> HoldoutOf(GateResult gated) => name => name == gated.EvalSet ? gated.HasHoldout : null;

    /// <summary>The note below the figures of a diagnosis; empty where they are no tuning scores.</summary>
    public static IReadOnlyList<string> NoteOf(DiagnosisResult diagnosed) =>
        TuningNote.Lines([ReportedScore.Of(diagnosed.Run)], name => name == diagnosed.Run.EvalSet.Name ? diagnosed.HasHoldout : null);

    private static void WriteSideBySide(CompareResult compared, TextWriter to) =>
        SideBySideCsv.Write([.. compared.Comparisons.Select(one => one.Evidence.Comparison)], to);

    private static void WriteDiagnosis(DiagnosisResult diagnosed, TextWriter to) =>
        DiagnosisMarkdown.Write(diagnosed.Run.Prompt.Reference, diagnosed.Run.RunId, diagnosed.Diagnosis, to, NoteOf(diagnosed));
}
