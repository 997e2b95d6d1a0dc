using System.Globalization;
using PromptLab.Prompts;

namespace PromptLab.Results;

/// <summary>The scoreboard as people read it: versions in order, each with its change from its parent.</summary>
internal static class Board
{
    // Rows hold rates and changes with four decimals.
    private const double Rounding = 0.00015001;

    /// <summary>The lines of some rows, grouped by prompt and conditions, versions in order.</summary>
    /// <param name="rows">The rows, in the order in which they were appended.</param>
    /// <param name="texts">What today's versions say, since a row belongs to a text; null where rows go by their versions' names.</param>
    /// <param name="all">True for every run; false for the latest one of each text.</param>
    public static IReadOnlyList<BoardLine> Of(IReadOnlyList<ScoreboardRow> rows, PromptTexts? texts = null, bool all = false)
    {
        texts ??= PromptTexts.None;
        rows = LastOfEachRun(rows);
        var byText = rows.GroupBy(row => KeyOf(row, texts)).ToDictionary(group => group.Key, group => group.ToList());
        return
        [
            .. (all ? rows : byText.Values.Select(group => Standing(group, row => row)))
                .OrderBy(row => row.Prompt, StringComparer.Ordinal)
                .ThenBy(row => row.EvalSet, StringComparer.Ordinal)
                .ThenBy(row => row.Split, StringComparer.Ordinal)
                .ThenBy(row => row.ModelId ?? row.Model, StringComparer.Ordinal)
                .ThenBy(ConditionsOf, StringComparer.Ordinal)
                .ThenBy(row => PromptVersion.SortKey(texts.VersionOf(row) ?? row.Version))
                .ThenBy(row => texts.VersionOf(row) ?? row.Version, StringComparer.Ordinal)
                .ThenBy(row => IsOtherText(row, texts))
                .ThenBy(row => row.StartedAt)
                .Select(row => LineOf(row, byText, texts, all)),
        ];
    }

    /// <summary>The latest row that holds its version against an earlier one, with what was found; null where none does.</summary>
    /// <param name="rows">The rows of one version under the same conditions, the latest last.</param>
    internal static ScoreboardRow? LatestComparison(IEnumerable<ScoreboardRow> rows) => rows.LastOrDefault(IsComparison);

    /// <summary>What stands for a version: its latest run in which few enough calls failed, or else its latest one.</summary>
    internal static T Standing<T>(IReadOnlyList<T> runs, Func<T, ScoreboardRow> rowOf) =>
        runs.LastOrDefault(run => !BoardLine.HasTooManyErrors(rowOf(run))) ?? runs[^1];

    /// <summary>True where a row holds its version against an earlier one.</summary>
    internal static bool IsComparison(ScoreboardRow row) =>
        row is { Baseline: { } baseline, Delta: not null, PValue: not null } && IsEarlier(baseline, row.Version);

    private static BoardLine LineOf(
        ScoreboardRow row,
        Dictionary<(string Prompt, string Text, string Conditions), List<ScoreboardRow>> byText,
        PromptTexts texts,
        bool all
    )
    {
        var compared = (all ? null : LatestComparison(byText[KeyOf(row, texts)])) ?? row;
        var baseline = BaselineOf(compared, byText);
        return new BoardLine(ConditionsOf(row), row, ParentOf(row, byText, texts))
        {
            Name = texts.NameOf(row),
            IsOtherText = IsOtherText(row, texts),
            Compared = compared,
            Against = baseline is null ? compared.Baseline : texts.NameOf(baseline),
            IsAgainstOtherText = baseline is not null && IsOtherText(baseline, texts),
        };
    }

    // Responses recorded elsewhere have no version and so no text that could be another one.
    private static bool IsOtherText(ScoreboardRow row, PromptTexts texts) => row.Version is not null && texts.VersionOf(row) is null;

    // Drafts change: of those that are not today's the latest stands for all.
    private static (string Prompt, string Text, string Conditions) KeyOf(ScoreboardRow row, PromptTexts texts) =>
        (
            row.Prompt,
            texts.VersionOf(row)
                ?? (
                    row.Version is { } version && PromptVersion.Of(version) is not null
                        ? $"{version} {row.PromptHash}"
                        : $"{row.Version} gone"
                ),
            ConditionsOf(row)
        );

    private static ScoreboardRow? ParentOf(
        ScoreboardRow row,
        Dictionary<(string Prompt, string Text, string Conditions), List<ScoreboardRow>> byText,
        PromptTexts texts
    )
    {
        if (texts.ParentOf(row) is not { } parent)
            return null;
        // A text that is gone was made from a parent of its time: only where the name has meant one text all along is that known.
        if (IsOtherText(row, texts) && TextsNamed(parent, row, byText).Take(2).Count() > 1)
            return null;
        return byText.GetValueOrDefault((row.Prompt, parent, ConditionsOf(row))) is { } rows ? Standing(rows, other => other) : null;
    }

    // The row names its baseline's version only. Where several texts had that name, the change tells which one was meant: it is
    // the difference of the two rates. Else the latest run before it.
    private static ScoreboardRow? BaselineOf(
        ScoreboardRow row,
        Dictionary<(string Prompt, string Text, string Conditions), List<ScoreboardRow>> byText
    )
    {
        if (row.Baseline is not { } name)
            return null;
        var texts = TextsNamed(name, row, byText).ToList();
        if (texts.Count <= 1)
            return texts is [var only] ? only[^1] : null;
        var fitting = texts
            .Where(rows => rows.Any(other => Math.Abs((row.PassRate - other.PassRate - row.Delta) ?? 1) <= Rounding))
            .ToList();
        return fitting is [var fits]
            ? fits[^1]
            : (fitting.Count > 0 ? fitting : texts)
                .SelectMany(rows => rows)
                .OrderBy(other => other.StartedAt <= row.StartedAt)
                .ThenBy(other => other.StartedAt)
                .Last();
    }

    private static IEnumerable<List<ScoreboardRow>> TextsNamed(
        string version,
        ScoreboardRow row,
        Dictionary<(string Prompt, string Text, string Conditions), List<ScoreboardRow>> byText
    ) =>
        byText
            .Where(text =>
                text.Key.Prompt == row.Prompt
                && text.Key.Conditions == ConditionsOf(row)
                && text.Value.Exists(other => other.Version == version)
            )
            .Select(text => text.Value);

    // What is no version of this prompt stands for itself.
    private static bool IsEarlier(string baseline, string? version) =>
        PromptVersion.Of(baseline) is { } earlier ? earlier.Number < PromptVersion.SortKey(version) : baseline != version;

    // A run that was resumed after it had its row has a later one, and that one counts.
    private static List<ScoreboardRow> LastOfEachRun(IReadOnlyList<ScoreboardRow> rows) =>
        [.. rows.Reverse().DistinctBy(row => row.RunId, StringComparer.Ordinal).Reverse()];

    // Rates are comparable only where all of this is equal. The model's alias is not in it: a replay is equal to its live run.
    private static string ConditionsOf(ScoreboardRow row) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{row.EvalSet} {row.Split} {row.SelectedIdsHash ?? row.EvalSetHash} {row.GradersHash} {row.ConfigHash} {row.Items} × {row.Repeats}"
        );
}
