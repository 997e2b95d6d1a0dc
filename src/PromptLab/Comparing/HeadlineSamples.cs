namespace PromptLab.Comparing;

/// <summary>The samples of the two verdicts on a version: its pass rate and its mean score.</summary>
internal sealed record HeadlineSamples
{
    /// <summary>The share of an item's repeats that pass.</summary>
    public required PairedSample PassRate { get; init; }

    /// <summary>The scores of items, scaled by their weights.</summary>
    public required PairedSample Score { get; init; }

    /// <summary>True where every score is the item's pass, so that both verdicts are one.</summary>
    public bool ScoreIsPassRate => PassRate.Baseline.SequenceEqual(Score.Baseline) && PassRate.Candidate.SequenceEqual(Score.Candidate);

    /// <summary>The samples of all pairs.</summary>
    public static HeadlineSamples Of(IReadOnlyList<ItemPair> pairs) =>
        new() { PassRate = Measure.PassRate.SampleOf(pairs), Score = Weighed(Measure.Score, pairs) };

    // The mean of w·n/Σw·x is the weighted mean of x, so a weighted mean can be treated as a plain one.
    private static PairedSample Weighed(Measure measure, IReadOnlyList<ItemPair> pairs)
    {
        var scored = pairs
            .Where(pair => measure.ValueOf(pair.Baseline) is not null && measure.ValueOf(pair.Candidate) is not null)
            .ToList();
        var sample = measure.SampleOf(pairs);
        var (weights, total) = (scored.Select(pair => pair.Weight).ToList(), scored.Sum(pair => pair.Weight));
        if (weights.TrueForAll(weight => weight == weights[0]))
            return sample;
        return sample with { Baseline = Scaled(sample.Baseline), Candidate = Scaled(sample.Candidate) };

        IReadOnlyList<double> Scaled(IReadOnlyList<double> values) =>
            [.. values.Zip(weights, (value, weight) => value * weight * weights.Count / total)];
    }
}
