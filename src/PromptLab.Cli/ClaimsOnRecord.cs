using PromptLab.Confirming;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Reporting;

namespace PromptLab.Cli;

/// <summary>The claims that the ledgers of a project hold on today's holdouts.</summary>
internal static class ClaimsOnRecord
{
    /// <summary>The latest claim on a version in each eval set, the confirmed ones first.</summary>
    /// <param name="project">The project.</param>
    /// <param name="version">The version.</param>
    /// <param name="baselineHash">The content hash of what it was held against; null for anything.</param>
    /// <param name="problems">Takes what is wrong with eval sets and ledgers.</param>
    /// <param name="time">The clock.</param>
    public static IReadOnlyList<LabelEvidence> On(Project project, Prompt version, string? baselineHash, Problems problems, TimeProvider time)
    {
        var found = new List<(ClaimOutcome Outcome, LabelEvidence Evidence)>();
        foreach (var evalSet in project.EvalSets.Names.Select(name => project.EvalSets.Resolve(name, problems)).OfType<EvalSet>())
        {
            if (HoldoutLedger.HashOf(evalSet) is { } hash && HoldoutLedger.Of(evalSet, time).Read(hash, problems).ClaimOn(version.Hash, baselineHash) is var (look, claim))
                found.Add((claim.Claim, EvidenceOf(evalSet.Name, look, claim)));
        }

        return [.. found.OrderByDescending(one => one.Outcome == ClaimOutcome.Confirmed).Select(one => one.Evidence)];
    }

    private static LabelEvidence EvidenceOf(string evalSet, HoldoutLook look, HoldoutClaim claim) => new(
        ClaimText.Words(claim.Claim), look.Baseline ?? "", evalSet, look.Model, look.Number, look.RunId, claim.Items, claim.Difference, claim.PValue, claim.Level);
}
