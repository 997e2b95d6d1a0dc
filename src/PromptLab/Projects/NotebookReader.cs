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
    public static LogResult Read(ProjectWorkspace project, string prompt)
    {
        var problems = new Problems();
        if (!project.Prompts.Names.Contains(prompt, StringComparer.Ordinal))
            problems.Add(prompt, null, $"There is no prompt “{prompt}”.{NearestName.Suggest(prompt, project.Prompts.Names)}");
        problems.ThrowIfErrors();
        var versions = project
            .Prompts.Versions(prompt)
            .Select(version => project.Prompts.Read(prompt, version, problems))
            .OfType<Prompt>()
            .ToList();
        var rows = project.ReadScoreboard(problems);
        var texts = PromptTexts.Of(project.Prompts, [prompt]);
        var board = Board.Of([.. rows.Where(row => row.Prompt == prompt)], texts);
        var predictions = PredictionsOf(project, board, rows, problems);
        var entries = Notebook.Of(
            [.. versions.Select(version => (version, project.Prompts.ElementsOf(version, problems)))],
            project.Prompts.Labels(prompt, problems),
            board,
            LostRace.In(project.Runs.All().Where(run => run.Prompt.Name == prompt), texts),
            predictions,
            LedgerClaims.On(project, versions, problems),
            project.Prompts.LabelHistoryOf(prompt, project.Host.Time).Read(problems)
        );
        project.Conclude(problems);
        return new LogResult
        {
            Prompt = prompt,
            Versions = entries,
            OtherTexts =
            [
                .. board
                    .Where(line => line.IsOtherText)
                    .Select(line => new NotebookOutcome(line, predictions.GetValueOrDefault(line.Compared.RunId))),
            ],
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
