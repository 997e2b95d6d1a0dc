using PromptLab.EvalSets;

namespace PromptLab.Splitting;

/// <summary>The target shares of the splits, in whole percent that add up to 100.</summary>
public sealed record SplitShares
{
    /// <summary>The smallest number of items for which the default shares include a train split.</summary>
    public const int MinItemsForTrain = 80;

    private const int HundredPercent = 100;

    /// <summary>Creates shares from three percentages.</summary>
    /// <exception cref="ArgumentException">One is below 0, or they do not add up to 100.</exception>
    public SplitShares(int train, int dev, int holdout)
    {
        if (ProblemOf(train, dev, holdout) is { } problem)
            throw new ArgumentException(problem, nameof(train));
        (Train, Dev, Holdout) = (train, dev, holdout);
    }

    /// <summary>The percentage of train, from 0 to 100.</summary>
    public int Train { get; }

    /// <summary>The percentage of dev, from 0 to 100.</summary>
    public int Dev { get; }

    /// <summary>The percentage of holdout, from 0 to 100.</summary>
    public int Holdout { get; }

    /// <summary>
    /// 25% train, 45% dev and 30% holdout from 80 items on; below that 65% dev and 35% holdout, so that neither is too small to
    /// show anything.
    /// </summary>
    internal static SplitShares DefaultFor(int items) =>
        items >= MinItemsForTrain ? new SplitShares(25, 45, 30) : new SplitShares(0, 65, 35);

    /// <summary>Why three percentages are not valid shares, as a sentence; null if they are.</summary>
    internal static string? ProblemOf(long train, long dev, long holdout) =>
        train is < 0 or > HundredPercent || dev is < 0 or > HundredPercent || holdout is < 0 or > HundredPercent
            ? "A share lies from 0 to 100 percent."
        : train + dev + holdout != HundredPercent
            ? FormattableString.Invariant(
                $"{train}, {dev} and {holdout} add up to {train + dev + holdout}. Give whole percent that add up to {HundredPercent}, such as 25, 45 and 30."
            )
        : null;

    /// <summary>The percentage of a split; 0 for any other name.</summary>
    public int Of(string split) =>
        split switch
        {
            SplitNames.Train => Train,
            SplitNames.Dev => Dev,
            SplitNames.Holdout => Holdout,
            _ => 0,
        };

    /// <summary>
    /// The target number of items per split, by the largest remainder method: the integer parts first, then one more for the
    /// largest remainders. Equal remainders go to dev, then holdout, then train.
    /// </summary>
    internal IReadOnlyDictionary<string, int> TargetsFor(int items)
    {
        string[] order = [SplitNames.Dev, SplitNames.Holdout, SplitNames.Train];
        var targets = order.ToDictionary(name => name, name => (int)((long)items * Of(name) / HundredPercent), StringComparer.Ordinal);
        foreach (var name in order.OrderByDescending(name => (long)items * Of(name) % HundredPercent).Take(items - targets.Values.Sum()))
            targets[name]++;
        return targets;
    }
}
