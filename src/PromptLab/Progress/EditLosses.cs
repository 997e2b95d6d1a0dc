namespace PromptLab.Progress;

/// <summary>The share of items that an edit of this prompt breaks: what noise a gain has to stand out from.</summary>
/// <param name="Share">From above 0 to below 1.</param>
/// <param name="Comparisons">How many comparisons it is read from; 0 where none was made, and the share is supposed.</param>
public sealed record EditLosses(double Share, int Comparisons)
{
    /// <summary>What is supposed where nothing was compared: 3 items in 100.</summary>
    public const double Supposed = 0.03;

    /// <summary>
    /// The share over the comparisons from the last supported gain on, that one included; over all of them where no
    /// gain is supported.
    /// </summary>
    /// <remarks>
    /// One loss is added to the losses and two items to the items, as Bonett and Price do for their interval (“Adjusted Wald
    /// Confidence Interval for a Difference of Binomial Proportions Based on Paired Data”, 2012): no loss seen is not none to come.
    /// </remarks>
    public static EditLosses Of(VersionHistory history)
    {
        var last = history.Attempts.LastOrDefault(attempt => attempt.IsSupported);
        var compared = history
            .Attempts.SkipWhile(attempt => last is not null && attempt.Version != last.Version)
            .Where(attempt => attempt.Broken is not null)
            .ToList();
        return compared.Count == 0
            ? new EditLosses(Supposed, 0)
            : new EditLosses(
                (compared.Sum(attempt => attempt.Broken ?? 0) + 1.0) / ((compared.Count * history.Items) + 2.0),
                compared.Count
            );
    }
}
