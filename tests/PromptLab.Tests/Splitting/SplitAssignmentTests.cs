using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Splitting;
using static PromptLab.Tests.Splitting.SplitWorld;

namespace PromptLab.Tests.Splitting;

public sealed class SplitAssignmentTests
{
    private static readonly SplitShares Halves = new(0, 50, 50);

    // sha256sum of “tickets|a” to “tickets|e” begins with 8a, 56, a1, 7f, 0d: the order is e b d a c. Of 5 items dev should have
    // 3.25 and holdout 1.75, that is 3 and 2. e → dev (2.25, 1.75 are lacking), b → dev (1.25, 1.75), d → holdout (1.25, 0.75),
    // a → dev, which is full then, c → holdout.
    [Fact]
    public void Items_without_tags_go_in_order_of_their_hash_to_the_split_that_lacks_most() =>
        Assert.Equal("a:dev b:dev c:holdout d:holdout e:dev", Told(Split(Set([Item("a"), Item("b"), Item("c"), Item("d"), Item("e")]))));

    // b comes first with either salt. The hash of “tickets|b” ends with 95e3613, an odd number: the second of the two splits that
    // lack one item each. That of “other|b” ends with eafbedefa's last seven digits, fbedefa, an even number: the first.
    [Theory]
    [InlineData(null, "a:dev b:holdout")]
    [InlineData("other", "a:holdout b:dev")]
    public void A_tie_is_broken_by_the_hash_and_another_salt_is_another_hash(string? salt, string told) =>
        Assert.Equal(told, Told(Split(Set([Item("a"), Item("b")]), new SplitRequest { Shares = Halves, Salt = salt })));

    // Ten items, 60 to 40. The rarest tag goes first: of two items dev lacks 1.2 and holdout 0.8, then 0.2 and 0.8. Of the other
    // tag's five, dev has 3 and holdout 2; of the rest what is left to six and four.
    [Fact]
    public void Each_tag_has_its_share_in_each_split()
    {
        var set = Set([.. Many("x", 5, "frequent"), .. Many("y", 2, "rare"), .. Many("z", 3, "")]);

        var assignment = Split(set, new SplitRequest { Shares = new SplitShares(0, 60, 40) });

        Assert.Equal(
            ["frequent 5: dev 3, holdout 2", "rare 2: dev 1, holdout 1"],
            assignment.Attributes.Select(tag => $"{tag.Name} {tag.Items}: dev {tag.BySplit["dev"]}, holdout {tag.BySplit["holdout"]}")
        );
        Assert.Equal(
            [("dev", 6, 0.6), ("holdout", 4, 0.4)],
            assignment.Counts.Select(count => (count.Split, count.Items, count.Share ?? 0))
        );
    }

    [Fact]
    public void A_label_is_balanced_as_a_tag_is()
    {
        var labels = Enumerable.Range(0, 40).ToDictionary(i => $"i{i}", i => i % 4 == 0 ? "no" : "yes", StringComparer.Ordinal);

        var assignment = Split(
            Set(labels.Keys.Select(id => Item(id))),
            new SplitRequest { Shares = new SplitShares(20, 50, 30), Labels = labels }
        );

        Assert.Equal(
            ["Label yes: 6 15 9", "Label no: 2 5 3"],
            assignment.Attributes.Select(label =>
                $"{label.Kind} {label.Name}: {string.Join(' ', SplitNames.All.Select(name => label.BySplit[name]))}"
            )
        );
    }

    [Fact]
    public void Tags_of_one_item_each_do_not_fill_the_split_with_the_largest_share_first()
    {
        var set = Set(Enumerable.Range(0, 100).Select(i => Item($"i{i}", i % 2 == 0 ? $"own{i};even" : "odd")));

        var even = Split(set).Attributes.Single(tag => tag.Name == "even");

        Assert.Equal(
            ("12 or 13", "22 or 23", 15),
            (Near(even.BySplit["train"], 12), Near(even.BySplit["dev"], 22), even.BySplit["holdout"])
        );

        static string Near(int count, int low) => count == low || count == low + 1 ? $"{low} or {low + 1}" : $"{count}";
    }

    [Fact]
    public void An_item_that_has_a_split_keeps_it_and_the_others_even_it_out()
    {
        var set = Set([.. Many("old", 10, "").Select(item => item with { Split = "dev" }), .. Many("new", 10, "")]);

        var assignment = Split(set, new SplitRequest { Shares = Halves });

        Assert.All(set.Items.Take(10), item => Assert.Equal("dev", assignment.Splits[item.Id]));
        Assert.All(set.Items.Skip(10), item => Assert.Equal("holdout", assignment.Splits[item.Id]));
        Assert.Equal(set.Items.Skip(10), assignment.Changed);
        Assert.Equal([0, 10], assignment.Counts.Select(count => count.New));
    }

    [Fact]
    public void A_split_of_another_name_stays_as_it_is_and_counts_in_no_share()
    {
        var set = Set([.. Many("old", 6, "").Select(item => item with { Split = "nightly" }), .. Many("new", 4, "")]);

        var assignment = Split(set, new SplitRequest { Shares = Halves, ReassignAll = true });

        Assert.Equal(
            [("dev", 2, 0.5), ("holdout", 2, 0.5), ("nightly", 6, null)],
            assignment.Counts.Select(count => (count.Split, count.Items, count.Share))
        );
    }

    [Fact]
    public void A_new_item_of_a_cluster_joins_it_however_full_its_split_is()
    {
        var set = Set([
            .. Many("old", 8, "").Select(item => item with { Split = "holdout", Cluster = "mail-7" }),
            Item("new", cluster: "mail-7"),
            Item("alone"),
        ]);

        var assignment = Split(set, new SplitRequest { Shares = Halves });

        Assert.Equal(("holdout", "dev"), (assignment.Splits["new"], assignment.Splits["alone"]));
        Assert.Equal([1, 1], assignment.Counts.Select(count => count.Independent));
    }

    [Fact]
    public void Items_that_are_the_same_stay_together_and_join_what_was_seen_first()
    {
        EvalItem[] items =
        [
            Item("a"),
            Item("b"),
            Item("c", split: "holdout"),
            Item("d", split: "dev"),
            Item("e"),
            Item("f"),
            Item("g"),
            Item("h"),
        ];

        var assignment = Split(
            Set(items),
            new SplitRequest
            {
                Duplicates =
                [
                    [items[0], items[1]],
                    [items[2], items[3], items[4]],
                    [items[5], items[6], items[7]],
                ],
            }
        );

        Assert.Equal(assignment.Splits["a"], assignment.Splits["b"]);
        Assert.Equal("dev", assignment.Splits["e"]);
        Assert.Single(new[] { "f", "g", "h" }.Select(id => assignment.Splits[id]).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Two_clusters_with_an_item_that_is_the_same_are_one_unit_and_one_that_is_in_a_split_stays_there()
    {
        EvalItem[] items =
        [
            Item("a", cluster: "one"),
            Item("b", cluster: "one"),
            Item("c", cluster: "two"),
            Item("d", cluster: "two"),
            Item("e", cluster: "three", split: "holdout"),
            Item("f", cluster: "three"),
        ];

        var together = Split(
            Set(items[..4]),
            new SplitRequest
            {
                Shares = Halves,
                Duplicates =
                [
                    [items[1], items[2]],
                ],
            }
        );
        var joined = Split(
            Set(items),
            new SplitRequest
            {
                Shares = Halves,
                Duplicates =
                [
                    [items[1], items[2]],
                    [items[3], items[4]],
                ],
            }
        );

        Assert.Single(together.Splits.Values.Distinct(StringComparer.Ordinal));
        Assert.All(joined.Splits.Values, split => Assert.Equal("holdout", split));
    }

    [Fact]
    public void A_cluster_that_is_spread_already_is_refused_with_its_lines()
    {
        EvalItem[] items =
        [
            Item("a", cluster: "mail-7", split: "dev"),
            Item("b", cluster: "mail-7", split: "holdout") with
            {
                Line = 3,
            },
            Item("c", cluster: "mail-7", split: "dev") with
            {
                Line = 4,
            },
            Item("d", cluster: "mail-7") with
            {
                Line = 5,
            },
        ];
        var problems = new Problems();

        Assert.Null(SplitAssignment.Create(Set(items), new SplitRequest(), problems));
        Assert.Equal(
            "evalsets/tickets/items.csv:2: The cluster “mail-7” is spread over splits: dev has “a” (line 2), “c” (line 4); holdout has “b” (line 3). A cluster stays in one split: give its items the same one there, or deal all items anew with --reassign.",
            Assert.Single(problems.Found).ToString()
        );
        Assert.Single(Split(Set(items), new SplitRequest { ReassignAll = true }).Splits.Values.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void One_item_is_dealt_to_the_split_with_the_largest_share_and_none_is_nothing_to_deal()
    {
        Assert.Equal("a:dev", Told(Split(Set([Item("a")]))));
        Assert.Empty(Split(Set([Item("a", split: "train")])).Changed);
    }

    private static IEnumerable<EvalItem> Many(string name, int count, string tags) =>
        Enumerable.Range(0, count).Select(i => Item($"{name}{i}", tags));
}
