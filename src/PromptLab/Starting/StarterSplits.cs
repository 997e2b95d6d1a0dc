using System.Globalization;
using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Linting;
using PromptLab.Splitting;

namespace PromptLab.Starting;

/// <summary>Deals the items of a new set to train, dev and holdout, before anybody can have seen a result on one of them.</summary>
internal static class StarterSplits
{
    /// <summary>The fewest items of which some are kept for a holdout; fewer could claim nothing.</summary>
    private const int FewestItems = 20;

    /// <summary>The split of each item by its id; empty where there are too few, which is a warning.</summary>
    /// <param name="set">The items.</param>
    /// <param name="shownAs">The file of the items, as the user would name it.</param>
    /// <param name="seals">The sealed items of the project.</param>
    /// <param name="problems">Collects the problems.</param>
    public static IReadOnlyDictionary<string, string> Of(StarterSet set, string shownAs, SealRegistry seals, Problems problems)
    {
        if (set.IsSplit)
            return set.Items.ToDictionary(item => item.Id, item => item.Split!, StringComparer.Ordinal);
        var reader = new ItemReader(
            [],
            [SplitNames.Holdout],
            ItemMapping.None,
            new EvalSetReadOptions { AllowMissingSplits = true },
            problems
        );
        var items = set.Items.Select((item, index) => reader.ToItem(DraftOf(item, set, shownAs, index + 2))).OfType<EvalItem>().ToList();
        if (items.Count < FewestItems)
        {
            problems.Warn(
                shownAs,
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{items.Count} items are too few to keep some of them for a holdout, so they have no splits. With {FewestItems} or more, better 50 to 100: promptlab split-evalset {set.Name}, before anything is run."
                )
            );
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }

        var evalSet = new EvalSet
        {
            Name = set.Name,
            Hash = EvalSetHash.Of(items),
            Items = items,
            Graders = [],
            Score = new ScoreRule(ScoreCombination.WeightedMean, 1),
            InputFields = [],
            File = shownAs,
            Folder = "",
        };
        return SplitAssignment
            .Create(
                evalSet,
                new SplitRequest
                {
                    Labels = ItemLabels.Of(evalSet),
                    Duplicates = DuplicateInputs.FindGroups(evalSet),
                    Fixed = FixedSplits.Of(evalSet, seals),
                },
                problems
            )
            ?.Splits
            ?? new Dictionary<string, string>(StringComparer.Ordinal);
    }

    private static ItemDraft DraftOf(StarterItem item, StarterSet set, string shownAs, int line) =>
        new()
        {
            File = shownAs,
            Line = line,
            Id = item.Id,
            Input = set
                .Variables.Zip(item.Values)
                .Where(pair => pair.Second.Length > 0)
                .ToDictionary(pair => pair.First, pair => (JsonNode)JsonValue.Create(pair.Second), StringComparer.Ordinal),
            Expected = item.Fields?.DeepClone() ?? JsonValue.Create(item.Expected),
            Tags = item
                .Others.GetValueOrDefault(ItemColumns.Tags, "")
                .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Weight = item.Others.GetValueOrDefault(ItemColumns.Weight),
            Cluster = item.Others.GetValueOrDefault(ItemColumns.Cluster),
        };
}
