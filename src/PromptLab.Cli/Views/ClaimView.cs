using PromptLab.Cli.Options;
using PromptLab.Confirming;
using PromptLab.Holdouts;
using PromptLab.Planning;
using PromptLab.Reporting;
using PromptLab.Texts;

namespace PromptLab.Cli.Views;

/// <summary>A claim on screen, or for machines.</summary>
internal static class ClaimView
{
    /// <summary>Says which look begins, before anything is asked.</summary>
    public static void Announce(ClaimLook look, CommandContext context)
    {
        if (look.Taken is { } taken)
            context.Error.WriteLine(
                FormattableString.Invariant(
                    $"{taken.Reference} against {taken.Baseline}: look {taken.Number} at the holdout{(look.GoesOn ? ", which goes on" : "")}, kept in {look.Ledger.ShownAs}."
                )
            );
    }

    /// <summary>Says which look it would be, and what it would ask.</summary>
    public static int Foretell(ClaimLook look, RunSetup setup, bool json, CommandContext context)
    {
        context.Error.WriteLine(
            $"It would be look {Format.Count(look.Number)} at the holdout{(look.GoesOn ? ", which goes on" : "")}: a claim needs {Format.Level(ClaimRule.LevelOf(look.Number))}."
        );
        return DryRunView.Write(setup, baselines: null, json, context);
    }

    public static void Write(Confirmation confirmation, HoldoutLedger ledger, bool json, CommandContext context)
    {
        if (json)
            context.Write(ReportOf(confirmation));
        else
            ClaimText.Write(confirmation, ledger.ShownAs, context.Out);
    }

    private static object ReportOf(Confirmation confirmation) =>
        new
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
