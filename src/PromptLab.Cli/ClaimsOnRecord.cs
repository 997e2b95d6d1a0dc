using PromptLab.Comparing;
using PromptLab.Confirming;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Holdouts;
using PromptLab.Prompts;
using PromptLab.Reporting;

namespace PromptLab.Cli;

/// <summary>The claims that the ledgers of a project hold on today's holdouts.</summary>
internal static class ClaimsOnRecord
{
    /// <summary>The latest claim on a version by today's graders in each eval set, the confirmed ones first.</summary>
    /// <param name="project">The project.</param>
    /// <param name="version">The version.</param>
    /// <param name="baselineHash">The content hash of what it was held against; null for anything.</param>
    /// <param name="problems">Takes what is wrong with eval sets and ledgers.</param>
    /// <param name="time">The clock.</param>
    public static IReadOnlyList<LabelEvidence> LatestOn(
        Project project,
        Prompt version,
        string? baselineHash,
        Problems problems,
        TimeProvider time
    ) =>
        [
            .. Histories(project, problems, time)
                .Select(set =>
                    EvidenceOf(set.EvalSet.Name, set.History, version.Hash, baselineHash, GraderSet.Create(set.EvalSet, GraderCatalog.BuiltIn, problems)?.Hash)
                        .LastOrDefault()
                )
                .OfType<LabelEvidence>()
                .OrderByDescending(claim => claim.IsConfirmed),
        ];

    /// <summary>Every claim on the versions of a prompt, by content hash.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<LabelEvidence>> On(
        Project project,
        IReadOnlyList<Prompt> versions,
        Problems problems,
        TimeProvider time
    )
    {
        var histories = Histories(project, problems, time);
        return versions
            .DistinctBy(version => version.Hash)
            .ToDictionary(
                version => version.Hash,
                version =>
                    (IReadOnlyList<LabelEvidence>)[.. histories.SelectMany(set => EvidenceOf(set.EvalSet.Name, set.History, version.Hash))],
                StringComparer.Ordinal
            );
    }

    private static IReadOnlyList<(EvalSet EvalSet, HoldoutHistory History)> Histories(
        Project project,
        Problems problems,
        TimeProvider time
    ) =>
        [
            .. from name in project.EvalSets.Names
            let evalSet = project.EvalSets.Resolve(name, problems)
            where evalSet is not null
            let hash = HoldoutLedger.HashOf(evalSet)
            where hash is not null
            select (evalSet, HoldoutLedger.Of(evalSet, time).Read(hash, problems)),
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
                ClaimText.Words(one.Claim.Claim),
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
