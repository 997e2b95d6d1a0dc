using PromptLab.Results;

namespace PromptLab.Reporting;

/// <summary>Draws rates with their intervals as lines of text on a common scale from 0% to 100%.</summary>
internal static class IntervalPlot
{
    private const int MinWidth = 20;

    /// <summary>The scale, then one line for each rate. The line of an unknown rate is empty.</summary>
    /// <param name="rates">The rates with their labels.</param>
    /// <param name="width">The width of the scale in characters; values below 20 count as 20.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<PlottedRate> rates, int width)
    {
        width = Math.Max(MinWidth, width);
        var labels = rates.Select(rate => rate.Label.Length).DefaultIfEmpty(0).Max();
        var figures = rates.Select(rate => RateText.Percent(rate.Rate)).ToList();
        var widest = figures.Select(figure => figure.Length).DefaultIfEmpty(0).Max();
        yield return $"{new string(' ', labels)}  {Scale(width)}";
        foreach (var (rate, figure) in rates.Zip(figures))
            yield return $"{rate.Label.PadRight(labels)}  {Line(rate.Rate, width)}  {figure.PadRight(widest)}  {rate.Remark}".TrimEnd();
    }

    private static string Scale(int width)
    {
        var scale = new string(' ', width).ToCharArray();
        foreach (var (text, share) in new[] { ("0%", 0.0), ("50%", 0.5), ("100%", 1.0) })
        {
            var start = Math.Clamp(At(share, width) - (text.Length / 2), 0, width - text.Length);
            text.CopyTo(0, scale, start, text.Length);
        }

        return new string(scale);
    }

    private static string Line(Rate rate, int width)
    {
        var line = new string('·', width).ToCharArray();
        if (rate.Interval is { } interval)
        {
            var (low, high) = (At(interval.Low, width), At(interval.High, width));
            Array.Fill(line, '─', low, high - low + 1);
            (line[low], line[high]) = ('├', '┤');
        }

        if (rate.Value is { } share)
            line[At(share, width)] = '●';
        return new string(line);
    }

    private static int At(double share, int width) => (int)Math.Round(Math.Clamp(share, 0, 1) * (width - 1), MidpointRounding.AwayFromZero);
}

/// <summary>A rate to draw.</summary>
/// <param name="Label">The text before the line, such as a version.</param>
/// <param name="Rate">The rate with its interval; a tuning score is marked as one.</param>
/// <param name="Remark">The text after the figure; empty for none.</param>
internal sealed record PlottedRate(string Label, Rate Rate, string Remark);
