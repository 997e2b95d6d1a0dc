using PromptLab.Comparing;
using PromptLab.Confirming;
using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Progress;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>Reads the lab notebook of a prompt: its versions, their runs, predictions and claims, and the moves of its labels.</summary>
internal static class NotebookReader
{
    public static LogResult Read(ProjectWorkspace project, LogOptions options)
    {
        var (name, problems) = (options.Prompt, new Problems());
        if (!project.Prompts.Names.Contains(name, StringComparer.Ordinal))
            problems.Add(name, null, $"There is no prompt “{name}”.{NearestName.Suggest(name, project.Prompts.Names)}");
        problems.ThrowIfErrors();
        var versions = project
            .Prompts.Versions(name)
            .Select(version => project.Prompts.Read(name, version, problems))
            .OfType<Prompt>()
            .ToList();
        var rows = project.ReadScoreboard(problems);
        var board = Board.Of([.. rows.Where(row => row.Prompt == name)]);
        var entries = Notebook.Of(
            [.. versions.Select(version => (version, project.Prompts.ElementsOf(version, problems)))],
            project.Prompts.Labels(name, problems),
            board,
            PredictionsOf(project, board, rows, problems),
            LedgerClaims.On(project, versions, problems),
            project.Prompts.LabelHistoryOf(name, project.Host.Time).Read(problems)
        );
        project.Conclude(problems);
        return new LogResult
        {
            Prompt = name,
            Versions = entries,
            Holdouts = HoldoutPresence.Of(project, board.Select(line => line.Row.EvalSet)),
        };
    }

    // Only stored runs of versions with a prediction need to be read.
    private static Dictionary<string, PredictionGrade> PredictionsOf(
        ProjectWorkspace project,
        IReadOnlyList<BoardLine> board,
        IReadOnlyList<ScoreboardRow> rows,
        Problems problems
    )
    {
        var ids = board.Select(line => line.Compared.RunId).ToHashSet(StringComparer.Ordinal);
        var predicting = project
            .Runs.All()
            .Where(run => ids.Contains(run.RunId) && (run.Prompt.PredictedFixes ?? run.Prompt.MightBreak) is not null)
            .ToList();
        return BaselineComparer
            .Of(project, predicting, rows, problems)
            .Where(one => one.Value.Prediction is not null)
            .ToDictionary(one => one.Key, one => one.Value.Prediction!, StringComparer.Ordinal);
    }
}
