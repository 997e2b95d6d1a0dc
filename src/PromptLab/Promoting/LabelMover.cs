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
        var (labels, file) = (project.Prompts.Labels(prompt, found), project.Prompts.ShownPathOf(prompt, "labels.yaml"));
        if (found.HasErrors)
            return; // reported with the labels; that they are missing says nothing then
        if (moves.Count == 0 && labels.Count > 0 && project.Prompts.LabelHistoryOf(prompt, project.Host.Time).Exists)
            problems.Add(
                project.Prompts.LabelHistoryOf(prompt, project.Host.Time).ShownAs,
                null,
                "The history has no move, and there are labels. Restore it from version control; where the labels were written by hand, delete the empty file."
            );
        foreach (
            var label in moves
                .Select(move => move.Label)
                .Distinct(StringComparer.Ordinal)
                .Where(label => LabelHistory.IsGuarded(label, moves))
        )
        {
            var (now, last) = (labels.FirstOrDefault(one => one.Name == label), LabelHistory.LatestVersion(label, moves));
            if (LabelHistory.InterruptedMove(label, now?.Version, moves) is { } begun)
                problems.Warn(file, now?.Line, DescribeInterrupted(prompt, begun));
            else if (now is null)
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

    private static string DescribeInterrupted(string prompt, LabelMove begun)
    {
        var command =
            begun.Kind == LabelMoveKind.Rollback ? $"promptlab rollback {prompt} {begun.Label}"
            : begun.Kind == LabelMoveKind.Promote && begun.Reason is not null
                ? $"promptlab promote {prompt}@{begun.To} {begun.Label} --force \"{begun.Reason}\""
            : begun.Kind == LabelMoveKind.Promote ? $"promptlab promote {prompt}@{begun.To} {begun.Label}"
            : $"promptlab label {prompt}@{begun.To} {begun.Label}";
        return begun.From is { } from
            ? $"{begun.Label} is {from}, and its history ends with the move from {from} to {begun.To}: that command was interrupted, or the label was put back by hand. Finish the move by repeating it: {command}"
            : $"{begun.Label} is not there, and its history ends with {begun.To}: it was taken out by hand, or the command that set it was interrupted. Put it back: promptlab label {prompt}@{begun.To} {begun.Label}";
    }

    /// <summary>
    /// Moves a label to a version. Where an interrupted command has already recorded the very move, the label follows it, and the
    /// history gets no second line.
    /// </summary>
    /// <param name="project">The project; the prompt is locked.</param>
    /// <param name="prompt">The version.</param>
    /// <param name="move">The move.</param>
    /// <param name="moves">The history.</param>
    /// <param name="cancellationToken">Cancels waiting for other writers.</param>
    /// <exception cref="InputException">The label is not writable, or somebody has moved it meanwhile.</exception>
    public static Task<LabelResult> MoveOrFinishAsync(
        ProjectWorkspace project,
        Prompt prompt,
        LabelMove move,
        IReadOnlyList<LabelMove> moves,
        CancellationToken cancellationToken
    )
    {
        if (LabelHistory.InterruptedMove(move.Label, move.From, moves) is not { } begun || !IsSame(begun, move))
            return MoveAsync(project, prompt, move, cancellationToken);
        project.Prompts.MoveLabel(prompt.Name, begun.Label, begun.To);
        return Task.FromResult(ResultOf(prompt, begun));
    }

    private static bool IsSame(LabelMove one, LabelMove other) =>
        (one.Kind, one.To, one.ToHash, one.Reason) == (other.Kind, other.To, other.ToHash, other.Reason);

    /// <summary>Moves a label to a version.</summary>
    /// <exception cref="InputException">The label is not writable, or another process has moved it meanwhile.</exception>
    private static async Task<LabelResult> MoveAsync(
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
        return ResultOf(prompt, move);
    }

    private static LabelResult ResultOf(Prompt prompt, LabelMove move) =>
        new()
        {
            Prompt = prompt.Name,
            Label = move.Label,
            Before = move.From,
            After = move.To,
            Move = move,
        };

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
