using System.Diagnostics;
using System.Globalization;
using PromptLab.Diagnosing;
using PromptLab.Running;
using PromptLab.Statistics;

namespace PromptLab.Tests.Diagnosing;

/// <summary>A planted slice is found however many items there are, and a set without one has none.</summary>
public sealed class LargeSetTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // One item in ten has the tag and fails 6 times in ten; the others fail 3 times in ten.
    [Theory]
    [InlineData(1_040)]
    [InlineData(1_500)]
    [InlineData(2_000)]
    [InlineData(5_000)]
    [InlineData(20_000)]
    public void A_tag_that_fails_twice_as_often_is_established(int items)
    {
        var slices = SliceSearch.Of(Items(items, planted: 6));

        Assert.Equal("tag “hard”", slices.Established[0].Name);
        Assert.Equal(items / 10, slices.Established[0].Items);
        Assert.All(slices.Established, slice => Assert.InRange(slice.HolmPValue, 0, 0.05));
        Assert.True(slices.Tested > slices.Dropped);
    }

    [Theory]
    [InlineData(1_040)]
    [InlineData(5_000)]
    [InlineData(20_000)]
    public void Slices_that_fail_as_all_do_are_tested_and_not_established(int items)
    {
        var slices = SliceSearch.Of(Items(items, planted: 3));

        Assert.Empty(slices.Established);
        Assert.True(slices.Tested > 3);
    }

    [Fact]
    public void Twenty_thousand_items_with_long_texts_are_diagnosed_while_one_waits()
    {
        var items = Results(20_000, planted: 6, words: 60);
        var begun = Stopwatch.GetTimestamp();

        var diagnosis = SomeFailures.Diagnose(items);

        var taken = Stopwatch.GetElapsedTime(begun);
        output.WriteLine($"{taken.TotalSeconds:0.0} s");
        Assert.Equal("tag “hard”", diagnosis.Slices.Established[0].Name);
        Assert.True(taken < Patience, $"{taken.TotalSeconds:0.0} s");
    }

    private static IReadOnlyList<DiagnosedItem> Items(int count, int planted) => DiagnosedItem.Of(Results(count, planted, words: 5));

    private static List<ItemResult> Results(int count, int planted, int words)
    {
        var dice = new RandomSource(count);
        string[] tags = ["a", "b", "c", "d", "e", "f"];
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                    SomeFailures.Graded(
                        i.ToString("00000", CultureInfo.InvariantCulture),
                        dice.Below(10) >= (i % 10 == 0 ? planted : 3),
                        string.Join(
                            ' ',
                            Enumerable.Range(0, words).Select(_ => "word" + dice.Below(3000).ToString(CultureInfo.InvariantCulture))
                        ),
                        i % 10 == 0 ? ["hard", tags[dice.Below(6)]] : [tags[dice.Below(6)]]
                    )
                ),
        ];
    }
}
