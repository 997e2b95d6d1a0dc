using System.CommandLine;
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

    public static Command Create(Surroundings surroundings)
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
                    surroundings
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(Request request, Surroundings surroundings)
    {
        var project = Project.Open(surroundings);
        var problems = new Problems();
        var prompt = LabelMoves.VersionOf(project, request.Reference, request.Label, problems);
        if (request.Force is not null && string.IsNullOrWhiteSpace(request.Force))
            problems.Add("--force", null, "Give the reason: --force \"why it is moved without a confirmed claim\"");
        problems.ThrowIfAny();
        var current = LabelMoves.CurrentOf(project, prompt!.Name, request.Label, problems);
        problems.ThrowIfAny();
        var replaced = current
            ?? LabelMoves.TakenOut(request.Label, current, project.Prompts.HistoryOf(prompt.Name, surroundings.Time).Read(problems));
        if (current == prompt.Version)
            return LabelMoves.IsThere(prompt, request.Label, request.Json, surroundings);
        var evidence = EvidenceFor(project, prompt, request, replaced, problems, surroundings);
        surroundings.Conclude(problems);
        var move = await LabelMoves.NewAsync(project, LabelMoveKind.Promote, request.Label, current, prompt, request.By, surroundings);
        return await LabelMoves.MoveAsync(
            project,
            prompt,
            move with
            {
                Evidence = evidence,
                Reason = request.Force?.Trim(),
            },
            request.Json,
            surroundings
        );
    }

    // A claim speaks for a version against the text that it replaces; for a new label against any.
    private static LabelEvidence? EvidenceFor(
        Project project,
        Prompt prompt,
        Request request,
        string? former,
        Problems problems,
        Surroundings surroundings
    )
    {
        var found = new Problems();
        var replaced = former is null ? null : project.Prompts.Resolve($"{prompt.Name}@{former}", found);
        var claims = ClaimsOnRecord.LatestOn(project, prompt, replaced?.Hash, found, surroundings.Time);
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
