namespace PromptLab.Statistics;

/// <summary>P(X ≤ successes) of a binomial distribution, updated step by step as trials and successes grow by one.</summary>
internal sealed class BinomialCursor(double p, int trials, int successes)
{
    private int _trials = trials;

    public int Successes { get; private set; } = successes;

    public double AtMost { get; private set; } = BinomialTail.AtMost(successes, trials, p);

    public double NextMass() => BinomialTail.Mass(Successes + 1, _trials, p);

    public void AddSuccess()
    {
        AtMost += NextMass();
        Successes++;
    }

    // One more trial moves a share p of the probability at the boundary beyond it.
    public void AddTrial()
    {
        AtMost = Math.Max(0, AtMost - (p * BinomialTail.Mass(Successes, _trials, p)));
        _trials++;
    }
}
