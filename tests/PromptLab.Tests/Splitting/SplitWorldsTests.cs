using System.Globalization;
using PromptLab.EvalSets;
using PromptLab.Splitting;
using PromptLab.Statistics;

namespace PromptLab.Tests.Splitting;

/// <summary>What holds for every eval set, shown on 200 that are thrown with dice.</summary>
public sealed class SplitWorldsTests
{
    private const int Worlds = 200;
    private const int LargestUnit = 5;

    [Fact]
    public void Each_split_has_its_number_of_items_but_for_less_than_the_largest_unit() =>
        ForEachWorld(
            (set, shares, assignment) =>
            {
                var unit = set.Items.GroupBy(item => item.Cluster ?? item.Id, StringComparer.Ordinal).Max(cluster => cluster.Count());
                foreach (var name in SplitNames.All)
                {
                    var items = assignment.Splits.Values.Count(split => split == name);
                    var off = Math.Abs((100 * items) - (set.Items.Count * shares.Of(name))); // in hundredths; the number itself is rounded
                    Assert.True(off < 100 * unit, $"{name} has {items} of {set.Items.Count} items, wanted {shares}");
                }
            }
        );

    // A split at random is off by up to 7 items in these worlds, and by 1.4 on average.
    [Fact]
    public void Each_tag_has_its_share_in_the_holdout_but_for_less_than_one_item_or_the_largest_unit() =>
        ForEachWorld(
            (set, shares, assignment) =>
            {
                var allowed = set.Items.Any(item => item.Cluster is not null) ? LargestUnit : 1;
                foreach (var tag in set.Items.SelectMany(item => item.Tags).Distinct(StringComparer.Ordinal))
                {
                    var having = set.Items.Where(item => item.Tags.Contains(tag, StringComparer.Ordinal)).ToList();
                    var held = having.Count(item => assignment.Splits[item.Id] == SplitNames.Holdout);
                    Assert.True(
                        Math.Abs((100 * held) - (having.Count * shares.Holdout)) < 100 * allowed,
                        $"{held} of {having.Count} items with {tag}, wanted {shares}"
                    );
                }
            }
        );

    [Fact]
    public void A_cluster_stays_in_one_split() =>
        ForEachWorld(
            (set, _, assignment) =>
                Assert.All(
                    set.Items.Where(item => item.Cluster is not null).GroupBy(item => item.Cluster, StringComparer.Ordinal),
                    cluster => Assert.Single(cluster.Select(item => assignment.Splits[item.Id]).Distinct(StringComparer.Ordinal))
                )
        );

    [Fact]
    public void The_order_of_the_rows_makes_no_difference() =>
        ForEachWorld(
            (set, shares, assignment) =>
            {
                var order = new RandomSource(set.Items.Count).Sample(set.Items.Count, set.Items.Count);
                var shuffled = SplitWorld.Split(
                    set with
                    {
                        Items = [.. order.Select(index => set.Items[index])],
                    },
                    new SplitRequest { Shares = shares }
                );

                Assert.Equal(SplitWorld.Told(assignment), SplitWorld.Told(shuffled));
            }
        );

    [Fact]
    public void Twenty_new_items_move_no_old_one_and_are_all_dealt() =>
        ForEachWorld(
            (set, shares, assignment) =>
            {
                var old = SplitWorld.Written(assignment);
                var added = Enumerable
                    .Range(0, 20)
                    .Select(i =>
                        SplitWorld.Item(
                            string.Create(CultureInfo.InvariantCulture, $"new{i}"),
                            i % 3 == 0 ? "tag1" : "tag4;other",
                            i % 4 == 0 ? string.Create(CultureInfo.InvariantCulture, $"c{i}") : null
                        )
                    );

                var again = SplitWorld.Split(old with { Items = [.. added, .. old.Items] }, new SplitRequest { Shares = shares });

                Assert.All(old.Items, item => Assert.Equal(item.Split, again.Splits[item.Id]));
                Assert.Equal(20, again.Changed.Count());
                Assert.All(
                    SplitWorld
                        .Written(again)
                        .Items.Where(item => item.Cluster is not null)
                        .GroupBy(item => item.Cluster, StringComparer.Ordinal),
                    cluster => Assert.Single(cluster.DistinctBy(item => item.Split, StringComparer.Ordinal))
                );
            }
        );

    private static void ForEachWorld(Action<EvalSet, SplitShares, SplitAssignment> check)
    {
        for (var seed = 0; seed < Worlds; seed++)
        {
            var (set, shares) = (SplitWorld.Thrown(seed), SplitWorld.ThrownShares(seed));
            check(set, shares, SplitWorld.Split(set, new SplitRequest { Shares = shares }));
        }
    }
}
