using System.CommandLine;
using System.Text.Json;
using PromptLab.Cli.Options;
using PromptLab.Cli.Views;
using PromptLab.Diagnosing;
using PromptLab.Files;
using PromptLab.Reporting;
using PromptLab.Results;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab diagnose RUN</c>: in which ways a run fails, and where to look first. Sends nothing.</summary>
internal static class DiagnoseCommand
{
    private sealed record Request(string Run, string? Csv, bool Markdown, bool Json);

    public static Command Create(CommandContext context)
    {
        var run = new Argument<string>("run") { Description = "A run, by id or the end of its id, or a prompt version: its latest run." };
        var csv = new Option<string?>("--csv") { Description = "Write the failing items to this file, a row each." };
        var markdown = new Option<bool>("--markdown") { Description = "Write Markdown for a pull request." };
        var json = JsonOption.Create();
        var command = new Command("diagnose", "Tell in which ways a run fails: reasons, slices, clusters, flips, items never solved.")
        {
            run,
            csv,
            markdown,
            json,
        };
        command.SetAction(
            (parsed, _) =>
                Task.FromResult(
                    Run(
                        new Request(parsed.GetRequiredValue(run), parsed.GetValue(csv), parsed.GetValue(markdown), parsed.GetValue(json)),
                        context
                    )
                )
        );
        return command;
    }

    private static int Run(Request request, CommandContext context)
    {
        var project = Project.Open(context);
        var problems = new Problems();
        var run = RunReferences.Find(project, request.Run, problems);
        problems.ThrowIfErrors();
        if (run!.Status != RunStatus.Completed)
            problems.Warn(
                run.RunId,
                null,
                $"The run did not come to its end as it should ({JsonNamingPolicy.SnakeCaseLower.ConvertName(run.Status.ToString())}): only what arrived is looked at."
            );
        var diagnosis = DiagnosisBuilder.Of(project, run, problems);
        context.Conclude(problems);
        if (request.Csv is not null)
            OutputFile.Write(context, request.Csv, writer => DiagnosisCsv.Write(diagnosis, writer));
        if (request.Json)
            context.Write(new { Run = run, Diagnosis = diagnosis });
        else if (request.Markdown)
            DiagnosisMarkdown.Write(run.Prompt.Reference, run.RunId, diagnosis, context.Out, Note(project, run));
        else
            DiagnoseView.Write(context.Console, run.Prompt.Reference, run.RunId, diagnosis, Note(project, run));
        return ExitCodes.Done;
    }

    private static IReadOnlyList<string> Note(Project project, RunRecord run) =>
        TuningNote.Lines([ShownScore.Of(run)], Holdouts.Of(project));
}
