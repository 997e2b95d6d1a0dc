namespace PromptLab.Statistics;

/// <summary>An interval that includes its ends.</summary>
/// <param name="Low">The lower limit.</param>
/// <param name="High">The upper limit.</param>
public readonly record struct Interval(double Low, double High);
