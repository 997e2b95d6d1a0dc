namespace PromptLab.Providers;

/// <summary>Decides from the status of a response and its body what kind of failure it is. The body's code decides about retries.</summary>
internal static class ErrorKind
{
    private const int TooManyRequests = 429;

    private static readonly string[] QuotaCodes =
    [
        "insufficient_quota",
        "billing_hard_limit_reached",
        "billing_not_active",
        "billing_error",
        "insufficient_balance",
        "insufficient_credits",
        "quota_exceeded",
    ];

    // Anthropic has no error codes for these.
    private static readonly string[] QuotaPhrases = ["credit balance is too low"];
    private static readonly string[] FilterPhrases = ["blocked by content filtering policy"];

    private static readonly string[] FilterCodes =
    [
        "content_filter",
        "content_filtered",
        "content_policy_violation",
        "ResponsibleAIPolicyViolation",
        "data_inspection_failed",
    ];

    private static readonly string[] TooLongCodes =
    [
        "context_length_exceeded",
        "exceed_context_size_error",
        "context_window_exceeded",
        "string_above_max_length",
        "request_too_large",
    ];

    private static readonly string[] TooLongPhrases =
    [
        "maximum context length",
        "context length exceeded",
        "context_length_exceeded",
        "context size has been exceeded",
        "exceeds the available context size",
        "prompt is too long",
    ];

    // Whatever the status: the call may succeed in a while.
    private static readonly Dictionary<string, int> TemporaryCodes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["rate_limit_exceeded"] = TooManyRequests,
        ["rate_limit_error"] = TooManyRequests,
        ["rate_limited"] = TooManyRequests,
        ["rate_limit"] = TooManyRequests,
        ["too_many_requests"] = TooManyRequests,
        ["TooManyRequests"] = TooManyRequests,
        ["throttling"] = TooManyRequests,
        ["ThrottlingException"] = TooManyRequests,
        ["RESOURCE_EXHAUSTED"] = TooManyRequests,
        ["overloaded_error"] = 529,
        ["overloaded"] = 503,
        ["model_overloaded"] = 503,
        ["engine_overloaded"] = 503,
        ["engine_overloaded_error"] = 503,
        ["service_unavailable"] = 503,
        ["ServiceUnavailable"] = 503,
        ["UNAVAILABLE"] = 503,
        ["server_error"] = 500,
        ["internal_error"] = 500,
        ["internal_server_error"] = 500,
        ["InternalServerError"] = 500,
        ["timeout_error"] = 504,
    };

    // Beside an error status they say no more than the status.
    private static readonly Dictionary<string, int> PermanentCodes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["invalid_request_error"] = 400,
        ["bad_request"] = 400,
        ["BadRequestError"] = 400,
        ["invalid_api_key"] = 401,
        ["authentication_error"] = 401,
        ["unauthorized"] = 401,
        ["permission_error"] = 403,
        ["permission_denied"] = 403,
        ["forbidden"] = 403,
        ["not_found_error"] = 404,
        ["model_not_found"] = 404,
        ["not_found"] = 404,
        ["NotFoundError"] = 404,
        ["api_error"] = 500,
    };

    private static readonly (string Phrase, int Status)[] TemporaryPhrases =
    [
        ("rate limit", TooManyRequests),
        ("rate-limit", TooManyRequests),
        ("too many requests", TooManyRequests),
        ("overloaded", 503),
        ("temporarily unavailable", 503),
    ];

    /// <summary>True where the quota of the account is used up.</summary>
    public static bool IsQuota(int status, ErrorBody body) =>
        status == 402 || body.Status == 402 || HasCode(body, QuotaCodes) || Says(body, QuotaPhrases);

    /// <summary>True where a content filter refused the request.</summary>
    public static bool IsContentFilter(ErrorBody body) => HasCode(body, FilterCodes) || Says(body, FilterPhrases);

    /// <summary>True where the request is longer than the model can read.</summary>
    public static bool IsTooLong(ErrorBody body) => HasCode(body, TooLongCodes) || Says(body, TooLongPhrases);

    /// <summary>
    /// The status that tells whether to retry: the body's where the response's says success, or where the body tells otherwise. 200 where
    /// an error came with success and without any code.
    /// </summary>
    public static int StatusOf(int status, ErrorBody body)
    {
        if (status is (>= 300 and < 400) or 401 or 403)
            return status;
        var isSuccess = status < 300;
        if (IsTooLong(body))
            return isSuccess || IsTemporary(status) ? 400 : status;
        var named = body.Status ?? StatusOf(body.Codes, TemporaryCodes) ?? (isSuccess ? StatusOf(body.Codes, PermanentCodes) : null);
        if (named is { } known)
            return isSuccess || IsTemporary(known) != IsTemporary(status) ? known : status;
        return isSuccess
            ? TemporaryPhrases.Where(pair => Says(body, pair.Phrase)).Select(pair => pair.Status).FirstOrDefault(status)
            : status;
    }

    private static bool IsTemporary(int status) => Models.FailureType.Http(status).IsRetryable;

    private static int? StatusOf(IEnumerable<string> codes, Dictionary<string, int> known) =>
        codes.Select(code => known.TryGetValue(code, out var status) ? status : (int?)null).FirstOrDefault(status => status is not null);

    private static bool HasCode(ErrorBody body, string[] codes) => body.Codes.Intersect(codes, StringComparer.OrdinalIgnoreCase).Any();

    private static bool Says(ErrorBody body, params ReadOnlySpan<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            if (body.Message.Contains(phrase, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
