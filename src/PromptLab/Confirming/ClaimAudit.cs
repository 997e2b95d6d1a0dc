using PromptLab.Comparing;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Results;
using PromptLab.Statistics;
using PromptLab.Texts;
using PromptLab.Workspace;
using static System.FormattableString;

namespace PromptLab.Confirming;

/// <summary>Computes a claim of the ledger again from its runs.</summary>
internal static class ClaimAudit
{
    private const double Rounding = 1e-6;

    /// <summary>Reports every claim of an eval set's ledger that its stored runs do not bear out.</summary>
    public static void CheckAll(ProjectWorkspace project, EvalSet evalSet, Problems problems)
    {
        var ledger = HoldoutLedger.Of(project, evalSet);
        var found = new Problems();
        var content = ledger.ReadContent(found);
        if (found.HasErrors)
            return;
        foreach (var (line, claim) in content.Claims)
        {
            if (content.AllLooks.FirstOrDefault(look => look.RunId == claim.RunId) is not { } look)
                continue;
            var verdict = Of(project, look, claim, new Problems()); // a damaged journal is reported with its run
            if (verdict is { Contradiction: { } contradiction, HasOtherCounts: var isError })
                problems.AddRange([new Problem(ledger.ShownAs, line.Line, contradiction) { IsWarning = !isError }]);
        }
    }

    /// <summary>Reports a claim that a promotion rests on where its runs do not bear it out, and warns where they are gone.</summary>
    public static void Check(ProjectWorkspace project, HoldoutLook look, HoldoutClaim claim, string ledger, Problems problems)
    {
        var verdict = Of(project, look, claim, problems);
        if (verdict.Contradiction is { } contradiction)
            problems.Add(ledger, null, contradiction);
        else if (verdict.IsUnknown)
            problems.Warn(
                ledger,
                null,
                Invariant($"The runs of look {look.Number} are not in {project.Runs.ShownAs}, so its claim is taken as the ledger has it.")
            );
    }

    private static ClaimVerdict Of(ProjectWorkspace project, HoldoutLook look, HoldoutClaim claim, Problems problems)
    {
        var runs = new[] { look.BaselineRunId, look.RunId }
            .Select(id => id is null ? null : project.Runs.All().FirstOrDefault(run => run.RunId == id))
            .OfType<RunRecord>()
            .ToList();
        if (runs.Count < 2)
            return new ClaimVerdict { IsUnknown = true };
        var found = new Problems();
        var comparison = ClaimComparison.Of(project, look, runs[0], runs[1], 1 - LookLevel.Of(look.Number), found);
        problems.AddRange(found.Found.Where(problem => !problem.IsWarning));
        if (found.HasErrors)
            return new ClaimVerdict();
        var evidence = comparison.PassRate;
        if (
            (claim.Items, claim.Fixed, claim.Broken) != (evidence.Items, comparison.Fixed, comparison.Broken)
            || !Figures.AreEqual(claim.Difference, evidence.Difference, Rounding)
        )
            return new ClaimVerdict
            {
                HasOtherCounts = true,
                Contradiction = Invariant(
                    $"The claim of look {look.Number} counts {claim.Fixed} fixed and {claim.Broken} broken of {claim.Items} items, and its runs {comparison.Fixed} and {comparison.Broken} of {evidence.Items}. One of them was edited: restore both from version control."
                ),
            };
        var today = ClaimRule.Of(evidence, claim.Margin);
        return today == claim.Claim && Figures.AreEqual(claim.PValue, evidence.PValue, Rounding)
            ? new ClaimVerdict()
            : new ClaimVerdict
            {
                Contradiction = Invariant(
                    $"The claim of look {look.Number} says “{claim.Claim.Words()}” with {Format.PValue(claim.PValue)}, and its runs say “{today?.Words() ?? "no claim"}” with {Format.PValue(evidence.PValue)} by today's rules. Restore the ledger from version control if it was edited."
                ),
            };
    }

    private sealed record ClaimVerdict
    {
        /// <summary>True where the runs are not stored.</summary>
        public bool IsUnknown { get; init; }

        /// <summary>True where the runs have other counts, which no change of rules explains.</summary>
        public bool HasOtherCounts { get; init; }

        /// <summary>What the runs say instead, as sentences; null where they bear the claim out.</summary>
        public string? Contradiction { get; init; }
    }
}
