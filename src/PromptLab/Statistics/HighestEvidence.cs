namespace PromptLab.Statistics;

/// <summary>The p value of an E process: 1 over the highest E so far.</summary>
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
