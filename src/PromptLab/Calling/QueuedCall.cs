using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// Makes a call after waiting in one of PromptLab's queues, and adds the wait to the facts of the call, even if it fails.
/// </summary>
internal static class QueuedCall
{
    /// <summary>Waits, then makes the call. A wait that ends at once is not recorded.</summary>
    /// <param name="reason">The reason for waiting: <see cref="Wait.RateLimit"/> or <see cref="Wait.Budget"/>.</param>
    /// <param name="queue">Waits until the call may be made.</param>
    /// <param name="call">Makes the call.</param>
    /// <param name="time">The clock that measures the wait.</param>
    /// <param name="stopping">Signals a stop: a waiting call is not made.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public static async Task<ChatResponse> RunAsync(
        string reason,
        Func<CancellationToken, Task> queue,
        Func<Task<ChatResponse>> call,
        TimeProvider time,
        CancellationToken stopping,
        CancellationToken cancellationToken
    )
    {
        var startedAt = time.GetTimestamp();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        var turn = queue(linked.Token);
        if (turn.IsCompletedSuccessfully)
            return await call();
        try
        {
            await turn;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CallNotMadeException($"The run was stopped while the call waited ({reason}).");
        }

        return await CallAsync(new Wait(reason, time.GetElapsedTime(startedAt)), call);
    }

    private static async Task<ChatResponse> CallAsync(Wait wait, Func<Task<ChatResponse>> call)
    {
        try
        {
            var response = await call();
            Prepend(wait, ResponseFacts.Of(response)).AttachTo(response);
            return response;
        }
        catch (ModelCallException e)
        {
            throw e.WithFacts(Prepend(wait, e.Facts));
        }
    }

    private static ResponseFacts Prepend(Wait wait, ResponseFacts facts) => facts with { Waits = [wait, .. facts.Waits] };
}
