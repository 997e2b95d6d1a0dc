using System.CommandLine;
using PromptLab.Cli.Options;
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
    /// <summary>The option that writes annotations for GitHub Actions.</summary>
    public const string GitHubOption = "--github";

    private const string SummaryVariable = "GITHUB_STEP_SUMMARY";

    private static readonly GateOptions Default = new();

    private sealed record Outputs(string? JUnit, bool GitHub, bool Markdown, bool Json)
    {
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
        var junit = new Option<string?>("--junit") { Description = "Write the items as JUnit XML to this file." };
        var github = new Option<bool>(GitHubOption)
        {
            Description = $"Write annotations for GitHub Actions, and the summary to the file of {SummaryVariable}.",
        };
        var markdown = new Option<bool>("--markdown") { Description = "Write Markdown for a pull request." };
        var json = JsonOption.Create();
        var command = new Command(
            "gate",
            "Judge the latest runs by the gates of their eval set: floors, regressions, errors, latency, cost."
        )
        {
            experiment,
            run,
            gate,
            strict,
            maxAge,
            baselineMaxAge,
            junit,
            github,
            markdown,
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
                    new Outputs(parsed.GetValue(junit), parsed.GetValue(github), parsed.GetValue(markdown), parsed.GetValue(json))
                    {
                        Strict = parsed.GetValue(strict),
                    },
                    context
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(GateOptions options, Outputs outputs, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        var gated = project.Gate(options);
        WriteFiles(gated, JUnitFile(project, gated, outputs), outputs.GitHub || Writes(gated, "github-summary"), context);
        Write(gated, outputs, context);
        return ExitCode(gated.Report, outputs);
    }

    private static bool Writes(GateResult gated, string output) => gated.Outputs.Contains(output, StringComparer.Ordinal);

    private static string? JUnitFile(PromptLabProject project, GateResult gated, Outputs outputs) =>
        outputs.JUnit ?? (Writes(gated, "junit") ? Path.Combine(project.ResultsFolder, "junit", gated.Experiment + ".xml") : null);

    private static void WriteFiles(GateResult gated, string? junit, bool summary, CommandContext context)
    {
        if (junit is not null)
            OutputFile.Write(context, junit, writer => JUnitReport.Write(gated.Report, writer));
        if (summary && context.Variable(SummaryVariable) is { Length: > 0 } file)
            OutputFile.Append(context, file, (writer, there) =>
                GateMarkdown.Write(gated.Report, writer, GateMarkdown.LargestSummary - there, HoldoutOf(gated))
            );
    }

    private static void Write(GateResult gated, Outputs outputs, CommandContext context)
    {
        var report = gated.Report;
        if (outputs.Json)
            context.Write(GateView.OutputOf(report, ExitCode(report, outputs)));
        else if (outputs.Markdown)
            GateMarkdown.Write(report, context.Out, GateMarkdown.LargestComment, HoldoutOf(gated));
        else
            GateView.Write(context.Console, report, GateText.Note(report, HoldoutOf(gated)));
        if (report.IsInconclusive)
            context.Error.WriteLine(
                $"warning: {Format.Quantity(report.Outcomes.Count(outcome => outcome.State == GateState.Inconclusive), "gate")} inconclusive. That is no failure; with --strict it ends with 3."
            );
        if (!outputs.GitHub)
            return;
        // GitHub reads both streams. Where JSON or Markdown goes to standard output, the commands go to standard error.
        GitHubAnnotations.Write(report, WorkflowCommandEscaper.Unguarded(outputs.Json || outputs.Markdown ? context.Error : context.Out));
        if (context.Variable(SummaryVariable) is null or "")
            context.Error.WriteLine($"warning: {SummaryVariable} is not set, so there is no step summary.");
    }

    private static Func<string, bool?> HoldoutOf(GateResult gated) => name => name == gated.EvalSet ? gated.HasHoldout : null;

    private static int ExitCode(GateReport report, Outputs outputs) =>
        report.HasFailed ? ExitCodes.GateFailed
        : report.IsIncomplete || (outputs.Strict && report.IsInconclusive) ? ExitCodes.Incomplete
        : ExitCodes.Done;
}
