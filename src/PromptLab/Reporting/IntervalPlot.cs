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

    /// <summary>
    /// A bar whose full length is 100%, drawn to an eighth of a character; a dot for 0%, and nothing where the rate is unknown.
    /// </summary>
    /// <param name="share">The rate, from 0 to 1; null where it is unknown.</param>
    /// <param name="width">The length of 100% in characters.</param>
    public static string Bar(double? share, int width)
    {
        if (share is not { } rate)
            return "";
        var eighths = (int)Math.Round(Math.Clamp(rate, 0, 1) * width * 8, MidpointRounding.AwayFromZero);
        return eighths == 0 ? "·" : new string('█', eighths / 8) + " ▏▎▍▌▋▊▉"[eighths % 8].ToString().Trim();
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
