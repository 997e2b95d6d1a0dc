using PromptLab.Providers;

namespace PromptLab.Tests.Providers;

/// <summary>The headers by which providers ask to be left alone for a while.</summary>
public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 10, 0, 0, TimeSpan.Zero); // 1788256800 in Unix time

    [Theory]
    [InlineData("retry-after: 2", 2)]
    [InlineData("retry-after: 0", 0)]
    [InlineData("retry-after: 1.5", 1.5)]
    [InlineData("retry-after: Tue, 01 Sep 2026 10:00:30 GMT", 30)]
    [InlineData("retry-after: Tue, 01 Sep 2026 09:59:00 GMT", 0)] // past
    [InlineData("retry-after-ms: 250", 0.25)]
    [InlineData("retry-after-ms: 0.5", 0.0005)]
    [InlineData("x-ms-retry-after-ms: 1200", 1.2)]
    [InlineData("x-ratelimit-reset-requests: 6m0s", 360)]
    [InlineData("x-ratelimit-reset-requests: 120ms", 0.12)]
    [InlineData("x-ratelimit-reset-requests: 1s", 1)]
    [InlineData("x-ratelimit-reset-requests: 1m30.951s", 90.951)]
    [InlineData("x-ratelimit-reset-requests: 1d2h", 93_600)]
    [InlineData("x-ratelimit-reset-tokens: 17", 17)]
    [InlineData("x-ratelimit-reset-tokens: 1788256842", 42)] // Unix time
    [InlineData("x-ratelimit-reset: 1788256842500", 42.5)] // Unix time in milliseconds
    [InlineData("x-ratelimit-reset: 1788256790", 0)] // past
    [InlineData("anthropic-ratelimit-requests-reset: 2026-09-01T10:00:05Z", 5)]
    [InlineData("anthropic-ratelimit-input-tokens-reset: 2026-09-01T12:00:05+02:00", 5)]
    public void One_header_names_the_wait(string header, double seconds) => Assert.Equal(Seconds(seconds), Of(header));

    [Theory]
    [InlineData(
        "the limit that is used up, of two",
        1,
        "x-ratelimit-remaining-requests: 0",
        "x-ratelimit-reset-requests: 1s",
        "x-ratelimit-remaining-tokens: 5000",
        "x-ratelimit-reset-tokens: 6m0s"
    )]
    [InlineData(
        "the other limit, of two",
        360,
        "x-ratelimit-remaining-requests: 9",
        "x-ratelimit-reset-requests: 1s",
        "x-ratelimit-remaining-tokens: 0",
        "x-ratelimit-reset-tokens: 6m0s"
    )]
    [InlineData(
        "the longer where both are used up",
        360,
        "x-ratelimit-remaining-requests: 0",
        "x-ratelimit-reset-requests: 1s",
        "x-ratelimit-remaining-tokens: 0",
        "x-ratelimit-reset-tokens: 6m0s"
    )]
    [InlineData("the longer where none says what is left", 360, "x-ratelimit-reset-requests: 1s", "x-ratelimit-reset-tokens: 6m0s")]
    [InlineData(
        "Anthropic's limit that is used up",
        7,
        "anthropic-ratelimit-requests-remaining: 49",
        "anthropic-ratelimit-requests-reset: 2026-09-01T10:01:00Z",
        "anthropic-ratelimit-output-tokens-remaining: 0",
        "anthropic-ratelimit-output-tokens-reset: 2026-09-01T10:00:07Z"
    )]
    [InlineData("milliseconds before seconds", 1.5, "retry-after: 2", "retry-after-ms: 1500")]
    [InlineData("seconds before a limit", 2, "x-ratelimit-remaining-requests: 0", "x-ratelimit-reset-requests: 6m0s", "retry-after: 2")]
    [InlineData("what can be read before what can't", 2, "retry-after-ms: soon", "retry-after: 2")]
    [InlineData("the second name for milliseconds where the first can't be read", 3, "retry-after-ms: soon", "x-ms-retry-after-ms: 3000")]
    public void The_most_exact_header_counts(string which, double seconds, params string[] headers) =>
        Assert.True(Of(headers) == Seconds(seconds), $"{which}: {Of(headers)}");

    [Theory]
    [InlineData("content-language: en")]
    [InlineData("retry-after: soon")]
    [InlineData("retry-after: -5")]
    [InlineData("retry-after: NaN")]
    [InlineData("retry-after-ms: Infinity")]
    [InlineData("retry-after-ms: 1e3")]
    [InlineData("retry-after-ms: -1")]
    [InlineData("x-ratelimit-reset-requests: 6 minutes")]
    [InlineData("x-ratelimit-reset-requests: 6m0")]
    [InlineData("anthropic-ratelimit-requests-reset: tomorrow")]
    public void What_names_no_time_is_no_wait(string header) => Assert.Null(Of(header));

    // All limits are far from used up: the refusal has another reason.
    [Fact]
    public void Limits_that_are_not_used_up_name_no_wait() =>
        Assert.Null(
            Of(
                "x-ratelimit-remaining-requests: 29999",
                "x-ratelimit-reset-requests: 2ms",
                "x-ratelimit-remaining-tokens: 149999981",
                "x-ratelimit-reset-tokens: 1s"
            )
        );

    [Theory]
    [InlineData("retry-after: 99999999999999999999")]
    [InlineData("retry-after: 922337203685")]
    [InlineData("retry-after: 461168601842738")]
    [InlineData("retry-after-ms: 99999999999999999999999999")]
    [InlineData("retry-after-ms: 461168601842738")]
    [InlineData("x-ratelimit-reset-requests: 999999999d999999999d")]
    [InlineData("x-ratelimit-reset-requests: 999999999d")]
    [InlineData("x-ratelimit-reset-requests: 999999999999")]
    [InlineData("x-ratelimit-reset-requests: 99999999999999")]
    [InlineData("x-ratelimit-reset-requests: 99999999999999999999999")]
    [InlineData("anthropic-ratelimit-requests-reset: 9999-12-31T23:59:59Z")]
    [InlineData("anthropic-ratelimit-requests-reset: 9999-12-31T23:59:59-14:00")]
    [InlineData("retry-after: Fri, 31 Dec 9999 23:59:59 GMT")]
    public void A_time_without_end_is_no_bug(string header) => Assert.True(Of(header) is null or { TotalDays: > 1 });

    [Fact]
    public void No_response_names_no_wait() => Assert.Null(RetryAfter.Of(null, Now));

    // To the tick: TimeSpan.FromSeconds cuts 90.951 to 90.9509999.
    private static TimeSpan Seconds(double seconds) => TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));

    private static TimeSpan? Of(params string[] headers)
    {
        using var response = new HttpResponseMessage();
        foreach (var header in headers)
        {
            var parts = header.Split(": ", 2);
            response.Headers.TryAddWithoutValidation(parts[0], parts[1]);
        }

        return RetryAfter.Of(response.Headers, Now);
    }
}
