using System.Text.Json.Serialization;
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

    /// <summary>
    /// What the search has gained as a whole; null where nothing was accepted, and where the two versions have no runs here that can
    /// be paired.
    /// </summary>
    public SearchGain? Gain { get; init; }

    /// <summary>
    /// The races that versions lost under these conditions, in order of the versions; versions that were also measured to the end are
    /// left out.
    /// </summary>
    public IReadOnlyList<LostRace> LostRaces { get; init; } = [];

    /// <summary>
    /// The version with the last supported gain, that of the search as a whole among them; the first version where no gain is
    /// supported.
    /// </summary>
    /// <remarks>A supported gain on a branch counts only where its pass rate is at least that of the best version so far.</remarks>
    public Attempt Best => Attempts.Aggregate((best, next) => IsSupported(next) && next.PassRate >= (best.PassRate ?? 0) ? next : best);

    /// <summary>True where the best version has a supported gain.</summary>
    public bool IsBestSupported => IsSupported(Best);

    /// <summary>The version with the highest pass rate, where that is above the best version's but not supported; else null.</summary>
    public Attempt? Highest =>
        Attempts.MaxBy(attempt => attempt.PassRate) is { } highest && highest.PassRate > (Best.PassRate ?? -1) ? highest : null;

    /// <summary>The last version that the search accepted; null where it accepted none.</summary>
    public Attempt? LastAccepted => Attempts.LastOrDefault(attempt => attempt.IsAccepted == true);

    /// <summary>The compared versions after the last accepted one, none of which was accepted.</summary>
    public IReadOnlyList<Attempt> Misses => [.. After(LastAccepted).Where(attempt => attempt.IsAccepted == false)];

    /// <summary>The races lost by versions after the last accepted one: misses as well, one for each version.</summary>
    public IReadOnlyList<LostRace> RacesMissed => [.. RacesAfter(LastAccepted).DistinctBy(race => race.Version, StringComparer.Ordinal)];

    /// <summary>The number of versions after the last accepted one that were tried and not accepted.</summary>
    [JsonIgnore]
    public int MissCount => Misses.Count + RacesMissed.Count;

    /// <summary>The version with the last supported gain; null where no gain is supported.</summary>
    [JsonIgnore]
    public Attempt? LastSupported => Attempts.LastOrDefault(IsSupported);

    /// <summary>The versions after the last supported gain; after the first version where no gain is supported.</summary>
    public IReadOnlyList<Attempt> SinceSupported => [.. After(LastSupported ?? Attempts[0])];

    /// <summary>The races lost by versions after the last supported gain, one for each version.</summary>
    [JsonIgnore]
    public IReadOnlyList<LostRace> RacesSinceSupported =>
        [.. RacesAfter(LastSupported).DistinctBy(race => race.Version, StringComparer.Ordinal)];

    /// <summary>Selects the conditions of a status and its versions; null where nothing is measured under such conditions.</summary>
    /// <param name="rows">The rows of one prompt, in the order in which they were appended.</param>
    /// <param name="evalSet">The eval set to use; null for that of the newest run.</param>
    /// <param name="model">The alias of the model to use; null for that of the newest run.</param>
    /// <param name="sealedSets">
    /// The eval sets with a holdout: their rows without a split include it, and are left out.
    /// </param>
    /// <param name="searchLevel">The largest one-sided p-value at which the search accepts a version.</param>
    /// <param name="texts">What today's versions say; null where rows go by their versions' names.</param>
    /// <param name="trials">The ids of runs that asked a choice of the items, such as one; null where that is unknown.</param>
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
        PromptTexts? texts = null,
        IReadOnlySet<string>? trials = null
    )
    {
        texts ??= PromptTexts.None;
        var versions = rows.Where(row => PromptVersion.Of(row.Version) is not null && IsVisible(row, sealedSets)).ToList();
        var visible = versions.Where(row => texts.VersionOf(row) is not null).ToList();
        var newest = visible
            .Where(row => (evalSet is null || row.EvalSet == evalSet) && (model is null || row.Model == model))
            .OrderBy(row => SplitChoice.Parse(row.Split) is { IsAll: true } or { Text: SplitNames.Dev })
            .ThenBy(row => trials?.Contains(row.RunId) != true && !IsPart(row, visible))
            .ThenBy(row => !BoardLine.HasTooManyErrors(row))
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

    // Another run of the same items and split asked more of them.
    private static bool IsPart(ScoreboardRow row, List<ScoreboardRow> rows) =>
        rows.Exists(other =>
            (other.EvalSet, other.EvalSetHash, other.Split) == (row.EvalSet, row.EvalSetHash, row.Split) && other.Items > row.Items
        );

    private static bool IsVisible(ScoreboardRow row, IReadOnlyCollection<string> sealedSets)
    {
        var splits = SplitChoice.Parse(row.Split);
        return splits.IsAll ? !sealedSets.Contains(row.EvalSet, StringComparer.Ordinal) : !splits.HasHoldout;
    }

    private static bool HasSameConditions(ScoreboardRow row, ScoreboardRow newest) =>
        (row.EvalSet, row.EvalSetHash, row.Split, row.GradersHash, row.ConfigHash, row.Repeats)
        == (newest.EvalSet, newest.EvalSetHash, newest.Split, newest.GradersHash, newest.ConfigHash, newest.Repeats);

    private bool IsSupported(Attempt attempt) =>
        attempt.IsSupported || (Gain is { IsSupported: true } gain && gain.Version == attempt.Version);

    private IEnumerable<LostRace> RacesAfter(Attempt? attempt) =>
        LostRaces.Where(race => attempt is null || PromptVersion.SortKey(race.Version) > PromptVersion.SortKey(attempt.Version));

    /// <summary>The versions after the given one; all of them where it is null.</summary>
    internal IEnumerable<Attempt> After(Attempt? attempt) =>
        attempt is null ? Attempts : Attempts.SkipWhile(other => other.Version != attempt.Version).Skip(1);
}
