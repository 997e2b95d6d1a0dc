using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Views;
using PromptLab.Files;
using PromptLab.Reporting;
using PromptLab.Results;
using PromptLab.Texts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab board [PROMPT]</c>: the scoreboard as a table.</summary>
internal static class BoardCommand
{
    public static Command Create(CommandContext context)
    {
        var prompt = new Argument<string?>("prompt") { Description = "Only this prompt.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Every run, not just the latest one of each version." };
        var plot = new Option<bool>("--plot") { Description = "Draw the pass rates with their intervals." };
        var json = JsonOption.Create();
        var command = new Command(
            "board",
            "Show the scoreboard: versions in order, what changed, pass rates with their intervals, and what the evidence says of each change."
        )
        {
            prompt,
            all,
            plot,
            json,
        };
        command.SetAction(
            (parsed, _) =>
                Task.FromResult(Run(parsed.GetValue(prompt), parsed.GetValue(all), parsed.GetValue(plot), parsed.GetValue(json), context))
        );
        return command;
    }

    private static int Run(string? prompt, bool all, bool plot, bool json, CommandContext context)
    {
        var project = Project.Open(context);
        var problems = new Problems();
        var rows = project.Scoreboard.Read(problems);
        if (prompt is not null && rows.All(row => row.Prompt != prompt))
            problems.Add(
                prompt,
                null,
                $"The scoreboard has no run of “{prompt}”.{NearestName.Suggest(prompt, rows.Select(row => row.Prompt).Distinct(StringComparer.Ordinal))}"
            );
        context.Conclude(problems);
        var lines = Board.Of([.. rows.Where(row => prompt is null || row.Prompt == prompt)], all);
        if (json)
            context.Write(new { Lines = lines });
        else if (lines.Count == 0)
            context.Out.WriteLine("The scoreboard is empty. Run an experiment: promptlab run");
        else
            BoardView.Write(
                context.Console,
                lines,
                plot,
                TuningNote.Lines([.. lines.Select(line => ShownScore.Of(line.Row))], Holdouts.Of(project))
            );
        return ExitCodes.Done;
    }
}
