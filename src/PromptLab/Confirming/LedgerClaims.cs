using PromptLab.Comparing;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Holdouts;
using PromptLab.Prompts;
using PromptLab.Workspace;

namespace PromptLab.Confirming;

/// <summary>Reads the claims on today's holdouts from the ledgers of a project.</summary>
internal static class LedgerClaims
{
    /// <summary>The latest claim on a version in each eval set, with today's graders, confirmed claims first.</summary>
    /// <param name="project">The project.</param>
    /// <param name="version">The version.</param>
    /// <param name="baselineHash">The content hash of the claim's baseline; null for any baseline.</param>
    /// <param name="problems">Collects problems of eval sets and ledgers.</param>
    public static IReadOnlyList<LabelEvidence> LatestOn(
        ProjectWorkspace project,
        Prompt version,
        string? baselineHash,
        Problems problems
    ) =>
        [
            .. Histories(project, problems)
                .Select(set =>
                    EvidenceOf(
                            set.EvalSet.Name,
                            set.History,
                            version.Hash,
                            baselineHash,
                            GraderSet.Create(set.EvalSet, project.Host.Graders, project.Files, project.Programs, problems)?.Hash
                        )
                        .LastOrDefault()
                )
                .OfType<LabelEvidence>()
                .OrderByDescending(claim => claim.IsConfirmed),
        ];

    /// <summary>
    /// Reports a claim of the ledger that its runs do not bear out, before a promotion rests on it; warns where the runs are gone.
    /// </summary>
    public static void Verify(ProjectWorkspace project, LabelEvidence evidence, Problems problems)
    {
        if (project.EvalSets.Resolve(evidence.EvalSet, problems) is not { } evalSet)
            return;
        var ledger = HoldoutLedger.Of(project, evalSet);
        var content = ledger.ReadContent(problems);
        var claim = content.Claims.Select(one => one.Claim).LastOrDefault(claim => claim.RunId == evidence.RunId);
        if (claim is not null && content.AllLooks.FirstOrDefault(look => look.RunId == claim.RunId) is { } look)
            ClaimAudit.Check(project, look, claim, ledger.ShownAs, problems);
    }

    /// <summary>All claims on the versions of a prompt, by the version's content hash.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<LabelEvidence>> On(
        ProjectWorkspace project,
        IReadOnlyList<Prompt> versions,
        Problems problems
    )
    {
        var histories = Histories(project, problems);
        return versions
            .DistinctBy(version => version.Hash)
            .ToDictionary(
                version => version.Hash,
                version =>
                    (IReadOnlyList<LabelEvidence>)[.. histories.SelectMany(set => EvidenceOf(set.EvalSet.Name, set.History, version.Hash))],
                StringComparer.Ordinal
            );
    }

    private static IReadOnlyList<(EvalSet EvalSet, HoldoutHistory History)> Histories(ProjectWorkspace project, Problems problems) =>
        [
            .. from name in project.EvalSets.Names
            let evalSet = project.EvalSets.Resolve(name, problems)
            where evalSet is not null
            let hash = HoldoutLedger.HashOf(evalSet)
            where hash is not null
            select (evalSet, HoldoutLedger.Of(project, evalSet).Read(hash, problems)),
        ];

    private static IEnumerable<LabelEvidence> EvidenceOf(
        string evalSet,
        HoldoutHistory history,
        string promptHash,
        string? baselineHash = null,
        string? gradersHash = null
    ) =>
        history
            .ClaimsOn(promptHash, baselineHash)
            .Where(one => gradersHash is null || one.Look.GradersHash == gradersHash)
            .Select(one => new LabelEvidence(
                one.Claim.Claim.Words(),
                one.Look.Baseline ?? "",
                evalSet,
                one.Look.Model,
                one.Look.Number,
                one.Look.RunId,
                one.Claim.Items,
                one.Claim.Difference,
                one.Claim.Interval?.Low,
                one.Claim.Interval?.High,
                one.Claim.PValue,
                one.Claim.Level
            ));
}
