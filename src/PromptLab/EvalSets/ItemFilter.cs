using System.IO.Enumeration;
using PromptLab.Files;
using PromptLab.Statistics;
using PromptLab.Texts;

namespace PromptLab.EvalSets;

/// <summary>
/// Selects items of an eval set. An empty filter selects all items except the holdout, which must be selected by its split.
/// </summary>
internal sealed record ItemFilter
{
    /// <summary>The splits to select; empty for all except the holdout.</summary>
    public IReadOnlyList<string> Splits { get; init; } = [];

    /// <summary>The ids to select, with <c>*</c> as a wildcard; empty for all.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>The tags of which an item needs at least one; empty for all.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The maximum number of items, from 1; null for no limit.</summary>
    public int? Limit { get; init; }

    /// <summary>The seed for choosing <see cref="Limit"/> items at random; null takes the first ones.</summary>
    public long? Seed { get; init; }

    /// <summary>The same filter where the holdout of an eval set has another name in its file.</summary>
    public ItemFilter In(EvalSet evalSet) =>
        this with
        {
            Splits = [.. Splits.Select(name => SplitNames.InPlaceOf(name, evalSet.HoldoutNames)).Distinct(StringComparer.Ordinal)],
        };

    /// <summary>
    /// The selected items, in file order. Reports a problem if a part of the filter matches nothing, or nothing is selected.
    /// </summary>
    public IReadOnlyList<EvalItem> Select(EvalSet evalSet, Problems problems)
    {
        var before = problems.Found.Count;
        CheckFilter(evalSet, problems);
        var chosen = evalSet.Items.Where(Matches).ToList();
        if (chosen.Count == 0 && problems.Found.Count == before)
            problems.Add(evalSet.File, null, EmptyMessage(evalSet));
        return Limit is { } limit ? Take(chosen, limit) : chosen;
    }

    /// <summary>
    /// The selected items of a resumed run. With a limit: the items selected originally that still exist, and new ones only if
    /// there had been fewer than the limit. Without a limit: whatever the filter selects now.
    /// </summary>
    /// <param name="evalSet">The eval set as it is now.</param>
    /// <param name="originalIds">The ids selected when the run started.</param>
    /// <param name="problems">Collects the problems.</param>
    public IReadOnlyList<EvalItem> SelectForResume(EvalSet evalSet, IReadOnlyList<string> originalIds, Problems problems)
    {
        if (Limit is not { } limit)
            return Select(evalSet, problems);
        var known = originalIds.ToHashSet(StringComparer.Ordinal);
        var room = Math.Max(0, limit - known.Count);
        return
        [
            .. (this with { Limit = null, Seed = null }).Select(evalSet, problems).Where(item => known.Contains(item.Id) || room-- > 0),
        ];
    }

    private string EmptyMessage(EvalSet evalSet) =>
        Splits.Count == 0 && (this with { Splits = [SplitNames.Holdout] }) is { } holdout && evalSet.Items.Any(holdout.Matches)
            ? $"What is meant are items of the holdout alone, and those are asked only where their split is named: --split {SplitNames.Holdout}. Every look at them is counted."
            : $"No item of {evalSet.Name} matches {Describe()}. Loosen the filter.";

    private bool Matches(EvalItem item) =>
        (Splits.Count == 0 ? !item.IsSealed : Splits.Contains(item.Split ?? "", StringComparer.Ordinal))
        && (Ids.Count == 0 || Ids.Any(pattern => Matches(pattern, item)))
        && (Tags.Count == 0 || item.Tags.Any(tag => Tags.Contains(tag, StringComparer.Ordinal)));

    private static bool Matches(string pattern, EvalItem item) => MatchesPattern(pattern, item.Id);

    /// <summary>True if an id matches a pattern, in which <c>*</c> stands for any text; case-sensitive.</summary>
    public static bool MatchesPattern(string pattern, string id) =>
        FileSystemName.MatchesSimpleExpression(pattern.Replace("?", "\\?", StringComparison.Ordinal), id, ignoreCase: false);

    private void CheckFilter(EvalSet evalSet, Problems problems)
    {
        foreach (var split in Splits.Where(split => evalSet.Items.All(item => item.Split != split)))
        {
            var known = evalSet.Items.Select(item => item.Split).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            problems.Add(
                "--split",
                null,
                known.Count == 0
                    ? $"{evalSet.Name} is not split, so no item is in “{split}”. Split it: promptlab split-evalset {evalSet.Name}"
                    : $"No item of {evalSet.Name} is in the split “{split}”.{NearestName.Suggest(split, known)}"
            );
        }

        foreach (var tag in Tags.Where(tag => evalSet.Items.All(item => !item.Tags.Contains(tag, StringComparer.Ordinal))))
            problems.Add(
                "--tag",
                null,
                $"No item of {evalSet.Name} has the tag “{tag}”.{NearestName.Suggest(tag, evalSet.Items.SelectMany(item => item.Tags).Distinct(StringComparer.Ordinal))}"
            );
        foreach (var pattern in Ids.Where(pattern => !evalSet.Items.Any(item => Matches(pattern, item))))
            problems.Add(
                "--items",
                null,
                $"No item of {evalSet.Name} has an id like “{pattern}”.{NearestName.Suggest(pattern, evalSet.Items.Select(item => item.Id).Take(20))}"
            );
        if (Limit < 1)
            problems.Add("--limit", null, "The limit takes a whole number from 1.");
        if (Seed is not null && Limit is null)
            problems.Add("--seed", null, "A seed chooses items at random, up to --limit. Give a limit too, or no seed.");
    }

    private List<EvalItem> Take(List<EvalItem> chosen, int limit)
    {
        if (Seed is not { } seed || limit >= chosen.Count)
            return [.. chosen.Take(Math.Max(0, limit))];
        var picked = new RandomSource(seed).Sample(chosen.Count, Math.Max(0, limit));
        return [.. picked.Order().Select(index => chosen[index])];
    }

    private string Describe() =>
        string.Join(
            " and ",
            new[]
            {
                Splits.Count > 0 ? "--split " + string.Join(' ', Splits) : null,
                Ids.Count > 0 ? "--items " + string.Join(',', Ids) : null,
                Tags.Count > 0 ? "--tag " + string.Join(' ', Tags) : null,
            }.OfType<string>()
        );
}
