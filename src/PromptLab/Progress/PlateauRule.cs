using PromptLab.Statistics;

namespace PromptLab.Progress;

/// <summary>Decides from the power of the eval set whether further versions are worth their cost.</summary>
/// <remarks>
/// Let w be the exact power of the one-sided mid-p test (McNemar) at δ*, and one idea in four as good as δ*. Then k consecutive
/// misses have probability (1 − 0.25 w)ᵏ. Patience ends at the first k for which that is at most 0.25: ⌈ln 0.25 / ln(1 − 0.25
/// w)⌉. The bound on the share of accepted ideas after k misses, 1 − 0.1^(1/(k+1)), is the 90% quantile of Beta(1, k + 1), the
/// posterior of a uniform prior. The rule assumes binary items that are run once: w is rather too low with repeats. Clusters are
/// taken to change as a whole and are tested by their signs. Ideas count as independent draws; several ideas of one kind are
/// weaker evidence than their number suggests.
/// </remarks>
internal static class PlateauRule
{
    private const double UpperTail = 0.1;

    /// <summary>The state and the numbers behind it. Ceiling and budget need no misses; the others wait until patience ends.</summary>
    public static PlateauVerdict Of(PlateauFacts facts, PlateauSettings settings)
    {
        var gain = settings.SmallestGainFor(facts.Items);
        var losses = Math.Clamp(facts.LossShare, 0, (1 - gain) / 2);
        var power = facts.Clusters is { } clusters
            ? PairedBinaryPower.ExactTestBetter(clusters, losses, losses + gain, settings.SearchLevel)
            : PairedBinaryPower.MidPTestBetter(facts.Items, losses, losses + gain, settings.SearchLevel);
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
            MaxGoodShare = MaxGoodShareAfter(facts.Misses),
        };
    }

    /// <summary>
    /// The number of consecutive misses that ends patience at a power from 0 to 1; null where no result could be accepted, since
    /// misses then say nothing.
    /// </summary>
    public static int? PatienceAt(double power, PlateauSettings settings) =>
        settings.GoodShare * power <= 0
            ? null
            : (int)Math.Min(int.MaxValue, Math.Ceiling(Math.Log(settings.Tolerance) / Math.Log(1 - (settings.GoodShare * power))));

    /// <summary>
    /// The probability of that many consecutive misses at a power, if the assumed share of ideas is good and the others are never
    /// accepted.
    /// </summary>
    public static double ChanceOfMisses(int misses, double power, PlateauSettings settings) =>
        Math.Pow(1 - (settings.GoodShare * power), misses);

    /// <summary>The 90% upper bound on the share of accepted ideas after that many misses and no other evidence.</summary>
    public static double MaxGoodShareAfter(int misses) => 1 - Math.Pow(UpperTail, 1.0 / (misses + 1));

    /// <summary>
    /// True where even a version that fixes all of these failures and breaks nothing would not be accepted: its mid-p-value is
    /// ½^(failures + 1).
    /// </summary>
    public static bool IsCeiling(int stableFailures, double searchLevel) => Math.Pow(0.5, stableFailures + 1) > searchLevel;

    // Where no result could ever be accepted, patience has already ended.
    private static SearchState StateOf(PlateauFacts facts, PlateauSettings settings, double power, int? patience)
    {
        var isPatienceOver = patience is null || (facts.Misses >= patience && facts.Sections >= settings.MinSections);
        return facts.StableFailures is { } failures && IsCeiling(failures, settings.SearchLevel) ? SearchState.Ceiling
            : isPatienceOver && power < settings.MinPower ? SearchState.Underpowered
            : facts.IsCapHit ? SearchState.Budget
            : isPatienceOver ? SearchState.Plateau
            : SearchState.Improving;
    }
}
