namespace PromptLab.Statistics;

/// <summary>What k tries at an item would give, estimated without bias from n of them.</summary>
internal static class PassAtK
{
    /// <summary>The probability that at least one of k tries is right, pass@k: 1 − C(n − c, k) / C(n, k).</summary>
    /// <remarks>Chen et al., “Evaluating Large Language Models Trained on Code”, 2021, https://arxiv.org/abs/2107.03374.</remarks>
    /// <param name="n">How many tries were made.</param>
    /// <param name="correct">How many of them were right.</param>
    /// <param name="k">From 1 to <paramref name="n"/>.</param>
    public static double Any(int n, int correct, int k)
    {
        RefuseImpossible(n, correct, k);
        return 1 - ShareOfChoices(n, n - correct, k);
    }

    /// <summary>The probability that all of k tries are right, pass^k: C(c, k) / C(n, k).</summary>
    /// <remarks>Yao et al., “τ-bench”, 2024, https://arxiv.org/abs/2406.12045.</remarks>
    /// <param name="n">How many tries were made.</param>
    /// <param name="correct">How many of them were right.</param>
    /// <param name="k">From 1 to <paramref name="n"/>.</param>
    public static double All(int n, int correct, int k)
    {
        RefuseImpossible(n, correct, k);
        return ShareOfChoices(n, correct, k);
    }

    private static void RefuseImpossible(int n, int correct, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        Refuse.MoreThan(n, correct);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(k);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, n);
    }

    // C(some, k) / C(n, k), factor by factor, so that nothing overflows.
    private static double ShareOfChoices(int n, int some, int k)
    {
        var share = 1.0;
        for (var i = 0; i < k; i++)
            share *= Math.Max(0, some - i) / (double)(n - i);
        return share;
    }
}
