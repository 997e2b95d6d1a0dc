using PromptLab.Statistics;

namespace PromptLab.Comparing;

/// <summary>The intervals of one mean difference at any confidence, from one set of resamples. Not thread-safe.</summary>
/// <param name="differences">Candidate minus baseline, an item each.</param>
/// <param name="clusters">The cluster of each item; null where no two items share one.</param>
/// <param name="random">The dice of resampling.</param>
/// <param name="largest">How far the difference can lie from 0; null where nothing limits it.</param>
internal sealed class DifferenceIntervals(
    IReadOnlyList<double> differences,
    IReadOnlyList<string?>? clusters,
    RandomSource random,
    double? largest
)
{
    private const int Halvings = 30;

    private readonly Lazy<MeanDifferenceInterval> _resampled = new(() => MeanDifferenceInterval.Of(differences, random.Fork("bootstrap")));

    /// <summary>The interval; null where there is none, or nothing limits it.</summary>
    public Interval? At(double confidence) =>
        Within(clusters is null ? _resampled.Value.At(confidence) : SignFlipInterval.Of(differences, clusters, random, confidence));

    /// <summary>The smallest two-sided level at which the interval does not hold 0, from above 0 to 1.</summary>
    public double SmallestLevelWithoutZero()
    {
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            if (At(1 - middle) is { } interval && (interval.Low > 0 || interval.High < 0))
                high = middle;
            else
                low = middle;
        }

        return high;
    }

    private Interval? Within(Interval? interval) =>
        (interval, largest) switch
        {
            ({ } whole, { } limit) => new Interval(Math.Clamp(whole.Low, -limit, limit), Math.Clamp(whole.High, -limit, limit)),
            ({ } whole, null) when double.IsInfinity(whole.Low) || double.IsInfinity(whole.High) => null,
            _ => interval,
        };
}
