namespace PromptLab.Diagnosing;

/// <summary>How much more one set of texts uses a word than another, as a z-score.</summary>
/// <remarks>
/// The log-odds ratio with an informative Dirichlet prior: Monroe, Colaresi and Quinn, “Fightin’ Words: Lexical Feature
/// Selection and Evaluation
/// for Identifying the Content of Political Conflict”, Political Analysis 16(4), 2008, equations 16, 20 and 22. The prior keeps words that
/// were seen once or twice from coming first. A z-score to rank words by; many words are looked at, so none of them is a finding.
/// </remarks>
internal static class LogOdds
{
    /// <summary>The z-score of a word: above 0 where the first set uses it more.</summary>
    /// <param name="count">How often the word stands in the first set.</param>
    /// <param name="total">How many words stand there.</param>
    /// <param name="otherCount">How often it stands in the second set.</param>
    /// <param name="otherTotal">How many words stand there.</param>
    /// <param name="prior">How often the prior has seen the word, more than 0; no whole number is needed.</param>
    /// <param name="priorTotal">How many words the prior has seen, more than <paramref name="prior"/>.</param>
    public static double Z(double count, double total, double otherCount, double otherTotal, double prior, double priorTotal)
    {
        if (!(prior > 0 && priorTotal > prior))
            throw new ArgumentOutOfRangeException(nameof(prior), prior, "The prior has seen every word, and others beside it.");
        var difference = Logit(count + prior, total + priorTotal) - Logit(otherCount + prior, otherTotal + priorTotal);
        return difference / Math.Sqrt((1 / (count + prior)) + (1 / (otherCount + prior)));
    }

    private static double Logit(double part, double whole) => Math.Log(part / (whole - part));
}
