using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Files;
using PromptLab.Prompts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab label prompt@v3 baseline</c>: sets or moves a label that needs no evidence.</summary>
internal static class LabelCommand
{
    public static Command Create(CommandContext context)
    {
        var reference = new Argument<string>("prompt") { Description = "A frozen version, such as triage@v3." };
        var label = new Argument<string>("label") { Description = "The label, such as baseline." };
        var by = ByOption.Create();
        var json = JsonOption.Create();
        var command = new Command(
            "label",
            "Point a label such as baseline to a version. production, once it is set, is moved by promote and rollback."
        )
        {
            reference,
            label,
            by,
            json,
        };
        command.SetAction(
            (parsed, _) =>
                RunAsync(
                    parsed.GetRequiredValue(reference),
                    parsed.GetRequiredValue(label),
                    parsed.GetValue(by),
                    parsed.GetValue(json),
                    context
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(string reference, string label, string? by, bool json, CommandContext context)
    {
        var project = Project.Open(context);
        var problems = new Problems();
        var prompt = LabelMover.VersionOf(project, reference, label, problems);
        problems.ThrowIfErrors();
        var current = LabelMover.CurrentOf(project, prompt!.Name, label, problems);
        if (current == prompt.Version)
            return LabelMover.IsThere(prompt, label, json, context);
        var moves = project.Prompts.HistoryOf(prompt.Name, context.Time).Read(problems);
        if (current is not null && LabelHistory.IsGuarded(label, moves))
            problems.Add(
                label,
                null,
                $"{prompt.Name}@{label} is {current}, and moving it takes evidence: promptlab promote {prompt.Reference} {label}. To go back to the version before: promptlab rollback {prompt.Name} {label}"
            );
        if (LabelMover.TakenOut(label, current, moves) is { } former && former != prompt.Version)
            problems.Add(
                label,
                null,
                $"{prompt.Name}@{label} was {former} until somebody took it out of labels.yaml, and moving it takes evidence: promptlab promote {prompt.Reference} {label}. To put it back: promptlab label {prompt.Name}@{former} {label}"
            );
        context.Conclude(problems);
        var move = await LabelMover.NewAsync(project, LabelMoveKind.Set, label, current, prompt, by, context);
        return await LabelMover.MoveAsync(project, prompt, move, json, context);
    }
}
