using PromptLab.Progress;
using PromptLab.Statistics;

namespace PromptLab.Tests.Progress;

/// <summary>
/// How often the rule is wrong, measured on simulated searches: ideas are drawn, compared item by item, and accepted by
/// the search test.
/// </summary>
public sealed class PlateauErrorRatesTests
{
    private const int Searches = 4000;
    private const double GoodShare = 0.25;
    private const double Losses = 0.03;
    private const double Gain = 0.10;
    private const double Churn = 0.06; // an idle edit breaks as many items as it fixes

    private static readonly PlateauSettings Settings = new();
    private readonly RandomSource _dice = new(20261124);
    private readonly Dictionary<(int, int), bool> _accepted = [];
    private readonly Dictionary<(int, int, double), SearchState> _states = [];

    // One idea in four fixes 13% of the items and breaks 3%; the others change nothing, as the closed form supposes.
    [Theory]
    [InlineData(45)]
    [InlineData(60)]
    [InlineData(100)]
    public void While_one_idea_in_four_is_good_a_plateau_is_declared_as_often_as_the_closed_form_says_and_in_a_quarter_of_searches_at_most(
        int items
    )
    {
        var (patience, power) = PatienceOf(items, Losses);

        var declared = Share(() => IsPlateauAfter(patience, items, () => IsGood() ? (Losses, Losses + Gain) : (0, 0)));

        Assert.Equal(Math.Pow(1 - (GoodShare * power), patience), declared, 4 * ErrorOf(declared));
        Assert.True(declared <= 0.25 + (2 * ErrorOf(0.25)), FormattableString.Invariant($"{declared}"));
    }

    // Idle edits are accepted with a probability of about 0.19 too, so that misses in a row are rarer: the closed form is an upper bound.
    [Theory]
    [InlineData(45)]
    [InlineData(60)]
    [InlineData(100)]
    public void Idle_edits_that_are_accepted_by_chance_make_it_rarer_still(int items)
    {
        var (patience, power) = PatienceOf(items, Losses);
        var byChance = PairedBinaryPower.MidPTestBetter(items, Churn, Churn, Settings.SearchLevel);

        var declared = Share(() => IsPlateauAfter(patience, items, () => IsGood() ? (Losses, Losses + Gain) : (Churn, Churn)));

        Assert.InRange(byChance, 0.18, 0.20);
        Assert.Equal(Math.Pow(1 - (GoodShare * power) - ((1 - GoodShare) * byChance), patience), declared, 4 * ErrorOf(declared));
        Assert.True(declared < 0.10, FormattableString.Invariant($"{declared}"));
    }

    // No idea helps, and each is accepted by chance with a: the rule waits for k misses in a row. The first such row ends at try t with
    // f(k) = (1 − a)ᵏ and f(t) = a (1 − a)ᵏ (1 − f(k) − … − f(t − k − 1)) beyond: an acceptance, k misses, and no such row before.
    // Feller, An Introduction to Probability Theory and Its Applications, volume 1, chapter XIII.7.
    [Theory]
    [InlineData(45, 0.65)]
    [InlineData(60, 0.65)]
    [InlineData(100, 0.78)]
    public void Where_no_idea_helps_a_plateau_is_declared_within_twenty_tries_as_often_as_rows_of_misses_come(int items, double atLeast)
    {
        const int Tries = 20;
        var (patience, _) = PatienceOf(items, Churn);
        var byChance = PairedBinaryPower.MidPTestBetter(items, Churn, Churn, Settings.SearchLevel);

        var reached = Share(() => TriesToPlateau(items, Tries) is not null);

        Assert.Equal(ChanceOfRow(patience, 1 - byChance, Tries), reached, 4 * ErrorOf(reached));
        Assert.True(reached >= atLeast, FormattableString.Invariant($"{reached}"));
    }

    // Two tries, rows of two: both miss. Three: miss, miss; or accepted, miss, miss.
    [Fact]
    public void The_chance_of_a_row_is_that_of_the_enumerated_cases()
    {
        Assert.Equal(0.64, ChanceOfRow(2, 0.8, 2), 1e-12);
        Assert.Equal(0.64 + (0.2 * 0.64), ChanceOfRow(2, 0.8, 3), 1e-12);
    }

    private static double ChanceOfRow(int length, double miss, int tries)
    {
        var first = new double[tries + 1];
        for (var end = length; end <= tries; end++)
            first[end] = end == length ? Math.Pow(miss, length) : (1 - miss) * Math.Pow(miss, length) * (1 - first[..(end - length)].Sum());
        return first.Sum();
    }

    private bool IsPlateauAfter(int ideas, int items, Func<(double Loss, double Win)> idea)
    {
        for (var tried = 0; tried < ideas; tried++)
        {
            var (loss, win) = idea();
            if (IsAccepted(items, loss, win))
                return false;
        }

        return StateAfter(ideas, items, Losses) == SearchState.Plateau;
    }

    private int? TriesToPlateau(int items, int most)
    {
        var misses = 0;
        for (var tried = 1; tried <= most; tried++)
        {
            misses = IsAccepted(items, Churn, Churn) ? 0 : misses + 1;
            if (StateAfter(misses, items, Churn) == SearchState.Plateau)
                return tried;
        }

        return null;
    }

    private bool IsGood() => _dice.Below(4) == 0;

    private bool IsAccepted(int items, double loss, double win)
    {
        const int Fine = 1000;
        var (losses, wins) = (0, 0);
        for (var item = 0; item < items; item++)
        {
            var drawn = _dice.Below(Fine);
            losses += drawn < loss * Fine ? 1 : 0;
            wins += drawn >= Fine * (1 - win) ? 1 : 0;
        }

        return _accepted.TryGetValue((losses, wins), out var known)
            ? known
            : _accepted[(losses, wins)] = McNemarTest.Of(losses, wins).MidPBetter <= Settings.SearchLevel;
    }

    private SearchState StateAfter(int misses, int items, double losses) =>
        _states.TryGetValue((misses, items, losses), out var known)
            ? known
            : _states[(misses, items, losses)] = Verdict(misses, items, losses).State;

    private static (int Patience, double Power) PatienceOf(int items, double losses) =>
        Verdict(0, items, losses) is { Patience: { } patience } verdict
            ? (patience, verdict.Power)
            : throw new InvalidOperationException("The set sees nothing.");

    private static PlateauVerdict Verdict(int misses, int items, double losses) =>
        PlateauRule.Of(
            new PlateauFacts
            {
                Items = items,
                LossShare = losses,
                Misses = misses,
                Sections = 2,
                StableFailures = null,
                IsCapHit = false,
            },
            Settings
        );

    private static double Share(Func<bool> search) => Enumerable.Range(0, Searches).Count(_ => search()) / (double)Searches;

    private static double ErrorOf(double share) => Math.Sqrt(share * (1 - share) / Searches);
}
