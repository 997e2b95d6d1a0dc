using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Promoting;

/// <summary>Moves a label back to its previous version.</summary>
internal static class Rollback
{
    public static async Task<LabelResult> RollBackAsync(
        ProjectWorkspace project,
        RollbackOptions options,
        CancellationToken cancellationToken
    )
    {
        using var held = project.Prompts.LockExisting(options.Prompt, project.Host.Time, cancellationToken);
        var (prompt, label, problems) = (options.Prompt, options.Label, new Problems());
        if (!project.Prompts.Names.Contains(prompt, StringComparer.Ordinal))
            problems.Add(prompt, null, $"There is no prompt “{prompt}”.{NearestName.Suggest(prompt, project.Prompts.Names)}");
        problems.ThrowIfErrors();
        var labels = project.Prompts.Labels(prompt, problems);
        if (labels.All(one => one.Name != label))
            problems.Add(label, null, $"{prompt} has no label “{label}”.{NearestName.Suggest(label, labels.Select(one => one.Name))}");
        var history = project.Prompts.LabelHistoryOf(prompt, project.Host.Time);
        var moves = history.Read(problems);
        problems.ThrowIfErrors();
        var current = labels.First(one => one.Name == label).Version;
        if (BeforeOf(label, current, moves) is not { } before)
            throw new InputException(
                history.ShownAs,
                null,
                $"The history knows no version that {prompt}@{label} pointed to before {current}. Move it by name: promptlab promote {prompt}@vN {label} --force \"reason\""
            );
        var version = project.Prompts.Resolve($"{prompt}@{before}", problems);
        project.Conclude(problems);
        var move = await LabelMover.CreateMoveAsync(
            project,
            LabelMoveKind.Rollback,
            label,
            current,
            version!,
            options.By,
            cancellationToken
        );
        return await LabelMover.MoveOrFinishAsync(project, version!, move with { Reason = options.Why }, moves, cancellationToken);
    }

    // A rollback that was interrupted is finished, not followed by a second one.
    private static string? BeforeOf(string label, string current, IReadOnlyList<LabelMove> moves) =>
        LabelHistory.InterruptedMove(label, current, moves) is { Kind: LabelMoveKind.Rollback } begun
            ? begun.To
            : LabelHistory.PreviousVersion(label, current, moves);
}
