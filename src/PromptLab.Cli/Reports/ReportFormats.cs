using PromptLab.Comparing;
using PromptLab.Diagnosing;
using PromptLab.Gating;
using PromptLab.Projects;
using PromptLab.Reporting;

namespace PromptLab.Cli.Reports;

/// <summary>The list of report formats. Commands create their report options from it.</summary>
internal static class ReportFormats
{
    /// <summary>The environment variable with the path of the file that GitHub Actions shows as a step summary.</summary>
    public const string SummaryVariable = "GITHUB_STEP_SUMMARY";

    private const string ForPullRequest = "Write Markdown for a pull request.";

    /// <summary>The judged items as JUnit XML.</summary>
    public static ReportFormat<GateResult> JUnit { get; } =
        new("gate", "junit", ReportPlace.File, "Write the items as JUnit XML to this file.", (gated, to) =>
            JUnitReport.Write(gated.Report, to)
        )
        {
            Output = "junit",
        };

    /// <summary>Annotations for GitHub Actions; as <see cref="ReportFormat.Output"/> of an experiment, the step summary only.</summary>
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

    /// <summary>All formats; those of one command are in the order of its help.</summary>
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
            (diagnosed, to) => DiagnosisCsv.Write(diagnosed.Diagnosis, to, diagnosed.ForExcel)
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
            NotebookText.WriteMarkdown(log.Prompt, log.Versions, log.OtherTexts, to, log.Holdouts.GetValueOrDefault)
        ),
    ];

    /// <summary>Writes the step summary for GitHub Actions.</summary>
    /// <param name="gated">The outcomes of the gates.</param>
    /// <param name="to">Appends to the summary file.</param>
    /// <param name="currentBytes">The current length of the file in bytes, which counts toward GitHub's limit.</param>
    public static void WriteSummary(GateResult gated, TextWriter to, long currentBytes) =>
        GateMarkdown.Write(gated.Report, to, GateMarkdown.LargestSummary - currentBytes, HoldoutOf(gated));

    /// <summary>Returns whether the judged eval set has a holdout; null for any other eval set.</summary>
    public static Func<string, bool?> HoldoutOf(GateResult gated) => name => name == gated.EvalSet ? gated.HasHoldout : null;

    /// <summary>The note on tuning scores below a diagnosis; empty where its rates are none.</summary>
    public static IReadOnlyList<string> NoteOf(DiagnosisResult diagnosed) =>
        TuningNote.Lines([ReportedScore.Of(diagnosed.Run)], name => name == diagnosed.Run.EvalSet.Name ? diagnosed.HasHoldout : null);

    private static void WriteSideBySide(CompareResult compared, TextWriter to) =>
        SideBySideCsv.Write([.. compared.Comparisons.Select(one => one.Evidence.Comparison)], to, compared.ForExcel);

    private static void WriteDiagnosis(DiagnosisResult diagnosed, TextWriter to) =>
        DiagnosisMarkdown.Write(diagnosed.Run.Prompt.Reference, diagnosed.Run.RunId, diagnosed.Diagnosis, to, NoteOf(diagnosed));
}
