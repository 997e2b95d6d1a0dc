using PromptLab.Cli.Options;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Reporting;

namespace PromptLab.Cli;

/// <summary>Moves labels: the history first, then the label, so that no move is without its line.</summary>
internal static class LabelMover
{
    /// <summary>The prompt version that a label may point to; null with a problem noted.</summary>
    public static Prompt? VersionOf(Project project, string reference, string label, Problems problems)
    {
        var prompt = project.Prompts.Resolve(reference, problems);
        if (PromptLabels.ProblemOf(label) is { } wrong)
            problems.Add(label, null, wrong);
        if (prompt is not null && PromptFile.IsDraft(prompt.Version))
            problems.Add(
                reference,
                null,
                $"A label points to a frozen version, and the draft still changes. Freeze it first: promptlab freeze {prompt.Name}"
            );
        return prompt;
    }

    /// <summary>The version that a label points to; null where there is no such label.</summary>
    public static string? CurrentOf(Project project, string prompt, string label, Problems problems) =>
        project.Prompts.Labels(prompt, problems).FirstOrDefault(one => one.Name == label)?.Version;

    /// <summary>
    /// The version that a label which only evidence moves stands for, although it was taken out of the file; null where
    /// none was.
    /// </summary>
    public static string? TakenOut(string label, string? current, IReadOnlyList<LabelMove> moves) =>
        current is null && LabelHistory.IsGuarded(label, moves) ? LabelHistory.EndOf(label, moves) : null;

    /// <summary>Checks the history of a prompt's labels, and that no label that takes evidence was moved around it.</summary>
    public static void CheckHistory(Project project, string prompt, Problems problems, CommandContext context)
    {
        var found = new Problems();
        var moves = project.Prompts.HistoryOf(prompt, context.Time).Read(found);
        problems.AddRange(found.Found);
        if (found.HasErrors)
            return;
        var (labels, file) = (project.Prompts.Labels(prompt, new Problems()), project.Prompts.ShownOf(prompt, "labels.yaml"));
        foreach (
            var label in moves
                .Select(move => move.Label)
                .Distinct(StringComparer.Ordinal)
                .Where(label => LabelHistory.IsGuarded(label, moves))
        )
        {
            var (now, last) = (labels.FirstOrDefault(one => one.Name == label), LabelHistory.EndOf(label, moves));
            if (now is null)
                problems.Warn(
                    file,
                    null,
                    $"{label} is not there, and its history ends with {last}: it was taken out by hand. Put it back: promptlab label {prompt}@{last} {label}"
                );
            else if (now.Version != last)
                problems.Warn(
                    file,
                    now.Line,
                    $"{label} is {now.Version}, and its history ends with {last}: it was moved by hand, without evidence. Move it with promptlab promote or rollback."
                );
        }
    }

    /// <summary>Moves a label to a version and says so.</summary>
    public static async Task<int> MoveAsync(Project project, Prompt prompt, LabelMove move, bool json, CommandContext context)
    {
        project.Prompts.CheckLabel(prompt.Name, move.Label, move.To);
        var history = project.Prompts.HistoryOf(prompt.Name, context.Time);
        await history.AppendAsync(
            move,
            () => CheckStill(project, prompt, move),
            () => project.Prompts.MoveLabel(prompt.Name, move.Label, move.To),
            context.Stopping
        );
        if (json)
            context.Write(
                new
                {
                    Prompt = prompt.Name,
                    move.Label,
                    Before = move.From,
                    After = move.To,
                    Move = move,
                }
            );
        else
            context.Out.WriteLine($"{prompt.Name}@{move.Label}: {move.From ?? "new"} → {move.To}{LabelText.Grounds(move)}");
        return ExitCodes.Done;
    }

    // Another process may have moved it since this one has read the file, and the evidence was against what it pointed to then.
    private static void CheckStill(Project project, Prompt prompt, LabelMove move)
    {
        var problems = new Problems();
        var now = CurrentOf(project, prompt.Name, move.Label, problems);
        if (now != move.From)
            problems.Add(
                move.Label,
                null,
                $"Another process has just moved {prompt.Name}@{move.Label} to {now ?? "nothing"}. Look again, and then decide anew."
            );
        problems.ThrowIfErrors();
    }

    /// <summary>Says that a label is where it was to be moved to; nothing is written.</summary>
    public static int IsThere(Prompt prompt, string label, bool json, CommandContext context)
    {
        if (json)
            context.Write(
                new
                {
                    Prompt = prompt.Name,
                    Label = label,
                    Before = prompt.Version,
                    After = prompt.Version,
                }
            );
        else
            context.Out.WriteLine($"{prompt.Name}@{label}: {prompt.Version} already");
        return ExitCodes.Done;
    }

    /// <summary>A move that is about to be made.</summary>
    public static async Task<LabelMove> NewAsync(
        Project project,
        LabelMoveKind kind,
        string label,
        string? from,
        Prompt to,
        string? by,
        CommandContext context
    ) =>
        new()
        {
            At = context.Time.GetUtcNow(),
            By = by ?? await Provenance.WhoAsync(project.Folder.Root, context),
            Kind = kind,
            Label = label,
            From = from,
            To = to.Version,
            ToHash = to.Hash,
        };
}
