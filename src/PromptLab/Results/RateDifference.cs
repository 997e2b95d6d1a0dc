using PromptLab.Statistics;

namespace PromptLab.Results;

/// <summary>How much higher one rate is than another.</summary>
/// <param name="Value">From −1 to 1; null where either rate is not known.</param>
/// <param name="Interval">Its interval, at the level of the comparison; null where it has none.</param>
/// <param name="IsTuningScore">True where the first of the two is a tuning score: then the difference is as optimistic.</param>
public sealed record RateDifference(double? Value, Interval? Interval, bool IsTuningScore);
