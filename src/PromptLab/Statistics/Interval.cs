namespace PromptLab.Statistics;

/// <summary>An interval that includes its ends, in the unit of the value that it belongs to: a share from 0 to 1 for a rate.</summary>
/// <param name="Low">The lower limit.</param>
/// <param name="High">The upper limit, at least the lower one.</param>
public readonly record struct Interval(double Low, double High);
