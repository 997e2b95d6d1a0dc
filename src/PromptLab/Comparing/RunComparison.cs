using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Running;
using PromptLab.Texts;

namespace PromptLab.Comparing;

/// <summary>
/// Two runs paired item by item. It counts and lists; whether a difference is more than chance,
/// <see cref="ComparisonEvidence"/> says.
/// </summary>
internal sealed class RunComparison
{
    private static readonly IReadOnlyDictionary<string, JsonNode> NoInput = new Dictionary<string, JsonNode>(StringComparer.Ordinal);

    private RunComparison(ComparedRun baseline, ComparedRun candidate, IReadOnlyList<ItemPair> pairs, IReadOnlyList<LeftOutItem> leftOut)
    {
        Baseline = baseline;
        Candidate = candidate;
        Pairs = pairs;
        LeftOut = leftOut;
    }

    /// <summary>The run that is compared with.</summary>
    public ComparedRun Baseline { get; }

    /// <summary>The run that is judged.</summary>
    public ComparedRun Candidate { get; }

    /// <summary>The items that both runs were asked, by item id.</summary>
    public IReadOnlyList<ItemPair> Pairs { get; }

    /// <summary>The items that can't be paired, by item id.</summary>
    public IReadOnlyList<LeftOutItem> LeftOut { get; }

    /// <summary>The pairs that may be shown one by one: all but those of the holdout, which are counted only.</summary>
    public IEnumerable<ItemPair> Open => Pairs.Where(pair => !pair.IsSealed);

    /// <summary>The items that changed sides and may be shown: the regressions first, then the fixed ones, each by item id.</summary>
    public IReadOnlyList<ItemPair> Flips =>
        [
            .. Open.Where(pair => pair.Change is ItemChange.Broken or ItemChange.Fixed)
                .OrderBy(pair => pair.Change == ItemChange.Fixed)
                .ThenBy(pair => pair.ItemId, IdOrder.Comparer),
        ];

    /// <summary>How many items of the holdout are of one kind.</summary>
    public int CountSealed(ItemChange change) => Of(change).Count(pair => pair.IsSealed);

    /// <summary>The pairs of one kind, by item id.</summary>
    public IEnumerable<ItemPair> Of(ItemChange change) => Pairs.Where(pair => pair.Change == change);

    /// <summary>How many pairs are of one kind.</summary>
    public int Count(ItemChange change) => Of(change).Count();

    /// <summary>Pairs two runs by item id and item hash: a relabelled item is never paired with its old self.</summary>
    public static RunComparison Between(ComparedRun baseline, ComparedRun candidate)
    {
        var (before, after) = (ByItem(baseline), ByItem(candidate));
        var (pairs, leftOut, none) = (new List<ItemPair>(before.Count), new List<LeftOutItem>(), new List<ItemResult>());
        foreach (var id in before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (was, now) = (before.GetValueOrDefault(id, none), after.GetValueOrDefault(id, none));
            if (WhyLeftOut(id, was, now) is { } item)
                leftOut.Add(item);
            else
                pairs.Add(Pair(id, was, now));
        }

        return new RunComparison(baseline, candidate, pairs, leftOut);
    }

    private static Dictionary<string, List<ItemResult>> ByItem(ComparedRun run)
    {
        var byItem = new Dictionary<string, List<ItemResult>>(run.Results.Count, StringComparer.Ordinal);
        foreach (var result in run.Results)
        {
            if (!byItem.TryGetValue(result.ItemId, out var repeats))
                byItem.Add(result.ItemId, repeats = new List<ItemResult>(1));
            repeats.Add(result);
        }

        return byItem;
    }

    private static LeftOutItem? WhyLeftOut(string id, List<ItemResult> before, List<ItemResult> after)
    {
        if (after.Count == 0)
            return new LeftOutItem(id, LeftOutReason.BaselineOnly, $"“{id}” is in the baseline only.");
        if (before.Count == 0)
            return new LeftOutItem(id, LeftOutReason.CandidateOnly, $"“{id}” is in the candidate only.");
        if (IsChanged(before) || IsChanged(after))
            return new LeftOutItem(id, LeftOutReason.ItemDiffers, $"“{id}” was changed between the repeats of one run.");
        return before[0].ItemHash == after[0].ItemHash
            ? null
            : new LeftOutItem(id, LeftOutReason.ItemDiffers, $"“{id}” was changed between the two runs.");
    }

    private static bool IsChanged(List<ItemResult> repeats) => repeats.Exists(result => result.ItemHash != repeats[0].ItemHash);

    // Split and tags are no part of the hash: where they differ, the candidate's, being the newer, are shown.
    private static ItemPair Pair(string id, IReadOnlyList<ItemResult> before, IReadOnlyList<ItemResult> after)
    {
        var item = after.Count == 1 ? after[0] : after.MinBy(result => result.Repeat)!;
        var isSealed = item.Split == SplitNames.Holdout || before[0].Split == SplitNames.Holdout;
        return new ItemPair
        {
            ItemId = id,
            ItemHash = item.ItemHash,
            Split = item.Split,
            Tags = item.Tags,
            Weight = item.Weight,
            Cluster = item.Cluster,
            IsSealed = isSealed,
            Input = isSealed ? NoInput : item.Input,
            Expected = isSealed ? null : item.Expected,
            Baseline = ComparedSide.Of(before, isSealed),
            Candidate = ComparedSide.Of(after, isSealed),
        };
    }
}
