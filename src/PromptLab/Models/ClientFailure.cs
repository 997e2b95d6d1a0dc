namespace PromptLab.Models;

/// <summary>What an exception of somebody's own chat client means in our words.</summary>
internal static class ClientFailure
{
    /// <summary>A client that gave null for a response.</summary>
    public static Failure NoResponse { get; } = new(FailureType.Empty, "The client gave no response.");

    /// <summary>
    /// <c>http-…</c> where it names a status, <c>timeout</c> for a time-out and for a cancellation that nobody of us asked
    /// for, <c>transport</c> where a connection broke, else <c>client-error</c>. What the exception was caused by counts too.
    /// </summary>
    public static Failure Of(Exception exception)
    {
        var causes = CausesOf(exception).ToList();
        if (causes.OfType<HttpRequestException>().FirstOrDefault(cause => cause.StatusCode is not null) is { } refused)
            return Failure.Of(FailureType.Http((int)refused.StatusCode!.Value), refused);
        if (causes.Find(cause => cause is TimeoutException or OperationCanceledException) is { } late)
            return Failure.Of(FailureType.Timeout, late);
        if (causes.Find(cause => cause is HttpRequestException or IOException) is { } broken)
            return Failure.Of(FailureType.Transport, broken);
        return Failure.Of(FailureType.ClientError, exception);
    }

    private static IEnumerable<Exception> CausesOf(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
