using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.Diagnosing;
using PromptLab.Reporting;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab diagnose RUN</c>: shows how a run fails, and what to look at first. Sends nothing.</summary>
internal static class DiagnoseCommand
{
    private sealed record Outputs(string? Csv, bool Markdown, bool Json);

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
                RunAsync(
                    parsed.GetRequiredValue(run),
                    new Outputs(parsed.GetValue(csv), parsed.GetValue(markdown), parsed.GetValue(json)),
                    context
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(string reference, Outputs outputs, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        var result = project.Diagnose(new DiagnoseOptions { Run = reference });
        var (run, diagnosis) = (result.Run, result.Diagnosis);
        var note = TuningNote.Lines([ReportedScore.Of(run)], name => name == run.EvalSet.Name ? result.HasHoldout : null);
        if (outputs.Csv is not null)
            OutputFile.Write(context, outputs.Csv, writer => DiagnosisCsv.Write(diagnosis, writer));
        if (outputs.Json)
            context.Write(new DiagnoseOutput(run, diagnosis));
        else if (outputs.Markdown)
            DiagnosisMarkdown.Write(run.Prompt.Reference, run.RunId, diagnosis, context.Out, note);
        else
            DiagnoseView.Write(context.Console, run.Prompt.Reference, run.RunId, diagnosis, note);
        return ExitCodes.Done;
    }
}
