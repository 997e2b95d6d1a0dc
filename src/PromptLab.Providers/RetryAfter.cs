using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace PromptLab.Providers;

/// <summary>How long a provider asks to be left alone, in the ways in which providers say so.</summary>
internal static partial class RetryAfter
{
    private const decimal MostSeconds = 100m * 365 * 24 * 60 * 60; // who names more than a century means something else

    private static readonly string[] Subjects = ["requests", "tokens", "input-tokens", "output-tokens"];

    /// <summary>
    /// The time; null where the headers name none. The most exact one counts: milliseconds, then seconds or a date,
    /// then when a used-up limit is reset.
    /// </summary>
    public static TimeSpan? Of(HttpResponseHeaders? headers, DateTimeOffset now)
    {
        if (headers is null)
            return null;
        var wait = Milliseconds(Value(headers, "retry-after-ms"))
            ?? Milliseconds(Value(headers, "x-ms-retry-after-ms"))
            ?? headers.RetryAfter?.Delta
            ?? headers.RetryAfter?.Date - now
            ?? Seconds(Number(Value(headers, "retry-after")))
            ?? Reset(headers, now);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    // Of limits that say what is left, those that are used up; where none says, any. The longest of them has to pass.
    private static TimeSpan? Reset(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var limits = Subjects
            .SelectMany(subject =>
                new[]
                {
                    (
                        Left: Value(headers, $"x-ratelimit-remaining-{subject}"),
                        Reset: Span(Value(headers, $"x-ratelimit-reset-{subject}"), now)
                    ),
                    (
                        Left: Value(headers, $"anthropic-ratelimit-{subject}-remaining"),
                        Reset: Span(Value(headers, $"anthropic-ratelimit-{subject}-reset"), now)
                    ),
                }
            )
            .Append((Left: Value(headers, "x-ratelimit-remaining"), Reset: Span(Value(headers, "x-ratelimit-reset"), now)))
            .Where(limit => limit.Reset is not null)
            .ToList();
        var telling = limits.Exists(limit => limit.Left is not null) ? limits.Where(limit => limit.Left == "0") : limits;
        return telling.Max(limit => limit.Reset);
    }

    private static string? Value(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static TimeSpan? Milliseconds(string? text) => Seconds(Number(text) / 1000);

    private static TimeSpan? Seconds(decimal? seconds) =>
        seconds <= MostSeconds ? TimeSpan.FromTicks((long)(seconds.Value * TimeSpan.TicksPerSecond)) : null;

    private static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    // A duration such as 6m0s or 120ms, a number of seconds, or a point in time: Unix seconds or milliseconds, or a date.
    private static TimeSpan? Span(string? text, DateTimeOffset now)
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

        if (DurationForm().IsMatch(text))
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
    private static partial Regex DurationForm();

    [GeneratedRegex(@"(?<number>\d+(\.\d+)?)(?<unit>ms|d|h|m|s)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DurationPart();
}
