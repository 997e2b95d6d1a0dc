using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Splitting;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>Frees the items of a spent holdout: writes them to the ledger, and then puts them into <c>dev</c>.</summary>
internal static class HoldoutRetirement
{
    public static async Task<RetireResult> RetireAsync(
        ProjectWorkspace project,
        string name,
        string why,
        CancellationToken cancellationToken
    )
    {
        using var held = project.EvalSets.LockExisting(name, project.Host.Time);
        var problems = new Problems();
        var evalSet = project.EvalSets.ResolveBeforeSplitting(name, problems);
        if (string.IsNullOrWhiteSpace(why))
            problems.Add("--retire", null, "Give the reason: --retire \"spent after three looks\"");
        problems.ThrowIfErrors();
        var ledger = HoldoutLedger.Of(project, evalSet!);
        var content = ledger.ReadContent(problems);
        problems.ThrowIfErrors();
        var seals = SealsToFree(evalSet!, content, project.EvalSets.Seals);
        var edits = SplitEdits.Prepare(SplitAssignment.WithoutHoldout(evalSet!), problems);
        if (seals.Count == 0 && edits?.Files is not { Count: > 0 })
            problems.Add(evalSet!.File, null, $"{name} has no holdout and no looks at one, so there is nothing to retire.");
        problems.ThrowIfErrors();
        if (seals.Count > 0) // else an interrupted command comes to its end
            await ledger.AppendRetiredAsync(LineOf(project, name, why, seals, content), cancellationToken);
        edits!.Write();
        return new RetireResult
        {
            EvalSet = name,
            Items = seals.Count,
            Looks = content.Looks.Count,
            Ledger = ledger.ShownAs,
            Files = edits.Files,
        };
    }

    private static IReadOnlyList<string> SealsToFree(EvalSet evalSet, LedgerContent ledger, SealRegistry registry) =>
        [
            .. evalSet
                .SealedItems.Select(item => item.Seal)
                .Concat(ledger.Looks.SelectMany(one => one.Look.Seals ?? []))
                .Distinct(StringComparer.Ordinal)
                .Where(seal => !registry.IsRetired(seal))
                .Order(StringComparer.Ordinal),
        ];

    private static RetiredItems LineOf(ProjectWorkspace project, string name, string why, IReadOnlyList<string> seals, LedgerContent ledger)
    {
        var lost = LedgerAnchors.Missing(project, name, ledger).Select(anchor => anchor.Hash).ToList();
        return new RetiredItems(project.Host.Time.GetUtcNow(), why.Trim(), seals) { LostLines = lost.Count > 0 ? lost : null };
    }
}
