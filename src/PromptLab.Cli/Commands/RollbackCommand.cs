using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Texts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab rollback PROMPT production</c>: moves a label back to the version that it pointed to before.</summary>
internal static class RollbackCommand
{
    private sealed record Request(string Prompt, string Label, string? Why, string? By, bool Json);

    public static Command Create(CommandContext context)
    {
        var prompt = new Argument<string>("prompt") { Description = "The prompt, such as triage." };
        var label = new Argument<string>("label") { Description = "The label, such as production." };
        var why = new Option<string?>("--why") { Description = "Why, for the history." };
        var by = ByOption.Create();
        var json = JsonOption.Create();
        var command = new Command("rollback", "Move a label back to the version that it pointed to before.")
        {
            prompt,
            label,
            why,
            by,
            json,
        };
        command.SetAction(
            (parsed, _) =>
                RunAsync(
                    new Request(
                        parsed.GetRequiredValue(prompt),
                        parsed.GetRequiredValue(label),
                        parsed.GetValue(why),
                        parsed.GetValue(by),
                        parsed.GetValue(json)
                    ),
                    context
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(Request request, CommandContext context)
    {
        var project = Project.Open(context);
        var problems = new Problems();
        if (!project.Prompts.Names.Contains(request.Prompt, StringComparer.Ordinal))
            problems.Add(
                request.Prompt,
                null,
                $"There is no prompt “{request.Prompt}”.{NearestName.Suggest(request.Prompt, project.Prompts.Names)}"
            );
        problems.ThrowIfErrors();
        var labels = project.Prompts.Labels(request.Prompt, problems);
        if (labels.All(label => label.Name != request.Label))
            problems.Add(
                request.Label,
                null,
                $"{request.Prompt} has no label “{request.Label}”.{NearestName.Suggest(request.Label, labels.Select(label => label.Name))}"
            );
        var history = project.Prompts.HistoryOf(request.Prompt, context.Time);
        var moves = history.Read(problems);
        problems.ThrowIfErrors();
        var current = labels.First(label => label.Name == request.Label).Version;
        if (LabelHistory.Before(request.Label, current, moves) is not { } before)
            throw new InputException(
                history.ShownAs,
                null,
                $"The history knows no version that {request.Prompt}@{request.Label} pointed to before {current}. Move it by name: promptlab promote {request.Prompt}@vN {request.Label} --force \"reason\""
            );
        var version = project.Prompts.Resolve($"{request.Prompt}@{before}", problems);
        context.Conclude(problems);
        var move = await LabelMover.NewAsync(project, LabelMoveKind.Rollback, request.Label, current, version!, request.By, context);
        return await LabelMover.MoveAsync(project, version!, move with { Reason = request.Why }, request.Json, context);
    }
}
