using System.Globalization;
using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Splitting;
using PromptLab.Statistics;

namespace PromptLab.Tests.Splitting;

/// <summary>Eval sets to be split, written by hand or thrown with dice.</summary>
internal static class SplitWorld
{
    /// <summary>An item whose input is its id.</summary>
    public static EvalItem Item(string id, string tags = "", string? cluster = null, string? split = null, string? expected = null) =>
        new()
        {
            Id = id,
            Input = new Dictionary<string, JsonNode>(StringComparer.Ordinal) { ["message"] = JsonValue.Create(id) },
            Expected = expected is null ? null : JsonValue.Create(expected),
            Tags = tags.Split(';', StringSplitOptions.RemoveEmptyEntries),
            Cluster = cluster,
            Split = split,
            Hash = "sha256:" + id,
            File = "evalsets/tickets/items.csv",
            Line = 2,
        };

    public static EvalSet Set(IEnumerable<EvalItem> items) =>
        new()
        {
            Name = "tickets",
            Hash = "sha256:set",
            Items = [.. items],
            Graders = [],
            Score = new ScoreRule(ScoreCombination.WeightedMean, 1),
            InputFields = [],
            File = "evalsets/tickets/evalset.yaml",
            Folder = "/nowhere",
        };

    /// <summary>
    /// From 40 to 239 items; each has up to three of five tags, the first one frequent and the last one rare; every
    /// second world has clusters of two to five items.
    /// </summary>
    public static EvalSet Thrown(int seed)
    {
        var dice = new RandomSource(seed);
        var count = 40 + dice.Below(200);
        var (items, cluster, left) = (new List<EvalItem>(), 0, 0);
        for (var i = 0; i < count; i++)
        {
            if (left == 0 && seed % 2 == 1 && dice.Below(5) == 0)
                (cluster, left) = (cluster + 1, 2 + dice.Below(4));
            var tags = Enumerable
                .Range(0, 5)
                .Where(tag => dice.Below(2 + (3 * tag)) == 0)
                .Take(3)
                .Select(tag => "tag" + tag.ToString(CultureInfo.InvariantCulture));
            items.Add(
                Item(
                    string.Create(CultureInfo.InvariantCulture, $"i{i}"),
                    string.Join(';', tags),
                    left-- > 0 ? string.Create(CultureInfo.InvariantCulture, $"c{cluster}") : null
                )
            );
            left = Math.Max(0, left);
        }

        return Set(items);
    }

    /// <summary>Shares in steps of five percent, dev and holdout with at least 15 each.</summary>
    public static SplitShares ThrownShares(int seed)
    {
        var dice = new RandomSource(seed).Fork("shares");
        var train = 5 * dice.Below(9);
        var holdout = 15 + (5 * dice.Below(((100 - train - 30) / 5) + 1));
        return new SplitShares(train, 100 - train - holdout, holdout);
    }

    /// <summary>Splits that must come out without a problem.</summary>
    public static SplitAssignment Split(EvalSet set, SplitRequest? request = null)
    {
        var problems = new Problems();
        var assignment = SplitAssignment.Create(set, request ?? new SplitRequest(), problems);
        Assert.Empty(problems.Found);
        return Assert.IsType<SplitAssignment>(assignment);
    }

    /// <summary>The set as it is once the splits are written.</summary>
    public static EvalSet Written(SplitAssignment assignment) =>
        assignment.EvalSet with
        {
            Items = [.. assignment.EvalSet.Items.Select(item => item with { Split = assignment.Splits[item.Id] })],
        };

    /// <summary>“a:dev b:holdout”, in order of id.</summary>
    public static string Told(SplitAssignment assignment) =>
        string.Join(' ', assignment.Splits.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}:{pair.Value}"));
}
