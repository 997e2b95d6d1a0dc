namespace PromptLab.Progress;

/// <summary>The share of items that an edit of the prompt breaks: the noise that a gain has to exceed.</summary>
/// <param name="Share">The share, between 0 and 1.</param>
/// <param name="Comparisons">The number of comparisons it is estimated from; 0 where the share is assumed.</param>
internal sealed record EditLosses(double Share, int Comparisons)
{
    /// <summary>The assumed share where no version was compared: 3 items in 100.</summary>
    public const double AssumedShare = 0.03;

    /// <summary>
    /// The share over the comparisons since the last supported gain, inclusive; over all comparisons where no gain is supported.
    /// </summary>
    /// <remarks>
    /// One loss and two items are added, as in Bonett and Price, “Adjusted Wald Confidence Interval for a Difference of Binomial
    /// Proportions Based on Paired Data”, 2012: no losses so far do not mean that there will be none.
    /// </remarks>
    public static EditLosses Of(VersionHistory history)
    {
        var last = history.LastSupported;
        var compared = history
            .Attempts.SkipWhile(attempt => last is not null && attempt.Version != last.Version)
            .Where(attempt => attempt.Broken is not null)
            .ToList();
        return compared.Count == 0
            ? new EditLosses(AssumedShare, 0)
            : new EditLosses(
                (compared.Sum(attempt => attempt.Broken ?? 0) + 1.0) / ((compared.Count * history.Items) + 2.0),
                compared.Count
            );
    }
}
