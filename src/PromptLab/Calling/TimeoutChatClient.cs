using System.Globalization;
using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>Ends an attempt that takes too long: longer than an attempt may, or than is left of its item's time.</summary>
/// <param name="innerClient">The client that is asked.</param>
/// <param name="limit">How long an attempt may take.</param>
/// <param name="time">The clock.</param>
internal sealed class TimeoutChatClient(IChatClient innerClient, TimeSpan limit, TimeProvider time) : DelegatingChatClient(innerClient)
{
    private const string TimeLeftProperty = "promptlab.time_left";

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var patience = TimeLeftOf(options) is { } left && left < limit ? left : limit;
        using var overdue = new CancellationTokenSource(patience, time);
        await using var ended = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), overdue);
        try
        {
            return await base.GetResponseAsync(messages, options, overdue.Token);
        }
        catch (Exception e) when (IsOverdue(e, overdue, cancellationToken))
        {
            throw new ModelCallException(
                new Failure(
                    FailureType.Timeout,
                    string.Create(CultureInfo.InvariantCulture, $"No response within {patience.TotalSeconds:0.###} s.")
                ),
                e
            );
        }
    }

    /// <summary>Says in the options of an attempt how much of its item's time is left.</summary>
    internal static void SetTimeLeft(ChatOptions options, TimeSpan left) => (options.AdditionalProperties ??= [])[TimeLeftProperty] = left;

    private static TimeSpan? TimeLeftOf(ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(TimeLeftProperty, out TimeSpan left) == true ? left : null;

    // A client may turn the end of our patience into an exception of its own, and its own time-out into a cancellation.
    private static bool IsOverdue(Exception e, CancellationTokenSource overdue, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested
        && e is not NotAskedException
        && (overdue.IsCancellationRequested || e is OperationCanceledException);
}
