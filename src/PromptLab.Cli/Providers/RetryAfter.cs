using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace PromptLab.Cli.Providers;

/// <summary>How long a provider asks to be left alone, in the ways in which providers say so.</summary>
internal static partial class RetryAfter
{
    private const double FirstPoint = 1e9; // numbers beyond are points in time
    private const double FirstInMilliseconds = 1e11;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    private static readonly string[] Subjects = ["requests", "tokens", "input-tokens", "output-tokens"];

    /// <summary>The time; null where the headers name none. The most exact one counts: milliseconds, then seconds or a date, then when a used-up limit is reset.</summary>
    public static TimeSpan? Of(HttpResponseHeaders? headers, DateTimeOffset now)
    {
        if (headers is null)
            return null;
        var wait = Milliseconds(Value(headers, "retry-after-ms") ?? Value(headers, "x-ms-retry-after-ms"))
            ?? headers.RetryAfter?.Delta
            ?? headers.RetryAfter?.Date - now
            ?? Seconds(Value(headers, "retry-after"))
            ?? Reset(headers, now);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    // Of limits that say what is left, those that are used up; where none says, any. The longest of them has to pass.
    private static TimeSpan? Reset(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var limits = Subjects.SelectMany(subject => new[]
        {
            (Left: Value(headers, $"x-ratelimit-remaining-{subject}"), Reset: Span(Value(headers, $"x-ratelimit-reset-{subject}"), now)),
            (Left: Value(headers, $"anthropic-ratelimit-{subject}-remaining"), Reset: Span(Value(headers, $"anthropic-ratelimit-{subject}-reset"), now)),
        }).Append((Left: Value(headers, "x-ratelimit-remaining"), Reset: Span(Value(headers, "x-ratelimit-reset"), now)))
            .Where(limit => limit.Reset is not null)
            .ToList();
        var telling = limits.Exists(limit => limit.Left is not null) ? limits.Where(limit => limit.Left == "0") : limits;
        return telling.Max(limit => limit.Reset);
    }

    private static string? Value(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static TimeSpan? Milliseconds(string? text) => Number(text) is { } ms ? Seconds(ms / 1000) : null;

    private static TimeSpan? Seconds(string? text) => Number(text) is { } seconds ? Seconds(seconds) : null;

    // Whatever is longer than the longest wait is as good as for ever.
    private static TimeSpan Seconds(double seconds) => seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Longest;

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Seconds since 1970, or milliseconds since then, as some servers say it.
    private static TimeSpan Until(double point, DateTimeOffset now) =>
        Seconds(Math.Max(0, (point < FirstInMilliseconds ? point : point / 1000) - now.ToUnixTimeSeconds()));

    // A duration such as 6m0s or 120ms, a number of seconds, or a point in time.
    private static TimeSpan? Span(string? text, DateTimeOffset now)
    {
        if (text is null)
            return null;
        if (Number(text) is { } number)
            return number > FirstPoint ? Until(number, now) : Seconds(number);
        if (DurationForm().IsMatch(text))
        {
            return DurationPart().Matches(text).Aggregate(TimeSpan.Zero, (sum, part) =>
                sum + Seconds(double.Parse(part.Groups["number"].Value, CultureInfo.InvariantCulture) * UnitOf(part.Groups["unit"].Value).TotalSeconds));
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at - now : null;
    }

    private static TimeSpan UnitOf(string unit) => unit switch
    {
        "d" => TimeSpan.FromDays(1),
        "h" => TimeSpan.FromHours(1),
        "m" => TimeSpan.FromMinutes(1),
        "s" => TimeSpan.FromSeconds(1),
        _ => TimeSpan.FromMilliseconds(1),
    };

    [GeneratedRegex(@"^(\d{1,9}(\.\d{1,9})?(ms|d|h|m|s))+$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex DurationForm();

    [GeneratedRegex(@"(?<number>\d+(\.\d+)?)(?<unit>ms|d|h|m|s)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex DurationPart();
}
