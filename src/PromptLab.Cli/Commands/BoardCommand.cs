using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.Reporting;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab board [PROMPT]</c>: shows the scoreboard as tables or plots. Sends nothing.</summary>
internal static class BoardCommand
{
    public static Command Create(CommandContext context)
    {
        var prompt = new Argument<string?>("prompt") { Description = "Only this prompt.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Every run, not just the latest one of each version." };
        var plot = new Option<bool>("--plot") { Description = "Draw the pass rates with their intervals." };
        var json = JsonOption.Create();
        var command = new Command("board", "Show the scoreboard: versions, rates and evidence.") { prompt, all, plot, json };
        command.SetAction(
            (parsed, _) => RunAsync(parsed.GetValue(prompt), parsed.GetValue(all), parsed.GetValue(plot), parsed.GetValue(json), context)
        );
        return command;
    }

    private static async Task<int> RunAsync(string? prompt, bool all, bool plot, bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        var board = project.Board(prompt, all);
        if (json)
            context.Write(new BoardOutput(board.Lines));
        else if (board.Lines.Count == 0)
            context.Out.WriteLine("The scoreboard is empty. Run an experiment: promptlab run");
        else
            BoardView.Write(
                context.Console,
                board.Lines,
                plot,
                TuningNote.Lines(ReportedScore.Of(board.Lines), board.Holdouts.GetValueOrDefault)
            );
        return ExitCodes.Done;
    }
}
