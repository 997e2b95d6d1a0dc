using PromptLab.EvalSets;
using PromptLab.Prompts;
using PromptLab.Results;

namespace PromptLab.Progress;

/// <summary>The versions of a prompt that were measured under the same conditions, in order, branches included.</summary>
public sealed record VersionHistory
{
    /// <summary>The eval set.</summary>
    public required string EvalSet { get; init; }

    /// <summary>The split; null where the eval set is not split.</summary>
    public required string? Split { get; init; }

    /// <summary>
    /// The names of the model in <c>promptlab.yaml</c>, the one of the newest run first: a replay and its live run are
    /// the same.
    /// </summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>How many items each version was measured on.</summary>
    public required int Items { get; init; }

    /// <summary>How often each was asked.</summary>
    public required int Repeats { get; init; }

    /// <summary>How many runs of frozen versions were made under other conditions, and are left out.</summary>
    public required int RunsElsewhere { get; init; }

    /// <summary>The attempts by version number; at least one.</summary>
    public required IReadOnlyList<Attempt> Attempts { get; init; }

    /// <summary>The version with the last supported gain; the first one where no gain is supported.</summary>
    /// <remarks>A supported gain on a branch that stays below the best so far is no new best.</remarks>
    public Attempt Best => Attempts.Aggregate((best, next) => next.IsSupported && next.PassRate >= (best.PassRate ?? 0) ? next : best);

    /// <summary>The version with the highest rate, where that is higher than the best one’s without being shown to be; else null.</summary>
    public Attempt? Highest =>
        Attempts.MaxBy(attempt => attempt.PassRate) is { } highest && highest.PassRate > (Best.PassRate ?? -1) ? highest : null;

    /// <summary>The last version that a search would have accepted; null where it accepted none.</summary>
    public Attempt? LastAccepted => Attempts.LastOrDefault(attempt => attempt.IsAccepted == true);

    /// <summary>The versions after the last accepted one that were compared and not accepted: the misses in a row.</summary>
    public IReadOnlyList<Attempt> Misses => [.. After(LastAccepted).Where(attempt => attempt.IsAccepted == false)];

    /// <summary>The versions after the last one whose gain is supported; after the first one where none is.</summary>
    public IReadOnlyList<Attempt> SinceSupported => [.. After(Attempts.LastOrDefault(attempt => attempt.IsSupported) ?? Attempts[0])];

    /// <summary>The history that a status is about; null where nothing is measured there.</summary>
    /// <param name="rows">The rows of one prompt, in the order in which they were appended.</param>
    /// <param name="evalSet">The only eval set that is looked at; null for that of the newest run.</param>
    /// <param name="model">The only model that is looked at, by its name in <c>promptlab.yaml</c>; null for that of the newest run.</param>
    /// <param name="sealedSets">
    /// The eval sets that hold a holdout: a row of theirs that names no split has it inside, and is left out.
    /// </param>
    /// <param name="searchLevel">The highest one-sided p that is accepted.</param>
    /// <remarks>
    /// Rows of the holdout and of drafts never count. The newest run on dev, or on a set that is not split, says which items,
    /// graders and parameters; of its runs with another choice of items those with the most items count, since a few are a trial.
    /// </remarks>
    public static VersionHistory? Of(
        IReadOnlyList<ScoreboardRow> rows,
        string? evalSet,
        string? model,
        IReadOnlyCollection<string> sealedSets,
        double searchLevel
    )
    {
        var open = rows.Where(row => PromptVersion.Of(row.Version) is not null && IsOpen(row, sealedSets)).ToList();
        var newest = open.Where(row => (evalSet is null || row.EvalSet == evalSet) && (model is null || row.Model == model))
            .OrderBy(row => SplitChoice.Parse(row.Split) is { IsAll: true } or { Text: SplitNames.Dev })
            .ThenBy(row => row.StartedAt)
            .LastOrDefault();
        if (newest is null)
            return null;
        var lines = Board.Of(open, all: true);
        var chosen = lines
            .Where(line => AreAlike(line.Row, newest))
            .OrderBy(line => line.Row.Items)
            .ThenBy(line => line.Row.StartedAt)
            .Last();
        return Of([.. lines.Where(line => line.Conditions == chosen.Conditions)], lines.Count, searchLevel);
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
                .. lines.GroupBy(line => line.Row.Version, StringComparer.Ordinal).Select(version => Attempt.Of([.. version], searchLevel)),
            ],
        };
    }

    private static bool IsOpen(ScoreboardRow row, IReadOnlyCollection<string> sealedSets)
    {
        var splits = SplitChoice.Parse(row.Split);
        return splits.IsAll ? !sealedSets.Contains(row.EvalSet, StringComparer.Ordinal) : !splits.HasHoldout;
    }

    private static bool AreAlike(ScoreboardRow row, ScoreboardRow newest) =>
        (row.EvalSet, row.EvalSetHash, row.Split, row.GradersHash, row.ConfigHash, row.Repeats)
        == (newest.EvalSet, newest.EvalSetHash, newest.Split, newest.GradersHash, newest.ConfigHash, newest.Repeats);

    /// <summary>The versions after one of them; all of them where it is null.</summary>
    internal IEnumerable<Attempt> After(Attempt? attempt) =>
        attempt is null ? Attempts : Attempts.SkipWhile(other => other.Version != attempt.Version).Skip(1);
}
