namespace PromptLab.Statistics;

/// <summary>Unbiased estimates of the success of k attempts at an item, from n attempts.</summary>
internal static class PassAtK
{
    /// <summary>The probability that at least one of k attempts is right, pass@k: 1 − C(n − c, k) / C(n, k).</summary>
    /// <remarks>Chen et al., “Evaluating Large Language Models Trained on Code”, 2021, https://arxiv.org/abs/2107.03374.</remarks>
    /// <param name="n">The number of attempts made, at least 1.</param>
    /// <param name="correct">c, the number of right attempts, from 0 to <paramref name="n"/>.</param>
    /// <param name="k">From 1 to <paramref name="n"/>.</param>
    public static double Any(int n, int correct, int k)
    {
        RequireCounts(n, correct, k);
        return 1 - ShareOfChoices(n, n - correct, k);
    }

    /// <summary>The probability that all k attempts are right, pass^k: C(c, k) / C(n, k).</summary>
    /// <remarks>Yao et al., “τ-bench”, 2024, https://arxiv.org/abs/2406.12045.</remarks>
    /// <param name="n">The number of attempts made, at least 1.</param>
    /// <param name="correct">c, the number of right attempts, from 0 to <paramref name="n"/>.</param>
    /// <param name="k">From 1 to <paramref name="n"/>.</param>
    public static double All(int n, int correct, int k)
    {
        RequireCounts(n, correct, k);
        return ShareOfChoices(n, correct, k);
    }

    private static void RequireCounts(int n, int correct, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        Require.PartOf(n, correct);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(k);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, n);
    }

    // C(some, k) / C(n, k), factor by factor to avoid overflow.
    private static double ShareOfChoices(int n, int chosen, int k)
    {
        var share = 1.0;
        for (var i = 0; i < k; i++)
            share *= Math.Max(0, chosen - i) / (double)(n - i);
        return share;
    }
}
