using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Reports;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.Gating;
using PromptLab.Projects;
using PromptLab.Reporting;
using PromptLab.Texts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab gate [EXPERIMENT]</c>: judges existing runs by the gates of their eval set. Sends nothing.</summary>
internal static class GateCommand
{
    private static readonly GateOptions Default = new();

    private sealed record Outputs
    {
        public bool Json { get; init; }

        public bool Strict { get; init; }
    }

    public static Command Create(CommandContext context)
    {
        var experiment = new Argument<string?>("experiment")
        {
            Description = "An experiment of promptlab.yaml; without one the default experiment.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var run = new Option<string[]>("--run")
        {
            Description = "Judge this run instead, by id or the end of its id, or a prompt version: its latest run.",
            AllowMultipleArgumentsPerToken = true,
        };
        var gate = new Option<string[]>("--gate")
        {
            Description = "A gate beside those of evalset.yaml, written as there: --gate \"metric: pass_rate, min: 0.75\".",
        };
        var strict = new Option<bool>("--strict") { Description = "End with 3 where a gate is inconclusive." };
        var maxAge = NumberOption.Days("--max-age", "How old a judged run may be, in days.", Default.MaxAgeDays);
        var baselineMaxAge = NumberOption.Days(
            "--baseline-max-age",
            "How much older than the judged run its baseline's run may be, in days.",
            Default.BaselineMaxAgeDays
        );
        var reports = new ReportOptions<GateResult>();
        var json = JsonOption.Create();
        var command = new Command("gate", "Judge the latest runs by the gates of their eval set.")
        {
            experiment,
            run,
            gate,
            strict,
            maxAge,
            baselineMaxAge,
            reports,
            json,
        };
        command.SetAction(
            (parsed, _) =>
                RunAsync(
                    new GateOptions
                    {
                        Experiment = parsed.GetValue(experiment),
                        Runs = parsed.GetValue(run) ?? [],
                        Gates = parsed.GetValue(gate) ?? [],
                        MaxAgeDays = parsed.GetValue(maxAge) ?? Default.MaxAgeDays,
                        BaselineMaxAgeDays = parsed.GetValue(baselineMaxAge) ?? Default.BaselineMaxAgeDays,
                    },
                    reports.ChosenIn(parsed),
                    new Outputs { Json = parsed.GetValue(json), Strict = parsed.GetValue(strict) },
                    context
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(GateOptions options, ChosenReports<GateResult> asked, Outputs outputs, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        var gated = project.Gate(options);
        var reports = WithOutputs(asked, project, gated);
        reports.WriteFiles(gated, context);
        if (
            (reports.Has(ReportFormats.GitHub) || Writes(gated, ReportFormats.GitHub))
            && context.Variable(ReportFormats.SummaryVariable) is { Length: > 0 } file
        )
            OutputFile.Append(context, file, (writer, there) => ReportFormats.WriteSummary(gated, writer, there));
        Write(gated, reports, outputs, context);
        return ExitCode(gated.Report, outputs);
    }

    // Reports that the experiment requests under “outputs”, without an option.
    private static ChosenReports<GateResult> WithOutputs(ChosenReports<GateResult> asked, PromptLabProject project, GateResult gated) =>
        Writes(gated, ReportFormats.JUnit) && !asked.Has(ReportFormats.JUnit)
            ? asked.And(ReportFormats.JUnit, Path.Combine(project.ResultsFolder, "junit", gated.Experiment + ".xml"))
            : asked;

    private static bool Writes(GateResult gated, ReportFormat format) => gated.Outputs.Contains(format.Output, StringComparer.Ordinal);

    private static void Write(GateResult gated, ChosenReports<GateResult> reports, Outputs outputs, CommandContext context)
    {
        var report = gated.Report;
        var isText = false;
        if (outputs.Json)
            context.Write(GateView.OutputOf(report, ExitCode(report, outputs)));
        else if (!reports.TryWriteText(gated, context))
        {
            isText = true;
            GateView.Write(context.Console, report, GateText.Note(report, ReportFormats.HoldoutOf(gated)));
        }

        if (report.IsInconclusive)
            context.Error.WriteLine(
                $"warning: {Format.Quantity(report.Outcomes.Count(outcome => outcome.State == GateState.Inconclusive), "gate")} inconclusive. That is no failure; with --strict it ends with 3."
            );
        if (!reports.Has(ReportFormats.GitHub))
            return;
        // GitHub reads both streams. Where JSON or Markdown goes to standard output, the commands go to standard error.
        ReportFormats.GitHub.Write(gated, WorkflowCommandEscaper.Unguarded(isText ? context.Out : context.Error));
        if (context.Variable(ReportFormats.SummaryVariable) is null or "")
            context.Error.WriteLine($"warning: {ReportFormats.SummaryVariable} is not set, so there is no step summary.");
    }

    private static int ExitCode(GateReport report, Outputs outputs) =>
        report.HasFailed ? ExitCodes.GateFailed
        : report.IsIncomplete || (outputs.Strict && report.IsInconclusive) ? ExitCodes.Incomplete
        : ExitCodes.Done;
}
