using System.Globalization;
using PromptLab.Statistics;

namespace PromptLab.Texts;

/// <summary>Formats numbers for readers: percentages, money, times, counts. The text is the same in every culture.</summary>
internal static class Format
{
    /// <summary>The dash that is printed for a null value, “–”.</summary>
    public const string Missing = "–";

    /// <summary>A share from 0 to 1 as a percentage with one decimal, such as <c>71.4%</c>.</summary>
    public static string Percent(double? share) =>
        share is { } s ? string.Create(CultureInfo.InvariantCulture, $"{s * 100:0.0}%") : Missing;

    /// <summary>
    /// A share from 0 to 1 as a whole percentage, such as <c>42%</c>. Only 0 is 0% and only 1 is 100%: what would round to them is
    /// <c>&lt;1%</c> or <c>&gt;99%</c>.
    /// </summary>
    public static string WholePercent(double? share) =>
        share switch
        {
            null => Missing,
            > 0 and < 0.005 => "<1%",
            >= 0.995 and < 1 => ">99%",
            { } s => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(s * 100, MidpointRounding.AwayFromZero):0}%"),
        };

    /// <summary>An interval of shares as whole percentages, such as <c>29–56%</c>.</summary>
    public static string WholePercents(Interval? interval) =>
        interval is { } i
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{Math.Round(i.Low * 100, MidpointRounding.AwayFromZero):0}–{Math.Round(i.High * 100, MidpointRounding.AwayFromZero):0}%"
            )
            : Missing;

    /// <summary>A difference of two shares in percentage points with its sign, such as <c>+4.2 pp</c>.</summary>
    public static string Points(double? difference) =>
        difference is { } d ? string.Create(CultureInfo.InvariantCulture, $"{d * 100:+0.0;−0.0;±0.0} pp") : Missing;

    /// <summary>The absolute difference of two shares in percentage points, such as <c>4.2 pp</c>, for when the sign is obvious.</summary>
    public static string AbsolutePoints(double? difference) =>
        difference is { } d ? string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(d) * 100:0.0} pp") : Missing;

    /// <summary>A share as whole percentage points in words, such as <c>27 points</c>; below one with a decimal.</summary>
    public static string WholePoints(double share) =>
        share < 0.01 ? AbsolutePoints(share) : Quantity((long)Math.Round(100 * share, MidpointRounding.AwayFromZero), "point");

    /// <summary>An interval of shares as percentages, such as <c>23.4% to 49.6%</c>.</summary>
    public static string Percents(Interval? interval) => interval is { } i ? $"{Percent(i.Low)} to {Percent(i.High)}" : Missing;

    /// <summary>An interval of differences of shares in percentage points, such as <c>−1.2 to +9.6 pp</c>.</summary>
    public static string Points(Interval? interval) => interval is { } i ? $"{Points(i.Low)[..^3]} to {Points(i.High)}" : Missing;

    /// <summary>
    /// A p value with three decimals, such as <c>p = 0.049</c>, and more of them near 0.05, so that rounding never hides which
    /// side it is on. Below 0.001 it is <c>p &lt; 0.001</c>, never 0.
    /// </summary>
    public static string PValue(double? p) =>
        p switch
        {
            null => Missing,
            < 0.001 => "p < 0.001",
            > 0.0495 and < 0.0505 => string.Create(CultureInfo.InvariantCulture, $"p = {p:0.00000#####}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"p = {p:0.000}"),
        };

    /// <summary>A significance level, the highest p value that passes, such as <c>p ≤ 0.0125</c>.</summary>
    public static string Level(double level) => string.Create(CultureInfo.InvariantCulture, $"p ≤ {level:0.00##}");

    /// <summary>A confidence level as a percentage, such as <c>95%</c> or <c>98.3%</c>; never rounded up to 100%.</summary>
    public static string Confidence(double confidence) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Floor((confidence * 1000) + 1e-9) / 10:0.#}%");

    /// <summary>
    /// A probability as a whole percentage; <c>under 1%</c> and <c>over 99%</c> at the ends, since no estimate is ever 0% or 100%.
    /// </summary>
    public static string Probability(double? probability) =>
        probability switch
        {
            null => Missing,
            < 0.01 => "under 1%",
            > 0.99 => "over 99%",
            { } p => string.Create(CultureInfo.InvariantCulture, $"{p * 100:0}%"),
        };

    /// <summary>A score from 0 to 1 with three decimals.</summary>
    public static string Score(double? score) => score?.ToString("0.000", CultureInfo.InvariantCulture) ?? Missing;

    /// <summary>A difference of two scores with its sign, such as <c>−0.200</c>.</summary>
    public static string ScorePoints(double? difference) =>
        difference?.ToString("+0.000;−0.000;±0.000", CultureInfo.InvariantCulture) ?? Missing;

    /// <summary>An interval of differences of scores, such as <c>−0.352 to −0.048</c>.</summary>
    public static string ScorePoints(Interval? interval) => interval is { } i ? $"{ScorePoints(i.Low)} to {ScorePoints(i.High)}" : Missing;

    /// <summary>An interval of scores, such as <c>0.412 to 0.608</c>.</summary>
    public static string Scores(Interval? interval) => interval is { } i ? $"{Score(i.Low)} to {Score(i.High)}" : Missing;

    /// <summary>A whole number with thousands separators, such as <c>41,220</c>.</summary>
    public static string Count(long? count) => count?.ToString("#,0", CultureInfo.InvariantCulture) ?? Missing;

    /// <summary>
    /// An amount in US dollars, with more decimals for small amounts; <c>unknown</c> for null, because an unknown price is not
    /// free.
    /// </summary>
    public static string Money(decimal? usd) =>
        usd switch
        {
            null => "unknown",
            0 => "$0",
            < 0.01m => string.Create(CultureInfo.InvariantCulture, $"${usd:0.000000}"),
            < 1m => string.Create(CultureInfo.InvariantCulture, $"${usd:0.0000}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"${usd:#,0.00}"),
        };

    /// <summary>
    /// A duration: in milliseconds below 10 seconds, in seconds below 2 minutes, in minutes below 2 hours, otherwise in hours.
    /// </summary>
    public static string Duration(TimeSpan? duration) =>
        duration switch
        {
            null => Missing,
            { TotalSeconds: < 10 } d => string.Create(CultureInfo.InvariantCulture, $"{d.TotalMilliseconds:0} ms"),
            { TotalMinutes: < 2 } d => string.Create(CultureInfo.InvariantCulture, $"{d.TotalSeconds:0} s"),
            { TotalHours: < 2 } d => string.Create(CultureInfo.InvariantCulture, $"{d.TotalMinutes:0} min"),
            { } d => string.Create(CultureInfo.InvariantCulture, $"{d.TotalHours:0.0} h"),
        };

    /// <summary>A size in bytes, kB (1,000 bytes) or MB (1,000,000 bytes).</summary>
    public static string Bytes(long bytes) =>
        bytes switch
        {
            < 1_000 => Quantity(bytes, "byte"),
            < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0} kB"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        };

    /// <summary>The UTC date of a time, such as <c>2026-11-23</c>.</summary>
    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A waiting time: in seconds below 2 minutes, otherwise in minutes or hours.</summary>
    public static string Wait(TimeSpan time) =>
        time.TotalMinutes < 2 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s") : Duration(time);

    /// <summary>A count with its noun, which gets an “s” unless the count is 1: <c>1 error</c>, <c>3 errors</c>.</summary>
    public static string Quantity(long count, string noun) => count == 1 ? $"1 {noun}" : $"{Count(count)} {noun}s";
}
