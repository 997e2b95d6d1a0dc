using PromptLab.Files;
using PromptLab.Texts;
using PromptLab.Workspace;
using static System.FormattableString;

namespace PromptLab.Holdouts;

/// <summary>
/// Holds a ledger against itself and against what else the project keeps: the figures of a claim against its outcome, the number and
/// level of a look against the looks before it, a void look against its run, and the hashes that the scoreboard and the label
/// histories name against its lines.
/// </summary>
internal sealed class LedgerAudit(ProjectWorkspace project, string evalSet, LedgerContent ledger, string shownAs, Problems problems)
{
    private const string Restore = "Restore the file from version control; lines are only ever appended.";
    private const double Rounding = 1e-9;

    /// <summary>Reports every contradiction as an error.</summary>
    public void Run()
    {
        var ancestors = new LedgerAncestry(ledger);
        foreach (var (line, look) in ledger.Looks)
        {
            if (ancestors.LooksBefore(line, look) is var before && look.Number <= before)
                problems.Add(
                    shownAs,
                    line.Line,
                    Invariant($"This is look {look.Number}, and {before} looks at its items were taken before it. {Restore}")
                );
        }

        foreach (var (line, claim) in ledger.Claims)
        {
            if (ContradictionIn(claim) is { } contradiction)
                problems.Add(shownAs, line.Line, $"{contradiction} {Restore}");
        }

        foreach (var (line, voided) in ledger.Voids)
        {
            if (HasResponses(voided.RunId))
                problems.Add(
                    shownAs,
                    line.Line,
                    $"This line says that no call of run {voided.RunId} was answered, and its folder has responses, so the look counts. {Restore}"
                );
        }

        foreach (var problem in LedgerAnchors.Missing(project, evalSet, ledger).Take(1).Select(MissingLine))
            problems.Add(shownAs, null, problem);
    }

    // Only what favours a candidate is held against the figures: earlier versions drew the other lines by other rules.
    private string? ContradictionIn(HoldoutClaim claim)
    {
        if (ledger.AllLooks.FirstOrDefault(one => one.RunId == claim.RunId) is not { } look)
            return $"This claim is of run {claim.RunId}, and no look above is.";
        if (Math.Abs(claim.Level - LookLevel.Of(look.Number)) > Rounding)
            return $"This claim has the level {Format.Level(claim.Level)}, and its look is number {Format.Count(look.Number)}, whose level is {Format.Level(LookLevel.Of(look.Number))}.";
        if (claim.Items > look.Items || claim.Fixed + claim.Broken > claim.Items)
            return Invariant(
                $"This claim counts {claim.Fixed} fixed and {claim.Broken} broken of {claim.Items} items, and its look was at {look.Items}."
            );
        return claim.Claim switch
        {
            ClaimOutcome.Confirmed when !(claim.PValue <= claim.Level + Rounding && claim.Difference > 0) =>
                $"This claim says “confirmed”, and its figures do not: {Format.PValue(claim.PValue)} where {Format.Level(claim.Level)} is needed, and a difference of {Format.Points(claim.Difference)}.",
            ClaimOutcome.NotWorse when !(claim.Difference > -claim.Margin) =>
                $"This claim says “not worse”, and its difference of {Format.Points(claim.Difference)} is a loss beyond its margin.",
            _ => null,
        };
    }

    private bool HasResponses(string runId)
    {
        if (project.Runs.HasCalls(runId))
            return true;
        return project.Runs.All().FirstOrDefault(run => run.RunId == runId) is { } stored
            && project.Runs.HasJournal(runId)
            && project.Runs.ReadResults(stored, new Problems()).Any(result => result.Failure is null);
    }

    private string MissingLine(LedgerAnchor anchor) =>
        $"The ledger lacks a line that {anchor.NamedBy} names ({anchor.Hash}): lines were edited or taken out, and looks at the holdout with them. Restore the file from version control. If it is lost for good, retire the holdout and write a new one: promptlab split-evalset {evalSet} --retire \"the ledger was lost\"";
}
