using PromptLab.Confirming;
using PromptLab.Reporting;

namespace PromptLab.Cli.Views;

/// <summary>A claim on screen, or for machines.</summary>
internal static class ClaimView
{
    /// <summary>Says which look begins, before anything is asked.</summary>
    public static void Announce(ClaimLook look, Surroundings surroundings)
    {
        if (look.Taken is { } taken)
            surroundings.Error.WriteLine(FormattableString.Invariant($"{taken.Reference} against {taken.Baseline}: look {taken.Number} at the holdout{(look.GoesOn ? ", which goes on" : "")}, kept in {look.Ledger.ShownAs}."));
    }

    public static void Write(Confirmation confirmation, HoldoutLedger ledger, bool json, Surroundings surroundings)
    {
        if (json)
            surroundings.Write(ReportOf(confirmation));
        else
            ClaimText.Write(confirmation, ledger.ShownAs, surroundings.Out);
    }

    private static object ReportOf(Confirmation confirmation) => new
    {
        confirmation.Claim,
        confirmation.Look,
        Baseline = confirmation.Baseline.RunId,
        Candidate = confirmation.Candidate.RunId,
        confirmation.Margin,
        Level = ClaimRule.LevelOf(confirmation.Look.Number),
        confirmation.Comparison,
        confirmation.Tuning,
        confirmation.Optimism,
        Summary = ClaimText.Sentence(confirmation),
    };
}
