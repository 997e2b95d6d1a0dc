namespace PromptLab.Files;

/// <summary>Durations in files, which are milliseconds with up to four decimals.</summary>
internal static class Milliseconds
{
    /// <summary>
    /// The duration that a number of milliseconds in a file means. <see cref="TimeSpan.FromMilliseconds(double)"/> cuts off what the
    /// nearest binary number lacks, so that 4517.2255 would be written back as 4517.2254.
    /// </summary>
    /// <exception cref="OverflowException">It is longer than a <see cref="TimeSpan"/> can be, or no number.</exception>
    public static TimeSpan ToTimeSpan(double milliseconds) => new(checked((long)Math.Round(milliseconds * TimeSpan.TicksPerMillisecond)));
}
