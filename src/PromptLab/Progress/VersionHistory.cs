using PromptLab.EvalSets;
using PromptLab.Prompts;
using PromptLab.Results;

namespace PromptLab.Progress;

/// <summary>The versions of a prompt that were measured under the same conditions, in order, branches included.</summary>
internal sealed record VersionHistory
{
    /// <summary>The name of the eval set.</summary>
    public required string EvalSet { get; init; }

    /// <summary>The split; null where the eval set is not split.</summary>
    public required string? Split { get; init; }

    /// <summary>
    /// The model's aliases in <c>promptlab.yaml</c>, that of the newest run first. There are several where a recording of the model is
    /// replayed under another alias.
    /// </summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The number of items that each version was measured on.</summary>
    public required int Items { get; init; }

    /// <summary>How often each item was run, from 1.</summary>
    public required int Repeats { get; init; }

    /// <summary>The number of frozen versions' runs under other conditions, which are left out.</summary>
    public required int RunsElsewhere { get; init; }

    /// <summary>The number of runs of texts that no version has any more, under any conditions; they are left out too.</summary>
    public int RunsOfOtherTexts { get; init; }

    /// <summary>The measured versions in order of their numbers; at least one.</summary>
    public required IReadOnlyList<Attempt> Attempts { get; init; }

    /// <summary>The version with the last supported gain; the first version where no gain is supported.</summary>
    /// <remarks>A supported gain on a branch counts only where its pass rate is at least that of the best version so far.</remarks>
    public Attempt Best => Attempts.Aggregate((best, next) => next.IsSupported && next.PassRate >= (best.PassRate ?? 0) ? next : best);

    /// <summary>The version with the highest pass rate, where that is above the best version's but not supported; else null.</summary>
    public Attempt? Highest =>
        Attempts.MaxBy(attempt => attempt.PassRate) is { } highest && highest.PassRate > (Best.PassRate ?? -1) ? highest : null;

    /// <summary>The last version that the search accepted; null where it accepted none.</summary>
    public Attempt? LastAccepted => Attempts.LastOrDefault(attempt => attempt.IsAccepted == true);

    /// <summary>The compared versions after the last accepted one, none of which was accepted.</summary>
    public IReadOnlyList<Attempt> Misses => [.. After(LastAccepted).Where(attempt => attempt.IsAccepted == false)];

    /// <summary>The versions after the last supported gain; after the first version where no gain is supported.</summary>
    public IReadOnlyList<Attempt> SinceSupported => [.. After(Attempts.LastOrDefault(attempt => attempt.IsSupported) ?? Attempts[0])];

    /// <summary>Selects the conditions of a status and its versions; null where nothing is measured under such conditions.</summary>
    /// <param name="rows">The rows of one prompt, in the order in which they were appended.</param>
    /// <param name="evalSet">The eval set to use; null for that of the newest run.</param>
    /// <param name="model">The alias of the model to use; null for that of the newest run.</param>
    /// <param name="sealedSets">
    /// The eval sets with a holdout: their rows without a split include it, and are left out.
    /// </param>
    /// <param name="searchLevel">The largest one-sided p-value at which the search accepts a version.</param>
    /// <param name="texts">What today's versions say; null where rows go by their versions' names.</param>
    /// <remarks>
    /// Rows of the holdout and of drafts never count. The newest run over dev, or over a set without splits, decides the items, graders
    /// and parameters. Of its runs with different item filters those with the most items count, since a few items are just a trial.
    /// </remarks>
    public static VersionHistory? Of(
        IReadOnlyList<ScoreboardRow> rows,
        string? evalSet,
        string? model,
        IReadOnlyCollection<string> sealedSets,
        double searchLevel,
        PromptTexts? texts = null
    )
    {
        texts ??= PromptTexts.None;
        var versions = rows.Where(row => PromptVersion.Of(row.Version) is not null && IsVisible(row, sealedSets)).ToList();
        var visible = versions.Where(row => texts.VersionOf(row) is not null).ToList();
        var newest = visible
            .Where(row => (evalSet is null || row.EvalSet == evalSet) && (model is null || row.Model == model))
            .OrderBy(row => SplitChoice.Parse(row.Split) is { IsAll: true } or { Text: SplitNames.Dev })
            .ThenBy(row => row.StartedAt)
            .LastOrDefault();
        if (newest is null)
            return null;
        // All rows, so that what a version was compared with is known even where that text is gone.
        var lines = Board.Of(versions, texts, all: true).Where(line => !line.IsOtherText).ToList();
        var chosen = lines
            .Where(line => HasSameConditions(line.Row, newest))
            .OrderBy(line => line.Row.Items)
            .ThenBy(line => line.Row.StartedAt)
            .Last();
        return Of([.. lines.Where(line => line.Conditions == chosen.Conditions)], lines.Count, searchLevel) with
        {
            RunsOfOtherTexts = versions.Except(visible).DistinctBy(row => row.RunId, StringComparer.Ordinal).Count(),
        };
    }

    private static VersionHistory Of(IReadOnlyList<BoardLine> lines, int runs, double searchLevel)
    {
        var newest = lines.MaxBy(line => line.Row.StartedAt)!.Row;
        return new VersionHistory
        {
            EvalSet = newest.EvalSet,
            Split = newest.Split,
            Models =
            [
                .. lines
                    .OrderByDescending(line => line.Row.StartedAt)
                    .Select(line => line.Row.Model)
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal),
            ],
            Items = newest.Items,
            Repeats = newest.Repeats,
            RunsElsewhere = runs - lines.Count,
            Attempts =
            [
                .. lines.GroupBy(line => line.Name, StringComparer.Ordinal).Select(version => Attempt.Of([.. version], searchLevel)),
            ],
        };
    }

    private static bool IsVisible(ScoreboardRow row, IReadOnlyCollection<string> sealedSets)
    {
        var splits = SplitChoice.Parse(row.Split);
        return splits.IsAll ? !sealedSets.Contains(row.EvalSet, StringComparer.Ordinal) : !splits.HasHoldout;
    }

    private static bool HasSameConditions(ScoreboardRow row, ScoreboardRow newest) =>
        (row.EvalSet, row.EvalSetHash, row.Split, row.GradersHash, row.ConfigHash, row.Repeats)
        == (newest.EvalSet, newest.EvalSetHash, newest.Split, newest.GradersHash, newest.ConfigHash, newest.Repeats);

    /// <summary>The versions after the given one; all of them where it is null.</summary>
    internal IEnumerable<Attempt> After(Attempt? attempt) =>
        attempt is null ? Attempts : Attempts.SkipWhile(other => other.Version != attempt.Version).Skip(1);
}
