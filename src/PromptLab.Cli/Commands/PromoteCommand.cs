using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Files;
using PromptLab.Prompts;

namespace PromptLab.Cli.Commands;

/// <summary>
/// <c>promptlab promote prompt@v6 production</c>: moves a label to a version that a confirmed claim speaks for, or for
/// a reason.
/// </summary>
internal static class PromoteCommand
{
    private sealed record Request(string Reference, string Label, string? Force, string? By, bool Json);

    public static Command Create(CommandContext context)
    {
        var reference = new Argument<string>("prompt") { Description = "A frozen version, such as triage@v6." };
        var label = new Argument<string>("label") { Description = "The label, such as production." };
        var force = new Option<string?>("--force")
        {
            Description = "Move it without a confirmed claim, for this reason; the history keeps it.",
            HelpName = "reason",
        };
        var by = ByOption.Create();
        var json = JsonOption.Create();
        var command = new Command("promote", "Move a label to a version that is confirmed to be better than the one it points to.")
        {
            reference,
            label,
            force,
            by,
            json,
        };
        command.SetAction(
            (parsed, _) =>
                RunAsync(
                    new Request(
                        parsed.GetRequiredValue(reference),
                        parsed.GetRequiredValue(label),
                        parsed.GetValue(force),
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
        var prompt = LabelMover.VersionOf(project, request.Reference, request.Label, problems);
        if (request.Force is not null && string.IsNullOrWhiteSpace(request.Force))
            problems.Add("--force", null, "Give the reason: --force \"why it is moved without a confirmed claim\"");
        problems.ThrowIfErrors();
        var current = LabelMover.CurrentOf(project, prompt!.Name, request.Label, problems);
        problems.ThrowIfErrors();
        var replaced = current
            ?? LabelMover.TakenOut(request.Label, current, project.Prompts.HistoryOf(prompt.Name, context.Time).Read(problems));
        if (current == prompt.Version)
            return LabelMover.IsThere(prompt, request.Label, request.Json, context);
        var evidence = EvidenceFor(project, prompt, request, replaced, problems, context);
        context.Conclude(problems);
        var move = await LabelMover.NewAsync(project, LabelMoveKind.Promote, request.Label, current, prompt, request.By, context);
        return await LabelMover.MoveAsync(
            project,
            prompt,
            move with
            {
                Evidence = evidence,
                Reason = request.Force?.Trim(),
            },
            request.Json,
            context
        );
    }

    // A claim speaks for a version against the text that it replaces; for a new label against any.
    private static LabelEvidence? EvidenceFor(
        Project project,
        Prompt prompt,
        Request request,
        string? former,
        Problems problems,
        CommandContext context
    )
    {
        var found = new Problems();
        var replaced = former is null ? null : project.Prompts.Resolve($"{prompt.Name}@{former}", found);
        var claims = ClaimsOnRecord.LatestOn(project, prompt, replaced?.Hash, found, context.Time);
        if (request.Force is null)
            problems.AddRange(found.Found);
        if (claims.FirstOrDefault(claim => claim.IsConfirmed) is { } confirmed)
            return confirmed;
        if (request.Force is null && !problems.HasErrors)
            problems.Add(
                request.Reference,
                null,
                $"{Lack(prompt, request, replaced, claims)} Ask for one: promptlab confirm {prompt.Reference} --against {(replaced is null ? "…" : request.Label)}. Or say why it is moved all the same: --force \"reason\""
            );
        return null;
    }

    private static string Lack(Prompt prompt, Request request, Prompt? replaced, IReadOnlyList<LabelEvidence> claims)
    {
        var against = replaced is null ? "" : $" against {replaced.Version}, which {request.Label} points to,";
        return claims is [var latest, ..]
            ? FormattableString.Invariant(
                $"The claim on {prompt.Reference}{against} is “{latest.Claim}” (look {latest.Look} at the holdout of {latest.EvalSet}), and a promotion needs a confirmed one."
            )
            : $"There is no claim on {prompt.Reference}{against.TrimEnd(',')}, and a promotion needs a confirmed one.";
    }
}
