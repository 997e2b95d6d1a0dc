using System.CommandLine;
using PromptLab.Cli.Views;
using PromptLab.Comparing;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Reporting;
using PromptLab.Results;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab log PROMPT</c>: the lab notebook of a prompt.</summary>
internal static class LogCommand
{
    public static Command Create(Surroundings surroundings)
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
            (parsed, _) =>
                Task.FromResult(Run(parsed.GetRequiredValue(prompt), parsed.GetValue(markdown), parsed.GetValue(json), surroundings))
        );
        return command;
    }

    private static int Run(string name, bool markdown, bool json, Surroundings surroundings)
    {
        var project = Project.Open(surroundings);
        var problems = new Problems();
        if (!project.Prompts.Names.Contains(name, StringComparer.Ordinal))
            problems.Add(name, null, $"There is no prompt “{name}”.{NearestName.Suggest(name, project.Prompts.Names)}");
        problems.ThrowIfAny();
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
            ClaimsOnRecord.On(project, versions, problems, surroundings.Time),
            project.Prompts.HistoryOf(name, surroundings.Time).Read(problems)
        );
        surroundings.Conclude(problems);
        if (json)
            surroundings.Write(new { Prompt = name, Versions = entries });
        else if (markdown)
            NotebookText.WriteMarkdown(name, entries, surroundings.Out, Holdouts.Of(project));
        else
            Show(name, entries, NotebookText.Note(entries, Holdouts.Of(project)), surroundings);
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
        return BaselineComparisons
            .Of(project, predicting, problems)
            .Where(one => one.Value.Prediction is not null)
            .ToDictionary(one => one.Key, one => one.Value.Prediction!, StringComparer.Ordinal);
    }

    private static void Show(string name, IReadOnlyList<NotebookEntry> entries, IReadOnlyList<string> note, Surroundings surroundings)
    {
        surroundings.Out.WriteLine(name);
        foreach (var entry in entries)
        {
            surroundings.Out.WriteLine();
            surroundings.Out.WriteLine(PlainText.Visible(NotebookText.Heading(entry), int.MaxValue));
            foreach (var (subject, text) in NotebookText.Lines(entry))
                surroundings.Out.WriteLine($"  {subject, -10}  {PlainText.Visible(text, int.MaxValue)}");
        }

        if (note.Count > 0)
            surroundings.Out.WriteLine();
        foreach (var line in note)
            surroundings.Out.WriteLine(PlainText.Visible(line, int.MaxValue));
    }
}
