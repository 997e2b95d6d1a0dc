namespace PromptLab.Statistics;

/// <summary>The current and the highest log E of an e-process; 1 / the highest E is its always-valid p value.</summary>
internal sealed class HighestEvidence
{
    private double _highest;

    public double LogE { get; private set; }

    public double AlwaysValidP => Math.Max(double.Epsilon, Math.Exp(-_highest));

    public void Add(double logE)
    {
        LogE = logE;
        _highest = Math.Max(_highest, logE);
    }
}
