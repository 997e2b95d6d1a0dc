using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>Lets a call wait in a queue of ours, and puts the wait before the facts of the call, however it ends.</summary>
internal static class NotedWait
{
    /// <summary>Waits, then calls.</summary>
    /// <param name="reason">What is waited for: <see cref="Wait.RateLimit"/> or <see cref="Wait.Budget"/>.</param>
    /// <param name="queue">Waits for the call's turn.</param>
    /// <param name="call">Makes the call.</param>
    /// <param name="time">The clock that the wait is measured by.</param>
    /// <param name="stopping">Asks for a stop: whoever still waits is not asked.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<ChatResponse> ThenAsync(
        string reason,
        Func<CancellationToken, Task> queue,
        Func<Task<ChatResponse>> call,
        TimeProvider time,
        CancellationToken stopping,
        CancellationToken cancellationToken
    )
    {
        var begun = time.GetTimestamp();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        var turn = queue(ended.Token);
        if (turn.IsCompletedSuccessfully)
            return await call();
        try
        {
            await turn;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NotAskedException($"The run was stopped while the call waited ({reason}).");
        }

        return await AddAsync(new Wait(reason, time.GetElapsedTime(begun)), call);
    }

    private static async Task<ChatResponse> AddAsync(Wait wait, Func<Task<ChatResponse>> call)
    {
        try
        {
            var response = await call();
            Add(wait, ResponseFacts.Of(response)).AttachTo(response);
            return response;
        }
        catch (ModelCallException e)
        {
            throw e.With(Add(wait, e.Facts));
        }
    }

    private static ResponseFacts Add(Wait wait, ResponseFacts facts) => facts with { Waits = [wait, .. facts.Waits] };
}
