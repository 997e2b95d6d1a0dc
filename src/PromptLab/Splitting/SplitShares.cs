using PromptLab.EvalSets;

namespace PromptLab.Splitting;

/// <summary>How much of an eval set goes to each split, in whole percent that add up to 100.</summary>
public sealed record SplitShares
{
    /// <summary>From so many items on there is room for a train split.</summary>
    public const int ItemsForTrain = 80;

    private const int Whole = 100;

    /// <summary>Creates the shares.</summary>
    /// <exception cref="ArgumentException">One is below 0, or they do not add up to 100.</exception>
    public SplitShares(int train, int dev, int holdout)
    {
        if (ProblemOf(train, dev, holdout) is { } problem)
            throw new ArgumentException(problem, nameof(train));
        (Train, Dev, Holdout) = (train, dev, holdout);
    }

    /// <summary>The percent of train, from 0 to 100.</summary>
    public int Train { get; }

    /// <summary>The percent of dev, from 0 to 100.</summary>
    public int Dev { get; }

    /// <summary>The percent of holdout, from 0 to 100.</summary>
    public int Holdout { get; }

    /// <summary>
    /// 25, 45 and 30 from 80 items on; below that 65 for dev and 35 for holdout, so that neither is too small to show
    /// anything.
    /// </summary>
    public static SplitShares DefaultFor(int items) => items >= ItemsForTrain ? new SplitShares(25, 45, 30) : new SplitShares(0, 65, 35);

    /// <summary>What is wrong with three numbers as shares, as a sentence; null where nothing is.</summary>
    public static string? ProblemOf(long train, long dev, long holdout) =>
        train is < 0 or > Whole || dev is < 0 or > Whole || holdout is < 0 or > Whole ? "A share lies from 0 to 100 percent."
        : train + dev + holdout != Whole
            ? FormattableString.Invariant(
                $"{train}, {dev} and {holdout} add up to {train + dev + holdout}. Give whole percent that add up to {Whole}, such as 25, 45 and 30."
            )
        : null;

    /// <summary>The percent of a split; 0 for one that is none of the three.</summary>
    public int Of(string split) =>
        split switch
        {
            SplitNames.Train => Train,
            SplitNames.Dev => Dev,
            SplitNames.Holdout => Holdout,
            _ => 0,
        };

    /// <summary>
    /// How many of so many items each split should have, by the method of largest remainders: whole shares first, then one more
    /// for the largest rest; of equal rests dev goes first, then holdout.
    /// </summary>
    internal IReadOnlyDictionary<string, int> TargetsFor(int items)
    {
        string[] order = [SplitNames.Dev, SplitNames.Holdout, SplitNames.Train];
        var targets = order.ToDictionary(name => name, name => (int)((long)items * Of(name) / Whole), StringComparer.Ordinal);
        foreach (var name in order.OrderByDescending(name => (long)items * Of(name) % Whole).Take(items - targets.Values.Sum()))
            targets[name]++;
        return targets;
    }
}
