using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Reports;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.Diagnosing;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab diagnose RUN</c>: shows how a run fails, and what to look at first. Sends nothing.</summary>
internal static class DiagnoseCommand
{
    public static Command Create(CommandContext context)
    {
        var run = new Argument<string?>("run")
        {
            Description =
                "A run, by id or the end of its id, or a prompt version: its latest run. Without one, the latest of the only prompt.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var reports = new ReportOptions<DiagnosisResult>();
        var json = JsonOption.Create();
        var command = new Command("diagnose", "Group the failures: reasons, slices, clusters, flips.") { run, reports, json };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(run), reports.ChosenIn(parsed), parsed.GetValue(json), context));
        return command;
    }

    private static async Task<int> RunAsync(string? reference, ChosenReports<DiagnosisResult> reports, bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        var result = project.Diagnose(reference ?? project.OnlyRun());
        var (run, diagnosis) = (result.Run, result.Diagnosis);
        reports.WriteFiles(result, context);
        if (json)
            context.Write(new DiagnoseOutput(run, diagnosis));
        else if (!reports.TryWriteText(result, context))
            DiagnoseView.Write(context.Console, run.Prompt.Reference, run.RunId, diagnosis, ReportFormats.NoteOf(result));
        return ExitCodes.Done;
    }
}
