namespace PromptLab.Diagnosing;

/// <summary>How much more often one set of texts uses a word than another set, as a z-score.</summary>
/// <remarks>
/// The log-odds ratio with an informative Dirichlet prior: Monroe, Colaresi and Quinn, “Fightin’ Words: Lexical Feature Selection
/// and Evaluation for Identifying the Content of Political Conflict”, Political Analysis 16(4), 2008, equations 16, 20 and 22. The
/// prior keeps words that occur once or twice from ranking first. Use the z-score for ranking only: with so many words tested,
/// none of them is significant on its own.
/// </remarks>
internal static class LogOdds
{
    /// <summary>The z-score of a word, above 0 where the first set uses it more often.</summary>
    /// <param name="count">The count of the word in the first set.</param>
    /// <param name="total">The number of words in the first set.</param>
    /// <param name="otherCount">The count of the word in the second set.</param>
    /// <param name="otherTotal">The number of words in the second set.</param>
    /// <param name="prior">The prior count of the word, above 0; need not be whole.</param>
    /// <param name="priorTotal">The prior count of all words, greater than <paramref name="prior"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="prior"/> is not between 0 and the total.</exception>
    public static double Z(double count, double total, double otherCount, double otherTotal, double prior, double priorTotal)
    {
        if (!(prior > 0 && priorTotal > prior))
            throw new ArgumentOutOfRangeException(nameof(prior), prior, "The prior has seen every word, and others beside it.");
        var difference = Logit(count + prior, total + priorTotal) - Logit(otherCount + prior, otherTotal + priorTotal);
        return difference / Math.Sqrt((1 / (count + prior)) + (1 / (otherCount + prior)));
    }

    private static double Logit(double part, double whole) => Math.Log(part / (whole - part));
}
