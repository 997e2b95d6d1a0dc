using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Workspace;

namespace PromptLab.Promoting;

/// <summary>Sets a label that moves without evidence.</summary>
internal static class LabelSetter
{
    public static async Task<LabelResult> SetAsync(ProjectWorkspace project, LabelOptions options, CancellationToken cancellationToken)
    {
        using var held = project.Prompts.LockExisting(PromptReference.Parse(options.Version).Name, project.Host.Time, cancellationToken);
        var (label, problems) = (options.Label, new Problems());
        var prompt = LabelMover.VersionOf(project, options.Version, label, problems);
        problems.ThrowIfErrors();
        var current = LabelMover.CurrentOf(project, prompt!.Name, label, problems);
        if (current == prompt.Version)
            return LabelMover.Unchanged(prompt, label);
        var moves = project.Prompts.LabelHistoryOf(prompt.Name, project.Host.Time).Read(problems);
        if (current is not null && LabelHistory.IsGuarded(label, moves))
            problems.Add(
                label,
                null,
                $"{prompt.Name}@{label} is {current}, and moving it takes evidence: promptlab promote {prompt.Reference} {label}. To go back to the version before: promptlab rollback {prompt.Name} {label}"
            );
        if (LabelMover.RemovedVersion(label, current, moves) is { } former && former != prompt.Version)
            problems.Add(
                label,
                null,
                $"{prompt.Name}@{label} was {former} until somebody took it out of labels.yaml, and moving it takes evidence: promptlab promote {prompt.Reference} {label}. To put it back: promptlab label {prompt.Name}@{former} {label}"
            );
        project.Conclude(problems);
        var move = await LabelMover.CreateMoveAsync(project, LabelMoveKind.Set, label, current, prompt, options.By, cancellationToken);
        return await LabelMover.MoveOrFinishAsync(project, prompt, move, moves, cancellationToken);
    }
}
