using System.Globalization;
using PromptLab.Statistics;

namespace PromptLab.Texts;

/// <summary>
/// Numbers as people read them: percent, money, time, counts. The same text in every culture; a dash for what is
/// unknown.
/// </summary>
public static class Format
{
    /// <summary>What stands for a value that is not there.</summary>
    public const string Missing = "–";

    /// <summary>A share from 0 to 1 as percent with one decimal, such as <c>71.4%</c>.</summary>
    public static string Percent(double? share) =>
        share is { } s ? string.Create(CultureInfo.InvariantCulture, $"{s * 100:0.0}%") : Missing;

    /// <summary>A difference of two shares in percentage points with its sign, such as <c>+4.2 pp</c>.</summary>
    public static string Points(double? difference) =>
        difference is { } d ? string.Create(CultureInfo.InvariantCulture, $"{d * 100:+0.0;−0.0;±0.0} pp") : Missing;

    /// <summary>
    /// The size of a difference of two shares in percentage points, such as <c>4.2 pp</c>, where its sign goes without
    /// saying.
    /// </summary>
    public static string PointsApart(double? difference) =>
        difference is { } d ? string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(d) * 100:0.0} pp") : Missing;

    /// <summary>An interval of shares, such as <c>23.4% to 49.6%</c>.</summary>
    public static string Percents(Interval? interval) => interval is { } i ? $"{Percent(i.Low)} to {Percent(i.High)}" : Missing;

    /// <summary>An interval of differences of shares in percentage points, such as <c>−1.2 to +9.6 pp</c>.</summary>
    public static string Points(Interval? interval) => interval is { } i ? $"{Points(i.Low)[..^3]} to {Points(i.High)}" : Missing;

    /// <summary>
    /// A p-value with three decimals, such as <c>p = 0.049</c>; more of them near 0.05, so that rounding never hides on
    /// which side it lies; <c>p &lt; 0.001</c> below that, and never 0.
    /// </summary>
    public static string PValue(double? p) =>
        p switch
        {
            null => Missing,
            < 0.001 => "p < 0.001",
            > 0.0495 and < 0.0505 => string.Create(CultureInfo.InvariantCulture, $"p = {p:0.00000#####}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"p = {p:0.000}"),
        };

    /// <summary>What a p-value must be at most, such as <c>p ≤ 0.0125</c>.</summary>
    public static string Level(double level) => string.Create(CultureInfo.InvariantCulture, $"p ≤ {level:0.00##}");

    /// <summary>A confidence in percent, such as <c>95%</c> or <c>98.3%</c>; never rounded up to 100%.</summary>
    public static string Confidence(double confidence) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Floor((confidence * 1000) + 1e-9) / 10:0.#}%");

    /// <summary>A probability in percent without decimals, kept away from 0% and 100%, which nothing measured is.</summary>
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

    /// <summary>A whole number with thousands apart, such as <c>41,220</c>.</summary>
    public static string Count(long? count) => count?.ToString("#,0", CultureInfo.InvariantCulture) ?? Missing;

    /// <summary>
    /// US dollars with as many digits as small amounts need; <c>unknown</c> where it is null, which is never the same
    /// as free.
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

    /// <summary>A duration: milliseconds below ten seconds, else seconds, minutes or hours.</summary>
    public static string Duration(TimeSpan? duration) =>
        duration switch
        {
            null => Missing,
            { TotalSeconds: < 10 } d => string.Create(CultureInfo.InvariantCulture, $"{d.TotalMilliseconds:0} ms"),
            { TotalMinutes: < 2 } d => string.Create(CultureInfo.InvariantCulture, $"{d.TotalSeconds:0} s"),
            { TotalHours: < 2 } d => string.Create(CultureInfo.InvariantCulture, $"{d.TotalMinutes:0} min"),
            { } d => string.Create(CultureInfo.InvariantCulture, $"{d.TotalHours:0.0} h"),
        };

    /// <summary>A size in bytes, kB or MB.</summary>
    public static string Bytes(long bytes) =>
        bytes switch
        {
            < 1_000 => Quantity(bytes, "byte"),
            < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0} kB"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        };

    /// <summary>The day of a time, in UTC.</summary>
    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A time that somebody waits: in seconds below two minutes, else in minutes or hours.</summary>
    public static string Wait(TimeSpan time) =>
        time.TotalMinutes < 2 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s") : Duration(time);

    /// <summary>A number with its noun, such as <c>1 error</c> or <c>3 errors</c>.</summary>
    public static string Quantity(long count, string noun) => count == 1 ? $"1 {noun}" : $"{Count(count)} {noun}s";
}
