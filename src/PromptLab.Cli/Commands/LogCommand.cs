using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Views;
using PromptLab.Comparing;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Reporting;
using PromptLab.Results;
using PromptLab.Texts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab log PROMPT</c>: the lab notebook of a prompt.</summary>
internal static class LogCommand
{
    public static Command Create(CommandContext context)
    {
        var prompt = new Argument<string>("prompt") { Description = "The prompt." };
        var markdown = new Option<bool>("--markdown") { Description = "Write Markdown for a wiki." };
        var json = JsonOption.Create();
        var command = new Command(
            "log",
            "Show the lab notebook of a prompt: each version, its change, its hypothesis, and what came of it."
        )
        {
            prompt,
            markdown,
            json,
        };
        command.SetAction(
            (parsed, _) => Task.FromResult(Run(parsed.GetRequiredValue(prompt), parsed.GetValue(markdown), parsed.GetValue(json), context))
        );
        return command;
    }

    private static int Run(string name, bool markdown, bool json, CommandContext context)
    {
        var project = Project.Open(context);
        var problems = new Problems();
        if (!project.Prompts.Names.Contains(name, StringComparer.Ordinal))
            problems.Add(name, null, $"There is no prompt “{name}”.{NearestName.Suggest(name, project.Prompts.Names)}");
        problems.ThrowIfErrors();
        var versions = project
            .Prompts.Versions(name)
            .Select(version => project.Prompts.Read(name, version, problems))
            .OfType<Prompt>()
            .ToList();
        var board = Board.Of([.. project.Scoreboard.Read(problems).Where(row => row.Prompt == name)]);
        var entries = Notebook.Of(
            [.. versions.Select(version => (version, project.Prompts.ElementsOf(version, problems)))],
            project.Prompts.Labels(name, problems),
            board,
            PredictionsOf(project, board, problems),
            ClaimsOnRecord.On(project, versions, problems, context.Time),
            project.Prompts.HistoryOf(name, context.Time).Read(problems)
        );
        context.Conclude(problems);
        if (json)
            context.Write(new { Prompt = name, Versions = entries });
        else if (markdown)
            NotebookText.WriteMarkdown(name, entries, context.Out, Holdouts.Of(project));
        else
            Show(name, entries, NotebookText.Note(entries, Holdouts.Of(project)), context);
        return ExitCodes.Done;
    }

    // Only runs that are still here, of versions that predicted something, are read.
    private static Dictionary<string, PredictionGrade> PredictionsOf(Project project, IReadOnlyList<BoardLine> board, Problems problems)
    {
        var ids = board.Select(line => line.Compared.RunId).ToHashSet(StringComparer.Ordinal);
        var predicting = project
            .Runs.All()
            .Where(run => ids.Contains(run.RunId) && (run.Prompt.PredictedFixes ?? run.Prompt.MightBreak) is not null)
            .ToList();
        return BaselineComparer
            .Of(project, predicting, problems)
            .Where(one => one.Value.Prediction is not null)
            .ToDictionary(one => one.Key, one => one.Value.Prediction!, StringComparer.Ordinal);
    }

    private static void Show(string name, IReadOnlyList<NotebookEntry> entries, IReadOnlyList<string> note, CommandContext context)
    {
        context.Out.WriteLine(name);
        foreach (var entry in entries)
        {
            context.Out.WriteLine();
            context.Out.WriteLine(PrintableText.Visible(NotebookText.Heading(entry), int.MaxValue));
            foreach (var (subject, text) in NotebookText.Lines(entry))
                context.Out.WriteLine($"  {subject, -10}  {PrintableText.Visible(text, int.MaxValue)}");
        }

        if (note.Count > 0)
            context.Out.WriteLine();
        foreach (var line in note)
            context.Out.WriteLine(PrintableText.Visible(line, int.MaxValue));
    }
}
