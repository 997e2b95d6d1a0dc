using PromptLab.Confirming;
using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Prompts;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Promoting;

/// <summary>Moves a label to a version with a confirmed claim, or with a given reason.</summary>
internal static class Promotion
{
    public static async Task<LabelResult> PromoteAsync(
        ProjectWorkspace project,
        PromoteOptions options,
        CancellationToken cancellationToken
    )
    {
        using var held = project.Prompts.LockExisting(PromptReference.Parse(options.Version).Name, project.Host.Time, cancellationToken);
        var problems = new Problems();
        var prompt = LabelMover.VersionOf(project, options.Version, options.Label, problems);
        if (options.Force is not null && string.IsNullOrWhiteSpace(options.Force))
            problems.Add("--force", null, "Give the reason: --force \"why it is moved without a confirmed claim\"");
        problems.ThrowIfErrors();
        var current = LabelMover.CurrentOf(project, prompt!.Name, options.Label, problems);
        problems.ThrowIfErrors();
        var moves = project.Prompts.LabelHistoryOf(prompt.Name, project.Host.Time).Read(problems);
        var replaced = current ?? LabelMover.RemovedVersion(options.Label, current, moves);
        if (current == prompt.Version)
            return LabelMover.Unchanged(prompt, options.Label);
        var evidence = EvidenceFor(project, prompt, options, replaced, problems);
        project.Conclude(problems);
        var move = await LabelMover.CreateMoveAsync(
            project,
            LabelMoveKind.Promote,
            options.Label,
            current,
            prompt,
            options.By,
            cancellationToken
        );
        return await LabelMover.MoveOrFinishAsync(
            project,
            prompt,
            move with
            {
                Evidence = evidence,
                LedgerHash = evidence is null ? null : LedgerAnchors.LastHash(project, evidence.EvalSet),
                Reason = options.Force?.Trim(),
            },
            moves,
            cancellationToken
        );
    }

    // The claim must be against the version that the label points to; for a new label, against any version.
    private static LabelEvidence? EvidenceFor(
        ProjectWorkspace project,
        Prompt prompt,
        PromoteOptions options,
        string? former,
        Problems problems
    )
    {
        var found = new Problems();
        var replaced = former is null ? null : project.Prompts.Resolve($"{prompt.Name}@{former}", found);
        var claims = LedgerClaims.LatestOn(project, prompt, replaced?.Hash, found);
        if (options.Force is null)
            problems.AddRange(found.Found);
        if (claims.FirstOrDefault(claim => claim.IsConfirmed) is { } confirmed)
        {
            var doubts = new Problems();
            if (!found.HasErrors)
                LedgerClaims.Verify(project, confirmed, doubts);
            if (options.Force is null)
                problems.AddRange(doubts.Found);
            return doubts.HasErrors || found.HasErrors ? null : confirmed;
        }

        if (options.Force is null && !problems.HasErrors)
            problems.Add(
                options.Version,
                null,
                $"{DescribeMissingClaim(prompt, options.Label, replaced, claims)} Ask for one: promptlab confirm {prompt.Reference} --against {(replaced is not null ? options.Label : prompt.Parent ?? "…")}.{PriceOf(project, claims)} Or say why it is moved all the same: --force \"reason\""
            );
        return null;
    }

    // A second look that says nothing of its price would look as cheap as the first.
    private static string PriceOf(ProjectWorkspace project, IReadOnlyList<LabelEvidence> claims)
    {
        var sets = claims is [var latest, ..] ? [latest.EvalSet] : project.EvalSets.Names;
        var looks = sets.Select(name => project.EvalSets.Resolve(name, new Problems()) is { } set ? NextLook.At(project, set) : null)
            .OfType<NextLook>()
            .ToList();
        return looks is [{ Number: > 1 } look]
            ? FormattableString.Invariant(
                $" It would be look {look.Number} at the holdout of {look.EvalSet}, where a claim needs {Format.Level(look.Level)}{(look.NeedsBurn ? ", and is made with --burn only" : "")}."
            )
            : "";
    }

    private static string DescribeMissingClaim(Prompt prompt, string label, Prompt? replaced, IReadOnlyList<LabelEvidence> claims)
    {
        var against = replaced is null ? "" : $" against {replaced.Version}, which {label} points to,";
        return claims is [var latest, ..]
            ? FormattableString.Invariant(
                $"The claim on {prompt.Reference}{against} is “{latest.Claim}” (look {latest.Look} at the holdout of {latest.EvalSet}), and a promotion needs a confirmed one."
            )
            : $"There is no claim on {prompt.Reference}{against.TrimEnd(',')}, and a promotion needs a confirmed one.";
    }
}
