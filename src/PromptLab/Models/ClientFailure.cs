namespace PromptLab.Models;

/// <summary>Translates the exceptions of a custom chat client to failures.</summary>
internal static class ClientFailure
{
    /// <summary>The failure of a client that returned null.</summary>
    public static Failure NoResponse { get; } = new(FailureType.Empty, "The client gave no response.");

    /// <summary>
    /// <c>http-…</c> if the exception has a status, <c>timeout</c> for a time-out or an unrequested cancellation, <c>transport</c>
    /// for a broken connection, otherwise <c>client-error</c>. Inner exceptions count too.
    /// </summary>
    public static Failure Of(Exception exception)
    {
        var causes = ExceptionChain(exception).ToList();
        if (causes.OfType<HttpRequestException>().FirstOrDefault(cause => cause.StatusCode is not null) is { } withStatus)
            return Failure.Of(FailureType.Http((int)withStatus.StatusCode!.Value), withStatus);
        if (causes.Find(cause => cause is TimeoutException or OperationCanceledException) is { } timeout)
            return Failure.Of(FailureType.Timeout, timeout);
        if (causes.Find(cause => cause is HttpRequestException or IOException) is { } broken)
            return Failure.Of(FailureType.Transport, broken);
        return Failure.Of(FailureType.ClientError, exception);
    }

    private static IEnumerable<Exception> ExceptionChain(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
