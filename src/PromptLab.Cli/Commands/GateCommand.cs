using System.CommandLine;
using PromptLab.Cli.Views;
using PromptLab.Files;
using PromptLab.Gating;
using PromptLab.Reporting;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab gate [EXPERIMENT]</c>: judges runs that are there by the gates of their eval set. Sends nothing.</summary>
internal static class GateCommand
{
    /// <summary>The option that asks for annotations.</summary>
    public const string GitHubOption = "--github";

    private const string SummaryVariable = "GITHUB_STEP_SUMMARY";

    public static Command Create(Surroundings surroundings)
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
                    new GateRequest
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
                    surroundings
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(GateRequest request, Surroundings surroundings)
    {
        var project = Project.Open(surroundings);
        var plan = await GatePreparation.PrepareAsync(project, request, surroundings);
        var problems = new Problems();
        var subjects = new GateSubjects(project, plan, request, surroundings.Time.GetUtcNow());
        var report = new GateReport([.. plan.Runs.Select(run => GatedRun.Of(subjects.Of(run, problems), plan.Rules))], plan.Missing);
        surroundings.Conclude(problems);
        WriteFiles(report, plan, JUnitFile(project, plan, request), request.GitHub || plan.Writes("github-summary"), surroundings);
        Write(report, plan, request, surroundings);
        return ExitCode(report, request);
    }

    private static string? JUnitFile(Project project, GatePlan plan, GateRequest request) =>
        request.JUnit ?? (plan.Writes("junit") ? Path.Combine(project.Folder.ResultsPath, "junit", plan.Experiment?.Name + ".xml") : null);

    private static void WriteFiles(GateReport report, GatePlan plan, string? junit, bool summary, Surroundings surroundings)
    {
        if (junit is not null)
            OutputFile.Write(surroundings, junit, writer => JUnitReport.Write(report, writer));
        if (summary && surroundings.Variable(SummaryVariable) is { Length: > 0 } file)
            OutputFile.Append(surroundings, file, (writer, there) =>
                GateMarkdown.Write(report, writer, GateMarkdown.LargestSummary - there, Holdouts.Of(plan.EvalSet))
            );
    }

    private static void Write(GateReport report, GatePlan plan, GateRequest request, Surroundings surroundings)
    {
        if (request.Json)
            surroundings.Write(GateView.Report(report, ExitCode(report, request)));
        else if (request.Markdown)
            GateMarkdown.Write(report, surroundings.Out, GateMarkdown.LargestComment, Holdouts.Of(plan.EvalSet));
        else
            GateView.Write(surroundings.Console, report, GateText.Note(report, Holdouts.Of(plan.EvalSet)));
        if (report.IsInconclusive)
            surroundings.Error.WriteLine(
                $"warning: {Reporting.Shown.Of(report.Outcomes.Count(outcome => outcome.State == GateState.Inconclusive), "gate")} inconclusive. That is no failure; with --strict it ends with 3."
            );
        if (!request.GitHub)
            return;
        // GitHub reads both streams: where JSON or Markdown goes to standard output, commands do not get into it.
        GitHubAnnotations.Write(report, InertWriter.Unguarded(request.Json || request.Markdown ? surroundings.Error : surroundings.Out));
        if (surroundings.Variable(SummaryVariable) is null or "")
            surroundings.Error.WriteLine($"warning: {SummaryVariable} is not set, so there is no step summary.");
    }

    private static int ExitCode(GateReport report, GateRequest request) =>
        report.HasFailed ? ExitCodes.GateFailed
        : report.IsIncomplete || (request.Strict && report.IsInconclusive) ? ExitCodes.Incomplete
        : ExitCodes.Done;
}
