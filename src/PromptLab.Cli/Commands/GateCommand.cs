using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Views;
using PromptLab.Files;
using PromptLab.Gating;
using PromptLab.Reporting;
using PromptLab.Texts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab gate [EXPERIMENT]</c>: judges runs that are there by the gates of their eval set. Sends nothing.</summary>
internal static class GateCommand
{
    /// <summary>The option that asks for annotations.</summary>
    public const string GitHubOption = "--github";

    private const string SummaryVariable = "GITHUB_STEP_SUMMARY";

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
        var maxAge = DaysOption.Create("--max-age", "How old a judged run may be, in days.", 1);
        var baselineMaxAge = DaysOption.Create(
            "--baseline-max-age",
            "How much older than the judged run its baseline's run may be, in days.",
            7
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
                        Strict = parsed.GetValue(strict),
                        MaxAgeDays = parsed.GetValue(maxAge),
                        BaselineMaxAgeDays = parsed.GetValue(baselineMaxAge),
                        JUnit = parsed.GetValue(junit),
                        GitHub = parsed.GetValue(github),
                        Markdown = parsed.GetValue(markdown),
                        Json = parsed.GetValue(json),
                    },
                    context
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(GateOptions request, CommandContext context)
    {
        var project = Project.Open(context);
        var plan = await GatePreparation.PrepareAsync(project, request, context);
        var problems = new Problems();
        var subjects = new GateSubjects(project, plan, request, context.Time.GetUtcNow());
        var report = new GateReport([.. plan.Runs.Select(run => GatedRun.Of(subjects.Of(run, problems), plan.Rules))], plan.Missing);
        context.Conclude(problems);
        WriteFiles(report, plan, JUnitFile(project, plan, request), request.GitHub || plan.Writes("github-summary"), context);
        Write(report, plan, request, context);
        return ExitCode(report, request);
    }

    private static string? JUnitFile(Project project, GatePlan plan, GateOptions request) =>
        request.JUnit ?? (plan.Writes("junit") ? Path.Combine(project.Folder.ResultsPath, "junit", plan.Experiment?.Name + ".xml") : null);

    private static void WriteFiles(GateReport report, GatePlan plan, string? junit, bool summary, CommandContext context)
    {
        if (junit is not null)
            OutputFile.Write(context, junit, writer => JUnitReport.Write(report, writer));
        if (summary && context.Variable(SummaryVariable) is { Length: > 0 } file)
            OutputFile.Append(context, file, (writer, there) =>
                GateMarkdown.Write(report, writer, GateMarkdown.LargestSummary - there, Holdouts.Of(plan.EvalSet))
            );
    }

    private static void Write(GateReport report, GatePlan plan, GateOptions request, CommandContext context)
    {
        if (request.Json)
            context.Write(GateView.Report(report, ExitCode(report, request)));
        else if (request.Markdown)
            GateMarkdown.Write(report, context.Out, GateMarkdown.LargestComment, Holdouts.Of(plan.EvalSet));
        else
            GateView.Write(context.Console, report, GateText.Note(report, Holdouts.Of(plan.EvalSet)));
        if (report.IsInconclusive)
            context.Error.WriteLine(
                $"warning: {Format.Quantity(report.Outcomes.Count(outcome => outcome.State == GateState.Inconclusive), "gate")} inconclusive. That is no failure; with --strict it ends with 3."
            );
        if (!request.GitHub)
            return;
        // GitHub reads both streams: where JSON or Markdown goes to standard output, commands do not get into it.
        GitHubAnnotations.Write(report, WorkflowCommandEscaper.Unguarded(request.Json || request.Markdown ? context.Error : context.Out));
        if (context.Variable(SummaryVariable) is null or "")
            context.Error.WriteLine($"warning: {SummaryVariable} is not set, so there is no step summary.");
    }

    private static int ExitCode(GateReport report, GateOptions request) =>
        report.HasFailed ? ExitCodes.GateFailed
        : report.IsIncomplete || (request.Strict && report.IsInconclusive) ? ExitCodes.Incomplete
        : ExitCodes.Done;
}
