using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Workspace;

namespace PromptLab.Promoting;

/// <summary>Moves labels. The history is written before the label, so that no move lacks its line.</summary>
internal static class LabelMover
{
    /// <summary>The frozen version that a label should point to; null, with a problem added, where there is none.</summary>
    public static Prompt? VersionOf(ProjectWorkspace project, string reference, string label, Problems problems)
    {
        var prompt = project.Prompts.Resolve(reference, problems);
        if (PromptLabels.NameProblem(label) is { } problem)
            problems.Add(label, null, problem);
        if (prompt is not null && PromptFile.IsDraft(prompt.Version))
            problems.Add(
                reference,
                null,
                $"A label points to a frozen version, and the draft still changes. Freeze it first: promptlab freeze {prompt.Name}"
            );
        return prompt;
    }

    /// <summary>The version that a label points to; null where there is no such label.</summary>
    public static string? CurrentOf(ProjectWorkspace project, string prompt, string label, Problems problems) =>
        project.Prompts.Labels(prompt, problems).FirstOrDefault(one => one.Name == label)?.Version;

    /// <summary>
    /// The last version of a guarded label that was removed from <c>labels.yaml</c> by hand; null where the label was not removed, or
    /// is not guarded. A guarded label moves only on evidence.
    /// </summary>
    public static string? RemovedVersion(string label, string? current, IReadOnlyList<LabelMove> moves) =>
        current is null && LabelHistory.IsGuarded(label, moves) ? LabelHistory.LatestVersion(label, moves) : null;

    /// <summary>Checks the label history of a prompt, and warns of guarded labels that were moved without evidence.</summary>
    public static void CheckHistory(ProjectWorkspace project, string prompt, Problems problems)
    {
        var found = new Problems();
        var moves = project.Prompts.LabelHistoryOf(prompt, project.Host.Time).Read(found);
        problems.AddRange(found.Found);
        if (found.HasErrors)
            return;
        var (labels, file) = (project.Prompts.Labels(prompt, new Problems()), project.Prompts.ShownPathOf(prompt, "labels.yaml"));
        foreach (
            var label in moves
                .Select(move => move.Label)
                .Distinct(StringComparer.Ordinal)
                .Where(label => LabelHistory.IsGuarded(label, moves))
        )
        {
            var (now, last) = (labels.FirstOrDefault(one => one.Name == label), LabelHistory.LatestVersion(label, moves));
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

    /// <summary>Moves a label to a version.</summary>
    /// <exception cref="InputException">The label is not writable, or another process has moved it meanwhile.</exception>
    public static async Task<LabelResult> MoveAsync(
        ProjectWorkspace project,
        Prompt prompt,
        LabelMove move,
        CancellationToken cancellationToken
    )
    {
        project.Prompts.CheckLabel(prompt.Name, move.Label, move.To);
        var history = project.Prompts.LabelHistoryOf(prompt.Name, project.Host.Time);
        await history.AppendAsync(
            move,
            () => CheckUnmoved(project, prompt, move),
            () => project.Prompts.MoveLabel(prompt.Name, move.Label, move.To),
            cancellationToken
        );
        return new LabelResult
        {
            Prompt = prompt.Name,
            Label = move.Label,
            Before = move.From,
            After = move.To,
            Move = move,
        };
    }

    // Another process may have moved the label since it was read, and the evidence is against its version at that time.
    private static void CheckUnmoved(ProjectWorkspace project, Prompt prompt, LabelMove move)
    {
        var problems = new Problems();
        var now = project.Prompts.ReloadLabels(prompt.Name, problems).FirstOrDefault(label => label.Name == move.Label)?.Version;
        if (now != move.From)
            problems.Add(
                move.Label,
                null,
                $"Another process has just moved {prompt.Name}@{move.Label} to {now ?? "nothing"}. Look again, and then decide anew."
            );
        problems.ThrowIfErrors();
    }

    /// <summary>The result where a label already points to the version; nothing is written.</summary>
    public static LabelResult Unchanged(Prompt prompt, string label) =>
        new()
        {
            Prompt = prompt.Name,
            Label = label,
            Before = prompt.Version,
            After = prompt.Version,
            Move = null,
        };

    /// <summary>Creates a move with the current time and author.</summary>
    public static async Task<LabelMove> CreateMoveAsync(
        ProjectWorkspace project,
        LabelMoveKind kind,
        string label,
        string? from,
        Prompt to,
        string? by,
        CancellationToken cancellationToken
    ) =>
        new()
        {
            At = project.Host.Time.GetUtcNow(),
            By = by ?? await project.AuthorAsync(cancellationToken),
            Kind = kind,
            Label = label,
            From = from,
            To = to.Version,
            ToHash = to.Hash,
        };
}
