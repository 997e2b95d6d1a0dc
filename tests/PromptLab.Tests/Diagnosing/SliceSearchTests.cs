using PromptLab.Diagnosing;
using PromptLab.Running;
using PromptLab.Statistics;
using PromptLab.Tests.Statistics;

namespace PromptLab.Tests.Diagnosing;

public sealed class SliceSearchTests
{
    // The counts of the golden case, whose p-values GoldenTests compares. Nothing else is tested beside the slice, so
    // Holm’s p is the plain one.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_slice_of_the_golden_file_has_its_one_sided_p_value(int index)
    {
        var golden = GoldenCase.ReadAll().Single(one => one.Id == "slice-enrichment");
        var slice = golden["slices"][index];
        var (fails, passes) = (slice.GetProperty("fail").GetInt32(), slice.GetProperty("pass").GetInt32());

        var search = Search([
            .. Items(fails, passes, "here"),
            .. Items(golden.Int("total_fail") - fails, golden.Int("total_pass") - passes),
        ]);

        var found = search.Established.Concat(search.Leads).SingleOrDefault();
        var p = SliceEnrichment.Of(fails, passes, golden.Int("total_fail"), golden.Int("total_pass")).POneSided;
        Assert.Equal(1, search.Tested);
        Assert.Equal(p <= 0.1, found is not null);
        Assert.Equal(p <= 0.05, search.Established.Count == 1);
        Assert.Equal(p <= 0.1 ? p : null, found?.PValue);
        Assert.Equal(found?.PValue, found?.HolmPValue);
    }

    // 9 of 12 inside and 5 of 68 outside: 9 − 12 · 5/68.
    [Fact]
    public void Excess_failures_are_counted_against_the_rate_outside()
    {
        var slice = Assert.Single(Search([.. Items(9, 3, "date"), .. Items(5, 63)]).Established);

        Assert.Equal("tag “date”", slice.Name);
        Assert.Equal((9, 12, 5, 68), (slice.Fails, slice.Items, slice.FailsOutside, slice.ItemsOutside));
        Assert.Equal(9 - (12 * 5 / 68.0), slice.ExcessFails, 1e-12);
        Assert.Equal(9, slice.FailingIds.Count);
    }

    // Two failures of 6 items: a slice of 3 could at best hold both, with C(4,1)/C(6,3) = 0.2; of 2 of 10 in 5 items
    // C(8,3)/C(10,5) = 56/252.
    [Fact]
    public void The_best_attainable_p_follows_from_the_margins()
    {
        Assert.Equal(0.2, SliceEnrichment.BestAttainableP(3, 2, 4), 1e-12);
        Assert.Equal(56 / 252.0, SliceEnrichment.BestAttainableP(5, 2, 8), 1e-12);
        Assert.Equal(3 / 15.0, SliceEnrichment.BestAttainableP(2, 3, 3), 1e-12); // both items fail: C(3,2)/C(6,2)
    }

    [Fact]
    public void A_slice_that_could_never_show_anything_is_not_tested()
    {
        var search = Search([.. Items(2, 3, "few"), .. Items(0, 5)]);

        Assert.Equal((0, 1), (search.Tested, search.Dropped));
    }

    [Fact]
    public void Fewer_than_five_items_are_no_slice() => Assert.Equal((0, 0), Tested(Search([.. Items(4, 0, "few"), .. Items(0, 60)])));

    [Fact]
    public void Slices_over_the_same_items_are_one_and_the_plainest_is_named()
    {
        var search = Search([.. Items(9, 3, "date", "german"), .. Items(5, 63)]);

        Assert.Equal(1, search.Tested);
        Assert.Equal("tag “date”", Assert.Single(search.Established).Name);
    }

    // All failures of the pair lie in both tags; each tag alone adds as many items that pass.
    [Fact]
    public void A_pair_that_beats_both_its_parents_by_two_failures_is_shown()
    {
        var search = Search([.. Items(14, 1, "a", "b"), .. Items(0, 30, "a"), .. Items(0, 30, "b"), .. Items(6, 24)]);

        Assert.Contains("tag “a” and tag “b”", search.Established.Select(slice => slice.Name));
    }

    // The pair fails as its parents do: 80% everywhere in a.
    [Fact]
    public void A_pair_that_only_repeats_its_parent_is_not_shown()
    {
        var search = Search([.. Items(8, 2, "a", "b"), .. Items(16, 4, "a"), .. Items(4, 26, "b"), .. Items(4, 26)]);

        Assert.Equal(["tag “a”"], search.Established.Select(slice => slice.Name));
        Assert.Empty(search.Leads);
    }

    [Fact]
    public void Long_inputs_are_a_slice_of_their_own()
    {
        var results = Enumerable.Range(1, 40).Select(i => SomeFailures.Graded($"i{i:00}", passes: i <= 30, new string('x', i * 10)));

        var slice = Assert.Single(Search([.. results]).Established);

        Assert.Equal(("input of 303 to 400 characters", 10, 10), (slice.Name, slice.Fails, slice.Items)); // the third quartile is 302.5
    }

    [Fact]
    public void The_wanted_label_is_a_slice()
    {
        var results = Enumerable
            .Range(0, 40)
            .Select(i =>
                SomeFailures.Read(
                    $"i{i:00}",
                    i < 20 ? "billing" : "refund",
                    i < 15 ? "other"
                        : i < 20 ? "billing"
                        : "refund"
                )
            );

        Assert.Equal("label “billing”", Assert.Single(Search([.. results]).Established).Name);
    }

    private static (int, int) Tested(SliceSearch search) => (search.Tested, search.Dropped);

    private static SliceSearch Search(IReadOnlyList<ItemResult> results) =>
        SliceSearch.Of(DiagnosedItem.Of(results.Index().Select(one => one.Item with { ItemId = $"{one.Item.ItemId}-{one.Index}" })));

    private static IEnumerable<ItemResult> Items(int fails, int passes, params string[] tags) =>
        Enumerable.Range(0, fails + passes).Select(i => SomeFailures.Graded("i", passes: i >= fails, "text", tags));
}
