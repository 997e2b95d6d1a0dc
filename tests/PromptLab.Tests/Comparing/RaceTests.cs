using PromptLab.Comparing;
using PromptLab.Running;
using PromptLab.Statistics;
using static PromptLab.Tests.Comparing.SampleResults;

namespace PromptLab.Tests.Comparing;

public sealed class RaceTests
{
    [Fact]
    public void A_candidate_that_loses_every_item_is_stopped_at_the_first_look()
    {
        var order = Ids(40);
        var race = new Race(RaceBaseline.Of(order.Select(id => Pass(id))), order, repeats: 1);

        TakeAll(race, order.Take(4).Select(id => Fail(id)));
        Assert.Null(race.Stop);
        race.Take(Fail(order[4]));

        Assert.Equal(
            new RaceStop
            {
                After = 5,
                Items = 40,
                Lost = 5,
                Won = 0,
                Chance = Futility.Binary(5, 0, 5, 40),
            },
            race.Stop
        );
        Assert.Equal(35, race.Saved);
    }

    [Fact]
    public void A_candidate_that_wins_comes_to_the_end()
    {
        var order = Ids(40);
        var race = new Race(RaceBaseline.Of(order.Select(id => Fail(id))), order, repeats: 1);

        TakeAll(race, order.Select(id => Pass(id)));

        Assert.Null(race.Stop);
        Assert.Equal(0, race.Saved);
    }

    // By the sums of methods A5 with 40 items: nothing lost is 0.0769 after 20 and 0.0424 after 25; 1 lost is 0.0737
    // after 5 and 0.0481 after 10.
    [Theory]
    [InlineData(0, 25)]
    [InlineData(1, 10)]
    public void A_candidate_that_differs_in_nothing_or_loses_one_is_stopped_where_too_few_items_are_left(int lost, int after)
    {
        var order = Ids(40);
        var race = new Race(RaceBaseline.Of(order.Select(id => Pass(id))), order, repeats: 1);

        TakeAll(race, order.Select((id, place) => place < lost ? Fail(id) : Pass(id)));

        Assert.Equal((after, lost, 0), (race.Stop!.After, race.Stop.Lost, race.Stop.Won));
    }

    [Fact]
    public void The_order_of_arrival_changes_no_decision()
    {
        var order = Ids(40);
        var candidate = order.Select((id, place) => place % 6 == 5 ? Fail(id) : Pass(id)).ToList();
        var baseline = RaceBaseline.Of(order.Select(id => Pass(id)));
        var inOrder = new Race(baseline, order, repeats: 1);
        TakeAll(inOrder, candidate);

        for (var shuffle = 0; shuffle < 20; shuffle++)
        {
            var race = new Race(baseline, order, repeats: 1);
            TakeAll(race, new RandomSource(shuffle).Sample(40, 40).Select(place => candidate[place]));
            Assert.Equal(inOrder.Stop, race.Stop);
        }

        Assert.Equal(10, inOrder.Stop!.After);
    }

    [Fact]
    public void Later_items_decide_nothing_before_the_earlier_ones_are_there()
    {
        var order = Ids(40);
        var race = new Race(RaceBaseline.Of(order.Select(id => Pass(id))), order, repeats: 1);

        TakeAll(race, order.Skip(1).Select(id => Fail(id)));
        Assert.Null(race.Stop);
        race.Take(Fail(order[0]));

        Assert.Equal(5, race.Stop!.After);
        Assert.Equal(0, race.Saved);
    }

    [Fact]
    public void Items_that_failed_or_are_undecided_on_one_side_are_no_pairs()
    {
        var order = Ids(40);
        // 10 of the 40 items can't be pairs: 3 by the baseline, 7 by the candidate.
        ItemResult[] baseline = [Error(order[0]), Undecided(order[1]), .. order.Skip(2).Take(37).Select(id => Pass(id))];
        var race = new Race(RaceBaseline.Of(baseline), order, repeats: 1);

        TakeAll(race, order.Take(2).Select(id => Fail(id)));
        TakeAll(race, order.Skip(2).Take(6).Select(id => Error(id)));
        race.Take(Undecided(order[8]));
        race.Take(Pass(order[9]));
        Assert.Null(race.Stop);
        TakeAll(race, order.Skip(10).Take(5).Select(id => Fail(id)));

        Assert.Equal(
            new RaceStop
            {
                After = 15,
                Items = 40,
                Lost = 5,
                Won = 0,
                Chance = Futility.Binary(5, 0, 6, 30),
            },
            race.Stop
        );
    }

    [Fact]
    public void An_item_that_was_changed_since_is_no_pair()
    {
        var order = Ids(40);
        var race = new Race(RaceBaseline.Of(order.Select(id => Pass(id))), order, repeats: 1);

        TakeAll(race, order.Take(10).Select((id, place) => place < 5 ? Fail(id) with { ItemHash = "sha256:other" } : Fail(id)));

        Assert.Equal(
            new RaceStop
            {
                After = 10,
                Items = 40,
                Lost = 5,
                Won = 0,
                Chance = Futility.Binary(5, 0, 5, 35),
            },
            race.Stop
        );
    }

    [Fact]
    public void With_repeats_the_shares_that_pass_are_paired_and_the_first_look_comes_at_ten()
    {
        var order = Ids(40);
        var race = new Race(RaceBaseline.Of(order.Select(id => Pass(id))), order, repeats: 2);

        foreach (var (place, id) in order.Take(10).Index())
        {
            race.Take(Pass(id, repeat: 2));
            Assert.Null(race.Stop);
            race.Take(place % 2 == 0 ? Fail(id) : Error(id));
        }

        // −½ five times, and 0 five times where the failed repeat is left out.
        double[] differences = [-.5, 0, -.5, 0, -.5, 0, -.5, 0, -.5, 0];
        Assert.Equal(
            new RaceStop
            {
                After = 10,
                Items = 40,
                Lost = 5,
                Won = 0,
                Chance = Futility.Graded(differences, 40)!.Value,
            },
            race.Stop
        );
        Assert.Equal(60, race.Saved);
    }

    [Fact]
    public void A_baseline_with_repeats_is_met_by_shares_too()
    {
        var order = Ids(40);
        var race = new Race(RaceBaseline.Of(order.SelectMany(id => new[] { Pass(id), Pass(id, repeat: 2) })), order, repeats: 1);

        TakeAll(race, order.Take(9).Select(id => Fail(id)));
        Assert.Null(race.Stop);
        race.Take(Fail(order[9]));

        Assert.Equal(10, race.Stop!.After);
    }

    [Fact]
    public async Task Results_may_come_from_many_threads()
    {
        var order = Ids(400);
        var race = new Race(RaceBaseline.Of(order.Select(id => Pass(id))), order, repeats: 1);

        await Parallel.ForEachAsync(order, TestContext.Current.CancellationToken, (id, _) =>
        {
            race.Take(Fail(id));
            return ValueTask.CompletedTask;
        });

        Assert.Equal((5, 5), (race.Stop!.After, race.Stop.Lost));
        Assert.Equal(0, race.Saved);
    }

    [Fact]
    public void A_large_set_is_looked_at_a_hundred_times()
    {
        var order = Ids(1000);
        var race = new Race(RaceBaseline.Of(order.Select(id => Pass(id))), order, repeats: 1);

        TakeAll(race, order.Take(9).Select(id => Fail(id)));
        Assert.Null(race.Stop);
        race.Take(Fail(order[9]));

        Assert.Equal(10, race.Stop!.After);
    }

    [Fact]
    public void The_order_follows_from_the_ids_and_the_hashes_alone()
    {
        var ids = Ids(40);

        var order = RaceOrder.Of(ids, "sha256:e", "sha256:b", "sha256:c");

        Assert.Equal(order, RaceOrder.Of(ids.Reverse(), "sha256:e", "sha256:b", "sha256:c"));
        Assert.Equal(ids, order.Order(StringComparer.Ordinal));
        Assert.NotEqual(ids, order);
        Assert.NotEqual(order, RaceOrder.Of(ids, "sha256:e", "sha256:b", "sha256:d"));
        Assert.NotEqual(order, RaceOrder.Of(ids, "sha256:e", "sha256:d", "sha256:c"));
        Assert.NotEqual(order, RaceOrder.Of(ids, "sha256:d", "sha256:b", "sha256:c"));
    }

    private static IReadOnlyList<string> Ids(int count) =>
        [.. Enumerable.Range(1, count).Select(i => i.ToString("t-0000", System.Globalization.CultureInfo.InvariantCulture))];

    private static void TakeAll(Race race, IEnumerable<ItemResult> results)
    {
        foreach (var result in results)
            race.Take(result);
    }
}
