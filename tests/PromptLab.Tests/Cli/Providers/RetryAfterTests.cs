using System.Globalization;
using PromptLab.Cli.Providers;

namespace PromptLab.Tests.Cli.Providers;

/// <summary>Headers as providers document them, read at noon of 24 November 2026.</summary>
public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(2, "retry-after: 2")]
    [InlineData(1.5, "retry-after: 1.5")]
    [InlineData(30, "retry-after: Tue, 24 Nov 2026 12:00:30 GMT")]
    [InlineData(0, "retry-after: Tue, 24 Nov 2026 11:00:00 GMT")]
    [InlineData(0.25, "retry-after-ms: 250", "retry-after: 1")]
    [InlineData(0.25, "x-ms-retry-after-ms: 250", "retry-after: 1")]
    [InlineData(2, "retry-after: 2", "x-ratelimit-reset-requests: 60s")]
    [InlineData(360, "x-ratelimit-reset-tokens: 6m0s")]
    [InlineData(0.12, "x-ratelimit-reset-requests: 120ms")]
    [InlineData(3723.5, "x-ratelimit-reset-requests: 1h2m3.5s")]
    [InlineData(20, "anthropic-ratelimit-input-tokens-reset: 2026-11-24T12:00:20Z")]
    [InlineData(7, "x-ratelimit-reset: 7")]
    [InlineData(30, "x-ratelimit-reset: 1795521630")] // 12:00:30 in seconds since 1970
    [InlineData(30, "x-ratelimit-reset: 1795521630000")] // and in milliseconds
    public void The_time_that_a_provider_names_is_read(double seconds, params string[] headers) => Assert.Equal(TimeSpan.FromSeconds(seconds), Of(headers));

    [Fact]
    public void The_longest_reset_of_those_that_are_used_up_counts()
    {
        Assert.Equal(TimeSpan.FromSeconds(9), Of("x-ratelimit-remaining-requests: 0", "x-ratelimit-reset-requests: 9s", "x-ratelimit-remaining-tokens: 50", "x-ratelimit-reset-tokens: 60s"));
        Assert.Equal(TimeSpan.FromSeconds(60), Of("x-ratelimit-remaining-requests: 0", "x-ratelimit-reset-requests: 9s", "x-ratelimit-remaining-tokens: 0", "x-ratelimit-reset-tokens: 60s"));
        Assert.Null(Of("x-ratelimit-remaining-requests: 3", "x-ratelimit-reset-requests: 9s"));
    }

    [Theory]
    [InlineData]
    [InlineData("retry-after: soon")]
    [InlineData("retry-after-ms: -5")]
    [InlineData("x-ratelimit-reset: whenever")]
    public void What_names_no_time_is_no_time(params string[] headers) => Assert.Null(Of(headers));

    [Theory]
    [InlineData("retry-after: 99999999999999999999")]
    [InlineData("retry-after-ms: 99999999999999999999999999")]
    [InlineData("x-ratelimit-reset: 99999999999999999999")]
    [InlineData("x-ratelimit-reset-requests: 999999999d999999999d")]
    public void A_time_beyond_all_bounds_is_a_year_or_more(params string[] headers) => Assert.True(Of(headers) >= TimeSpan.FromDays(365));

    private static TimeSpan? Of(params string[] headers)
    {
        using var response = new HttpResponseMessage();
        foreach (var header in headers)
        {
            var parts = header.Split(": ", 2);
            response.Headers.TryAddWithoutValidation(parts[0], parts[1]);
        }

        CultureInfo.CurrentCulture = new CultureInfo("de-DE"); // no number or date is read by it
        return RetryAfter.Of(response.Headers, Noon);
    }
}
