using System.CommandLine;
using PromptLab.Files;
using PromptLab.Prompts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab rollback PROMPT production</c>: moves a label back to the version that it pointed to before.</summary>
internal static class RollbackCommand
{
    private sealed record Request(string Prompt, string Label, string? Why, string? By, bool Json);

    public static Command Create(Surroundings surroundings)
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
                    surroundings
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(Request request, Surroundings surroundings)
    {
        var project = Project.Open(surroundings);
        var problems = new Problems();
        if (!project.Prompts.Names.Contains(request.Prompt, StringComparer.Ordinal))
            problems.Add(
                request.Prompt,
                null,
                $"There is no prompt “{request.Prompt}”.{NearestName.Suggest(request.Prompt, project.Prompts.Names)}"
            );
        problems.ThrowIfAny();
        var labels = project.Prompts.Labels(request.Prompt, problems);
        if (labels.All(label => label.Name != request.Label))
            problems.Add(
                request.Label,
                null,
                $"{request.Prompt} has no label “{request.Label}”.{NearestName.Suggest(request.Label, labels.Select(label => label.Name))}"
            );
        var history = project.Prompts.HistoryOf(request.Prompt, surroundings.Time);
        var moves = history.Read(problems);
        problems.ThrowIfAny();
        var current = labels.First(label => label.Name == request.Label).Version;
        if (LabelHistory.Before(request.Label, current, moves) is not { } before)
            throw new InputException(
                history.ShownAs,
                null,
                $"The history knows no version that {request.Prompt}@{request.Label} pointed to before {current}. Move it by name: promptlab promote {request.Prompt}@vN {request.Label} --force \"reason\""
            );
        var version = project.Prompts.Resolve($"{request.Prompt}@{before}", problems);
        surroundings.Conclude(problems);
        var move = await LabelMoves.NewAsync(project, LabelMoveKind.Rollback, request.Label, current, version!, request.By, surroundings);
        return await LabelMoves.MoveAsync(project, version!, move with { Reason = request.Why }, request.Json, surroundings);
    }
}
