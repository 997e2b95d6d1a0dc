using System.Globalization;
using PromptLab.Diagnosing;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>
/// Describes a diagnosis in sentences, for the screen and for Markdown. It gives counts, since failures are usually too few for
/// percentages.
/// </summary>
internal static class DiagnosisText
{
    private const int MaxIds = 30;
    private const int MaxDoubtful = 5;
    private const int MaxPairs = 3;

    /// <summary>How many items fail, are undecided or vary, what was cut off, which calls failed, and the counts of the holdout.</summary>
    public static IReadOnlyList<string> Summary(Diagnosis diagnosis) =>
        [
            .. new[]
            {
                $"{Count(diagnosis.Failing)} of {RateText.Scored(diagnosis.PassRate)} {(diagnosis.Decided == 1 ? "item" : "items")} {(diagnosis.Failing == 1 ? "fails" : "fail")}.",
                CutOffText.Of(diagnosis.CutOff, diagnosis.Responses, diagnosis.Run) is { } cutOff ? $"{cutOff} {CutOffText.Advice}" : null,
                diagnosis.Undecided == 0 ? null : $"{Format.Quantity(diagnosis.Undecided, "item")} came to no decision.",
                diagnosis.Errors.Count == 0
                    ? null
                    : $"Calls that failed, none of them a wrong answer: {Join(diagnosis.Errors.Select(type => $"{type.Key} {Count(type.Value)}"))}. No prompt mends them; look at the model and its limits.",
                diagnosis.Holdout is { } holdout
                    ? $"Holdout: {Count(holdout.Failing)} of {Count(holdout.Decided)} fail. Nothing else is told of it, so that nobody tunes on it."
                    : null,
                diagnosis.Stability is { } steady
                    ? $"Over the repeats {Count(steady.AlwaysFail.Count)} always fail, {Count(steady.Flaky.Count)} waver and {Count(steady.AlwaysPass)} always pass.{(steady.Flaky.Count == 0 ? "" : $" What wavers is a matter of consistency, not of instructions: {Ids(steady.Flaky)}")}"
                    : null,
            }.OfType<string>(),
        ];

    /// <summary>The explanation of the tuning-score mark; empty where no score has it.</summary>
    public static IReadOnlyList<string> Note(Diagnosis diagnosis) => diagnosis.IsTuningScore ? [TuningNote.Meaning] : [];

    /// <summary>The heading of a failure mode, such as <c>1. order: json-field.wrong, 14 of 48</c>.</summary>
    public static string Heading(FailureMode mode, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{number}. {mode.Name}, {mode.ItemIds.Count} of {mode.Of}");

    /// <summary>The items, confused labels, slices and suggested sections of a failure mode; its clusters have their own heading.</summary>
    public static IReadOnlyList<string> Lines(FailureMode mode) =>
        [
            .. new[]
            {
                $"Items: {Ids(mode.ItemIds)}",
                mode.AlwaysFailing == mode.ItemIds.Count ? null : $"{Count(mode.AlwaysFailing)} of them fail in every repeat.",
                mode.Confused.Count == 0
                    ? null
                    : $"Labels taken for others: {Join(mode.Confused.Take(MaxPairs).Select(Pair))}{(mode.Confused.Count > MaxPairs ? $", and {Count(mode.Confused.Count - MaxPairs)} more pairs" : "")}.",
                mode.Slices.Count == 0
                    ? null
                    : $"In slices: {Join(mode.Slices.Select(slice => $"{slice.Name} ({(slice.IsEstablished ? "established" : "lead")}, {Count(slice.ItemIds.Count)} of the {Count(mode.ItemIds.Count)})"))}.",
                $"Look first at {Sections(mode.Suggestion.Sections)}. {mode.Suggestion.Why} A suggestion by the code, not a finding.",
            }.OfType<string>(),
        ];

    /// <summary>The sections to look at first, joined by “or”, such as <c>format or examples</c>.</summary>
    public static string Sections(IReadOnlyList<string> sections) => string.Join(" or ", sections);

    /// <summary>The heading of a cluster, with its distinctive words and its typical item.</summary>
    public static string Heading(FailureCluster cluster)
    {
        var words =
            cluster.Terms.Count == 0
                ? "no word stands out"
                : Join(
                    cluster.Terms.Select(term =>
                        $"“{term.Text}” (z = {term.Z.ToString("0.0", CultureInfo.InvariantCulture)}, {Count(term.Items)} of {Count(cluster.ItemIds.Count)})"
                    )
                );
        return $"{Count(cluster.ItemIds.Count)} worded alike: {Ids(cluster.ItemIds)} Words: {words}. Typical: {cluster.Example.ItemId}";
    }

    /// <summary>The lines below the failure modes: rarer reasons, slices, samples, flips, and items never solved or oscillating.</summary>
    public static IReadOnlyList<string> Rest(Diagnosis diagnosis) =>
        [
            .. diagnosis.OutsideModes == 0
                ? Array.Empty<string>()
                : [$"{Format.Quantity(diagnosis.OutsideModes, "failing item")} of rarer reasons stand in no mode above."],
            SlicesOf(diagnosis.Slices),
            .. diagnosis.Clusters.Sampled.Select(reason =>
                $"Of the {Count(reason.Value)} failing items of {reason.Key} a random sample of {Count(ClusterSearch.MaxItems)} was clustered."
            ),
            diagnosis.Flips is { } flips ? FlipsOf(flips) : "Flips: the parent has no comparable run here, or there is no parent.",
            .. HistoryOf(diagnosis.History),
        ];

    private static string SlicesOf(SliceSearch slices) =>
        slices.Tested == 0
            ? "Slices: none could have shown anything with so few items, failures or passes."
            : $"Slices: {Count(slices.Tested)} tested and corrected together, {Count(slices.Established.Count)} established (Holm, 0.05), {Format.Quantity(slices.Leads.Count, "lead")} (Benjamini and Hochberg, 0.10; to look at, not to claim).";

    private static string FlipsOf(ParentFlips flips)
    {
        var broken = flips.Broken.Count == 0 ? "" : $" Broken: {Ids([.. flips.Broken.Select(item => $"{item.ItemId} ({item.Reason})")])}";
        var repaired = flips.Fixed.Count == 0 ? "" : $" Fixed: {Ids(flips.Fixed)}";
        return $"Flips against {flips.Parent}: broke {Count(flips.Broken.Count)}, fixed {Count(flips.Fixed.Count)} of {Format.Quantity(flips.Pairs, "pair")}.{broken}{repaired}";
    }

    private static IEnumerable<string> HistoryOf(HistoryFindings? history)
    {
        if (history is null)
        {
            yield return "Never solved: only one version was run here, so nothing can be said.";
            yield break;
        }

        var runs = $"{Count(history.Versions)} versions in {Format.Quantity(history.Runs, "run")}";
        yield return history.NeverSolved.Count == 0
            ? $"Never solved by any of {runs}: no item."
            : $"Never solved by any of {runs}: {Format.Quantity(history.NeverSolved.Count, "item")}: {Ids(history.NeverSolved)}";
        if (history.Doubtful.Count > 0)
            yield return $"Look at these labels first, which none of five or more versions solved although most items were solved: {Join(history.Doubtful.Take(MaxDoubtful))}.";
        if (history.Oscillating.Count > 0)
            yield return $"Back and forth at least twice over the versions: {Format.Quantity(history.Oscillating.Count, "item")}, by chance or by instructions that pull against each other: {Ids(history.Oscillating)}";
    }

    private static string Pair(ConfusedPair pair) =>
        $"“{pair.Expected}” read as {(pair.Predicted is null ? "none" : $"“{pair.Predicted}”")} {(pair.ItemIds.Count == 1 ? "once" : $"{Count(pair.ItemIds.Count)} times")}";

    private static string Ids(IReadOnlyList<string> ids) =>
        $"{Join(ids.Take(MaxIds))}{(ids.Count > MaxIds ? $" and {Count(ids.Count - MaxIds)} more" : "")}.";

    private static string Join(IEnumerable<string> parts) => string.Join(", ", parts);

    private static string Count(int count) => Format.Count(count);
}
