namespace PromptLab.Grading.Structure;

/// <summary>The figures of a list: precision, recall and F1.</summary>
internal static class ListScore
{
    /// <summary>The figures by name.</summary>
    public static Dictionary<string, double> MetricsOf(MatchCounts counts) =>
        new(StringComparer.Ordinal)
        {
            ["precision"] = counts.Precision,
            ["recall"] = counts.Recall,
            ["f1"] = counts.F1,
        };

    /// <summary>
    /// The score of a response that could not be read, with all that is wanted as missing, so that the averages over a run include it;
    /// unchanged if it is undecided.
    /// </summary>
    public static Score OfUnreadable(Score failure, int wanted, params IReadOnlyList<string> metrics) =>
        failure.Value is null
            ? failure
            : failure with
            {
                Matches = new MatchCounts(0, 0, wanted),
                Metrics = metrics.Count == 0 ? null : metrics.ToDictionary(name => name, _ => 0.0, StringComparer.Ordinal),
            };
}
