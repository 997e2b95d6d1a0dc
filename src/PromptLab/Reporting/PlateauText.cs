using System.Globalization;
using PromptLab.Progress;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>Describes the verdict of the plateau rule in sentences.</summary>
internal static class PlateauText
{
    /// <summary>The reason for the state, as a sentence.</summary>
    public static string Reason(VersionHistory history, PlateauVerdict verdict) =>
        verdict.State switch
        {
            SearchState.Ceiling =>
                $"{Left(verdict)}, and a version that fixed {(verdict.Facts.StableFailures == 1 ? "it" : "them all")} and broke nothing could not be told from chance.",
            SearchState.Budget => "the money set aside for this prompt is spent.",
            SearchState.Underpowered when verdict.Patience is null =>
                "no result on so few items could be accepted, whatever a version gains.",
            SearchState.Underpowered => $"{InARow(history)}, and a gain of {Gain(verdict)} is missed more often than found.",
            SearchState.Plateau => $"{InARow(history)}.",
            _ => $"{InARow(history)}; {Until(verdict)}",
        };

    /// <summary>What a plateau does and does not imply, one sentence each; empty in other states.</summary>
    public static IReadOnlyList<string> Statement(PlateauVerdict verdict) =>
        verdict is not { State: SearchState.Plateau or SearchState.Underpowered, Patience: not null }
            ? []
            :
            [
                verdict.State == SearchState.Plateau
                    ? $"No further edit worth {Gain(verdict)} or more is likely; smaller gains are invisible with {Format.Quantity(verdict.Facts.Items, "item")}."
                    : $"Whether edits worth {Gain(verdict)} are left can't be told from {Format.Quantity(verdict.Facts.Items, "item")}.",
                $"{Count(verdict.Facts.Misses)} at power {Power(verdict)}: a run with one good idea in four would look like this with a probability of {Format.Probability(verdict.ChanceWithGoodIdeas)}.",
                $"The share of ideas that are accepted is below {Format.Probability(verdict.MaxGoodShare)} (90% upper bound).",
            ];

    private static string Left(PlateauVerdict verdict) =>
        verdict.Facts.StableFailures switch
        {
            0 => "no stable failure without a doubtful label is left",
            1 => "at most one stable failure without a doubtful label is left",
            var failures => $"at most {Format.Count(failures)} stable failures without a doubtful label are left",
        };

    private static string InARow(VersionHistory history) =>
        (history.MissCount, history.LastAccepted) switch
        {
            (0, { } last) => $"{last.Version} was accepted by the search (one-sided p at most 0.20), and nothing was tried since",
            (0, null) => "no version was held against another yet",
            (var misses, { } last) => $"{Count(misses)} in a row since {last.Version} was accepted",
            (var misses, null) => $"{Count(misses)} in a row, and none accepted before",
        };

    private static string Until(PlateauVerdict verdict) =>
        verdict.Facts.Misses >= verdict.Patience
            ? "all of them in one section: try another before you stop."
            : $"{Format.Count(verdict.Patience)} misses in a row over two sections would be {(verdict.Power < 0.5 ? "too few items to go on with (UNDERPOWERED)" : "a PLATEAU")}.";

    private static string Count(int misses) => misses == 1 ? "1 miss" : $"{Format.Count(misses)} misses";

    private static string Power(PlateauVerdict verdict) => verdict.Power.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Gain(PlateauVerdict verdict) => Format.AbsolutePoints(verdict.SmallestGain);
}
