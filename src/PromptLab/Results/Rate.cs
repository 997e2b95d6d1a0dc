using PromptLab.Statistics;
using PromptLab.Texts;

namespace PromptLab.Results;

/// <summary>A pass rate, a mean score or a recall, with what a reader must know before believing it.</summary>
public sealed record Rate
{
    private const double Rounding = 1e-9;

    /// <summary>From 0 to 1; null where nothing was scored, which is never 0.</summary>
    public required double? Value { get; init; }

    /// <summary>The 95% interval of the value; null where it has none, or none is known.</summary>
    public Interval? Interval { get; init; }

    /// <summary>How many of <see cref="Scored"/> passed; null for a mean of scores, and where the count is not known.</summary>
    public int? Passed { get; init; }

    /// <summary>How many results it is over; null where that is not known.</summary>
    public int? Scored { get; init; }

    /// <summary>True for a tuning score: optimistic, and no claim; see <see cref="TuningScore"/>.</summary>
    public bool IsTuningScore { get; init; }

    /// <summary>The share that passed, without an interval.</summary>
    /// <param name="passed">From 0 to <paramref name="scored"/>.</param>
    /// <param name="scored">0 gives a rate without a value.</param>
    internal static Rate Of(int passed, int scored) =>
        new()
        {
            Value = scored == 0 ? null : (double)passed / scored,
            Passed = passed,
            Scored = scored,
        };

    /// <summary>
    /// A pass rate over items, each with the share of its repeats that pass. It has counts only where they are what the rate counts:
    /// with unequal repeats one item of three results and one of a single result weigh alike.
    /// </summary>
    /// <param name="value">The mean of the items' shares; null where nothing was scored.</param>
    /// <param name="interval">Its 95% interval; null where there is none.</param>
    /// <param name="passed">How many results passed.</param>
    /// <param name="scored">How many results there are.</param>
    internal static Rate OfItems(double? value, Interval? interval, int passed, int scored) =>
        new()
        {
            Value = value,
            Interval = interval,
            Passed = value is null || Math.Abs(value.Value - ((double)passed / scored)) < Rounding ? passed : null,
            Scored = scored,
        };

    /// <summary>The value with what is known of it, such as <c>41.7% (20/48), 95% 28.8% to 55.7%</c>; <c>–</c> where it has none.</summary>
    public override string ToString() =>
        Format.Percent(Value)
        + (Passed is { } passed && Scored is { } scored ? $" ({Format.Count(passed)}/{Format.Count(scored)})" : "")
        + (Interval is null ? "" : $", 95% {Format.Percents(Interval)}")
        + (IsTuningScore ? ", a tuning score (optimistic)" : "");
}
