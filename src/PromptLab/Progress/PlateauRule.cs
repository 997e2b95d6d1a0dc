using PromptLab.Statistics;

namespace PromptLab.Progress;

/// <summary>Tells from the power of the set whether more versions are worth their cost.</summary>
/// <remarks>
/// With w the exact power of the one-sided mid-p test (McNemar) at δ*, and one idea in four as good as δ*, k misses in a row have
/// the probability (1 − 0.25 w)ᵏ: the first k for which that is at most 0.25 ends the patience, ⌈ln 0.25 / ln(1 − 0.25 w)⌉. The
/// bound on the share of accepted ideas after k misses, 1 − 0.1^(1/(k+1)), is the 90% quantile of Beta(1, k + 1), the posterior of
/// a uniform prior. The rule is for items that are independent, right or wrong, and asked once: with clusters w is too high,
/// with repeats rather too low. Ideas count as independent draws; several ideas of one kind tell less than so many misses do.
/// </remarks>
internal static class PlateauRule
{
    private const double Unlikely = 0.1;

    /// <summary>The state, with what it rests on. Ceiling and budget need no misses; the others wait for the patience to end.</summary>
    public static PlateauVerdict Of(PlateauFacts facts, PlateauSettings settings)
    {
        var gain = settings.SmallestGainFor(facts.Items);
        var losses = Math.Clamp(facts.LossShare, 0, (1 - gain) / 2);
        var power = PairedBinaryPower.MidPTestBetter(facts.Items, losses, losses + gain, settings.SearchLevel);
        var patience = PatienceAt(power, settings);
        return new PlateauVerdict
        {
            State = StateOf(facts, settings, power, patience),
            Facts = facts,
            SmallestGain = gain,
            Discordance = (2 * losses) + gain,
            Power = power,
            Patience = patience,
            ChanceWithGoodIdeas = ChanceOfMisses(facts.Misses, power, settings),
            MostGoodShare = MostGoodShareAfter(facts.Misses),
        };
    }

    /// <summary>
    /// How many misses in a row end the patience at a power from 0 to 1; null where no result could be accepted, so
    /// that misses say nothing.
    /// </summary>
    public static int? PatienceAt(double power, PlateauSettings settings) =>
        settings.GoodShare * power <= 0
            ? null
            : (int)Math.Min(int.MaxValue, Math.Ceiling(Math.Log(settings.Tolerance) / Math.Log(1 - (settings.GoodShare * power))));

    /// <summary>
    /// The probability of so many misses in a row at a power, where the supposed share of ideas is good and the others
    /// are never accepted.
    /// </summary>
    public static double ChanceOfMisses(int misses, double power, PlateauSettings settings) =>
        Math.Pow(1 - (settings.GoodShare * power), misses);

    /// <summary>After so many misses and nothing else, the share of ideas that are accepted is below this with 90% probability.</summary>
    public static double MostGoodShareAfter(int misses) => 1 - Math.Pow(Unlikely, 1.0 / (misses + 1));

    /// <summary>
    /// True where even a version that fixes all of so many failures and breaks nothing is not accepted: its mid-p is
    /// ½^(failures + 1).
    /// </summary>
    public static bool IsCeiling(int stableFailures, double searchLevel) => Math.Pow(0.5, stableFailures + 1) > searchLevel;

    // Where no result could ever be accepted, waiting for misses would be waiting for nothing.
    private static SearchState StateOf(PlateauFacts facts, PlateauSettings settings, double power, int? patience)
    {
        var isOver = patience is null || (facts.Misses >= patience && facts.Sections >= settings.LeastSections);
        return facts.StableFailures is { } failures && IsCeiling(failures, settings.SearchLevel) ? SearchState.Ceiling
            : isOver && power < settings.LeastPower ? SearchState.Underpowered
            : facts.IsCapHit ? SearchState.Budget
            : isOver ? SearchState.Plateau
            : SearchState.Improving;
    }
}
