using System.Globalization;
using PromptLab.Diagnosing;
using PromptLab.Running;
using PromptLab.Statistics;

namespace PromptLab.Tests.Diagnosing;

/// <summary>Worlds in which the failures were planted, and worlds in which there is nothing to find, of 60 to 100 items each.</summary>
public sealed class PlantedModesTests
{
    private const int Worlds = 100;

    private static readonly string[] Tags = ["plain", "long", "german", "table", "date"];
    private static readonly string[] Labels = ["billing", "refund", "delivery", "account"];
    private static readonly string[] Words =
    [
        .. "kettle table lamp order parcel street invoice garden window bottle copper silver winter summer paper basket mirror candle harbor engine violin carpet ladder pencil saddle button".Split(
            ' '
        ),
    ];

    [Fact]
    public void A_tag_that_fails_70_against_20_percent_is_found_in_nine_of_ten_worlds() =>
        AssertIn(90, dice =>
            SlicesOf(World(dice, (item, chance) => chance < (item.Tags.Contains("date") ? 0.7 : 0.2)))
                .Any(slice => slice.Conditions.Any(condition => condition == new SliceCondition(SliceKind.Tag, "date")))
        );

    [Fact]
    public void Where_all_items_fail_alike_no_slice_is_established_in_95_of_100_worlds() =>
        AssertIn(95, dice => Search(World(dice, (_, chance) => chance < 0.3)).Established.Count == 0);

    // Half of the billing items are read as refunds; of all others one in ten is read at random.
    [Fact]
    public void A_label_that_is_taken_for_another_is_the_first_pair_in_nine_of_ten_worlds() => AssertIn(90, dice =>
        {
            var results = Enumerable
                .Range(0, Size(dice))
                .Select(i => (Id: Id(i), Wanted: Labels[dice.Below(Labels.Length)]))
                .Select(item =>
                    SomeFailures.Read(
                        item.Id,
                        item.Wanted,
                        item.Wanted == "billing" && dice.Below(2) == 0 ? "refund"
                            : dice.Below(10) == 0 ? Labels[dice.Below(Labels.Length)]
                            : item.Wanted
                    )
                )
                .ToList();
            var first = SomeFailures.Diagnose(results).Modes[0].Confused[0];
            return (first.Expected, first.Predicted) == ("billing", "refund");
        });

    // Six failing messages of one wording among messages of random words, of which a fifth fails.
    [Fact]
    public void Failures_of_one_wording_are_a_cluster_in_nine_of_ten_worlds() => AssertIn(90, dice =>
        {
            var planted = Enumerable
                .Range(0, 6)
                .Select(i =>
                    SomeFailures.Fail(
                        "p" + Id(i),
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"Bitte erstatten Sie mir {dice.Below(900)} Euro für die Bestellung {dice.Below(9000)}, {Sentence(dice, 3)}"
                        )
                    )
                );
            var clusters = SomeFailures.Diagnose([.. World(dice, (_, chance) => chance < 0.2), .. planted]).Clusters.Clusters;
            return clusters.Any(cluster =>
                cluster.ItemIds.Count(id => id[0] == 'p') >= 5
                && cluster.ItemIds.All(id => id[0] == 'p')
                && cluster.Terms.Any(term => term.Text is "bitte" or "erstatten" or "euro" or "bestellung")
            );
        });

    private static void AssertIn(int least, Func<RandomSource, bool> isFound)
    {
        var dice = new RandomSource(7);
        var found = Enumerable.Range(0, Worlds).Count(world => isFound(dice.Fork(Id(world))));

        Assert.True(found >= least, $"{found} of {Worlds}");
    }

    private static List<ItemResult> World(RandomSource dice, Func<ItemResult, double, bool> fails) =>
        [
            .. Enumerable
                .Range(0, Size(dice))
                .Select(i =>
                {
                    var item = SomeFailures.Pass(Id(i), Sentence(dice, 4 + dice.Below(12)), [.. Tags.Where(_ => dice.Below(3) == 0)]);
                    return fails(item, dice.Below(1_000_000) / 1e6)
                        ? SomeFailures.Fail(Id(i), item.Input["message"].GetValue<string>(), [.. item.Tags])
                        : item;
                }),
        ];

    private static SliceSearch Search(IReadOnlyList<ItemResult> results) => SliceSearch.Of(DiagnosedItem.Of(results));

    private static IEnumerable<Slice> SlicesOf(IReadOnlyList<ItemResult> results)
    {
        var search = Search(results);
        return search.Established.Concat(search.Leads);
    }

    private static int Size(RandomSource dice) => 60 + dice.Below(41);

    private static string Sentence(RandomSource dice, int words) =>
        string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[dice.Below(Words.Length)]));

    private static string Id(int number) => number.ToString("000", CultureInfo.InvariantCulture);
}
