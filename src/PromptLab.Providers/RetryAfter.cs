using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace PromptLab.Providers;

/// <summary>Reads how long a provider asks clients to wait, from the various headers in use.</summary>
internal static partial class RetryAfter
{
    private const decimal MaxSeconds = 100m * 365 * 24 * 60 * 60; // more than a century is not a duration

    private static readonly string[] Subjects = ["requests", "tokens", "input-tokens", "output-tokens"];

    /// <summary>
    /// The wait, at least 0; null if no header has one. The most precise header wins: milliseconds, then seconds or a date, then
    /// the reset time of an exhausted limit.
    /// </summary>
    public static TimeSpan? Of(HttpResponseHeaders? headers, DateTimeOffset now)
    {
        if (headers is null)
            return null;
        var wait = Milliseconds(HeaderValue(headers, "retry-after-ms"))
            ?? Milliseconds(HeaderValue(headers, "x-ms-retry-after-ms"))
            ?? headers.RetryAfter?.Delta
            ?? headers.RetryAfter?.Date - now
            ?? Seconds(Number(HeaderValue(headers, "retry-after")))
            ?? LongestReset(headers, now);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    // Of the limits that report what remains, only exhausted ones count; if none reports it, all count. The longest one decides.
    private static TimeSpan? LongestReset(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var limits = Subjects
            .SelectMany(subject =>
                new[]
                {
                    (
                        Left: HeaderValue(headers, $"x-ratelimit-remaining-{subject}"),
                        Reset: ParseWait(HeaderValue(headers, $"x-ratelimit-reset-{subject}"), now)
                    ),
                    (
                        Left: HeaderValue(headers, $"anthropic-ratelimit-{subject}-remaining"),
                        Reset: ParseWait(HeaderValue(headers, $"anthropic-ratelimit-{subject}-reset"), now)
                    ),
                }
            )
            .Append((Left: HeaderValue(headers, "x-ratelimit-remaining"), Reset: ParseWait(HeaderValue(headers, "x-ratelimit-reset"), now)))
            .Where(limit => limit.Reset is not null)
            .ToList();
        var relevant = limits.Exists(limit => limit.Left is not null) ? limits.Where(limit => limit.Left == "0") : limits;
        return relevant.Max(limit => limit.Reset);
    }

    private static string? HeaderValue(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static TimeSpan? Milliseconds(string? text) => Seconds(Number(text) / 1000);

    private static TimeSpan? Seconds(decimal? seconds) =>
        seconds <= MaxSeconds ? TimeSpan.FromTicks((long)(seconds.Value * TimeSpan.TicksPerSecond)) : null;

    private static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    // A duration such as 6m0s or 120ms, a number of seconds, Unix time in seconds or milliseconds, or a date.
    private static TimeSpan? ParseWait(string? text, DateTimeOffset now)
    {
        if (text is null)
            return null;
        if (Number(text) is { } number)
        {
            return number switch
            {
                > 1_000_000_000_000 => DateTimeOffset.UnixEpoch + Seconds(number / 1000) - now,
                > 1_000_000_000 => DateTimeOffset.UnixEpoch + Seconds(number) - now,
                _ => Seconds(number),
            };
        }

        if (Duration().IsMatch(text))
            return Seconds(
                DurationPart()
                    .Matches(text)
                    .Sum(part =>
                        decimal.Parse(part.Groups["number"].Value, CultureInfo.InvariantCulture) * SecondsIn(part.Groups["unit"].Value)
                    )
            );
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at - now : null;
    }

    private static decimal SecondsIn(string unit) =>
        unit switch
        {
            "d" => 24 * 60 * 60,
            "h" => 60 * 60,
            "m" => 60,
            "s" => 1,
            _ => 0.001m,
        };

    [GeneratedRegex(@"^(\d{1,9}(\.\d{1,9})?(ms|d|h|m|s))+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Duration();

    [GeneratedRegex(@"(?<number>\d+(\.\d+)?)(?<unit>ms|d|h|m|s)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DurationPart();
}
