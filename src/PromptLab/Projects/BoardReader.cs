using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Results;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>Reads the board from the scoreboard.</summary>
internal static class BoardReader
{
    public static BoardResult Read(ProjectWorkspace project, string? prompt, bool all)
    {
        var problems = new Problems();
        var rows = project.ReadScoreboard(problems);
        if (prompt is not null && rows.All(row => row.Prompt != prompt))
            problems.Add(
                prompt,
                null,
                $"The scoreboard has no run of “{prompt}”.{NearestName.Suggest(prompt, rows.Select(row => row.Prompt).Distinct(StringComparer.Ordinal))}"
            );
        project.Conclude(problems);
        var lines = Board.Of(
            [.. rows.Where(row => prompt is null || row.Prompt == prompt)],
            PromptTexts.Of(project.Prompts, rows.Select(row => row.Prompt)),
            all
        );
        return new BoardResult { Lines = lines, Holdouts = HoldoutPresence.Of(project, lines.Select(line => line.Row.EvalSet)) };
    }
}
