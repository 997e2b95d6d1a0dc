namespace PromptLab.Statistics;

/// <summary>Tango's score interval of the difference between two paired proportions of right items.</summary>
/// <remarks>
/// Tango, “Equivalence Test and Confidence Interval for the Difference in Proportions for the Paired-Sample Design”,
/// Statistics in Medicine 17(8), 1998: the differences δ for which |wins − losses − nδ| ≤ z·√(n(2q + δ(1 − δ))), q being the
/// maximum-likelihood share of losses given δ. For independent items.
/// </remarks>
internal static class TangoInterval
{
    // Bisecting an interval of width 2 this often leaves less than the spacing of doubles.
    private const int Halvings = 60;

    /// <summary>The interval of candidate minus baseline, from −1 to 1.</summary>
    /// <param name="losses">Items that only the baseline gets right.</param>
    /// <param name="wins">Items that only the candidate gets right.</param>
    /// <param name="pairs">All items, changed or not; at least one.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static Interval Of(int losses, int wins, int pairs, double confidence = 0.95)
    {
        Require.PairCounts(losses, wins, pairs);
        Require.Confidence(confidence);
        var z = StandardNormal.TwoSided(confidence);
        return new Interval(Lower(losses, wins, pairs, z), -Lower(wins, losses, pairs, z));
    }

    /// <summary>The one-sided lower limit: the difference is at least this, with the confidence.</summary>
    /// <param name="losses">Items that only the baseline gets right.</param>
    /// <param name="wins">Items that only the candidate gets right.</param>
    /// <param name="pairs">All items, changed or not; at least one.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static double LowerLimit(int losses, int wins, int pairs, double confidence = 0.95)
    {
        Require.PairCounts(losses, wins, pairs);
        Require.Confidence(confidence);
        return Lower(losses, wins, pairs, StandardNormal.Quantile(confidence));
    }

    private static double Lower(int losses, int wins, int pairs, double z)
    {
        var (outside, inside) = (-1.0, (wins - losses) / (double)pairs);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (outside + inside) / 2;
            if (wins - losses - (pairs * middle) > z * StandardDeviation(losses, wins, pairs, middle))
                outside = middle;
            else
                inside = middle;
        }

        return inside;
    }

    private static double StandardDeviation(int losses, int wins, int pairs, double difference)
    {
        var a = 2.0 * pairs;
        var b = -losses - wins + (((2.0 * pairs) - wins + losses) * difference);
        var c = -losses * difference * (1 - difference);
        var lossShare = (Math.Sqrt(Math.Max(0, (b * b) - (4 * a * c))) - b) / (2 * a);
        return Math.Sqrt(Math.Max(0, pairs * ((2 * lossShare) + (difference * (1 - difference)))));
    }
}
