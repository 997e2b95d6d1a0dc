using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Prompts;
using PromptLab.Statistics;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>Holds the evidence of promotions against the claims in the ledgers, where these are there.</summary>
internal static class PromotionAudit
{
    private const double Rounding = 1e-9;

    /// <summary>Reports moves of a prompt's labels whose evidence is not what the ledger says.</summary>
    public static void Check(ProjectWorkspace project, string prompt, Problems problems)
    {
        var history = project.Prompts.LabelHistoryOf(prompt, project.Host.Time);
        foreach (var move in history.Read(new Problems()).Where(move => move.Evidence is not null))
        {
            var evidence = move.Evidence!;
            var ledger = project.EvalSets.Ledgers.FirstOrDefault(ledger => ledger.Name == evidence.EvalSet);
            if (ledger.Path is null)
                continue;
            var claims = HoldoutLedger.ReadContent(project, ledger.Path, ledger.ShownAs, new Problems()).Claims;
            if (!claims.Any(one => IsEvidence(one.Claim, evidence)))
                problems.Add(
                    history.ShownAs,
                    null,
                    $"{prompt}@{move.To} was moved to {move.Label} on a claim of run {evidence.RunId}, and {ledger.ShownAs} has no such claim: one of the two was edited. Restore both from version control."
                );
        }
    }

    private static bool IsEvidence(HoldoutClaim claim, LabelEvidence evidence) =>
        claim.RunId == evidence.RunId
        && claim.Claim.Words() == evidence.Claim
        && claim.Items == evidence.Items
        && Figures.AreEqual(claim.PValue, evidence.PValue, Rounding)
        && Figures.AreEqual(claim.Difference, evidence.Difference, Rounding);
}
