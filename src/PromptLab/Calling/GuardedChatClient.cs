using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// Stops calling a model when no further call can succeed: its quota is used up, its key was rejected three times in a row
/// before any response, or it is unreachable. Calls not made have no result and can be made when the run is resumed.
/// </summary>
/// <param name="innerClient">The wrapped client; it fails with <see cref="ModelCallException"/>.</param>
/// <param name="name">The name of the model in <c>promptlab.yaml</c>, for messages.</param>
/// <param name="stopReasons">Collects the reason.</param>
/// <param name="stopSource">
/// Cancelled when calling stops, so that calls waiting for the rate limit, the budget or a retry are not made.
/// </param>
internal sealed class GuardedChatClient(IChatClient innerClient, string name, StopReasons stopReasons, CancellationTokenSource stopSource)
    : DelegatingChatClient(innerClient)
{
    private const int MaxRejectedKeys = 3;
    private const int MaxUnreachableAtFirst = 3;
    private const int MaxUnreachableLater = 10;

    private readonly Lock _lock = new();
    private bool _hasResponded;
    private int _rejectedKeys;
    private int _unreachable;
    private volatile string? _reason;

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        if (_reason is { } reason)
            throw new CallNotMadeException(reason);
        try
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            RecordSuccess();
            return response;
        }
        catch (ModelCallException e)
        {
            RecordFailure(e.Failure);
            throw;
        }
    }

    private void RecordSuccess()
    {
        lock (_lock)
            (_hasResponded, _rejectedKeys, _unreachable) = (true, 0, 0);
    }

    private void RecordFailure(Failure failure)
    {
        lock (_lock)
        {
            var type = FailureType.Of(failure.Type);
            _rejectedKeys = type.IsKeyRejected ? _rejectedKeys + 1 : 0;
            _unreachable = type.IsUnreachable ? _unreachable + 1 : 0;
            if (type.IsFinal)
                Stop($"“{name}” is not called any more. {failure.Message}");
            else if (_rejectedKeys >= MaxRejectedKeys && !_hasResponded)
                Stop(
                    $"“{name}” is not called any more: {MaxRejectedKeys} calls in a row were refused and none was answered. {failure.Message}"
                );
            else if (_unreachable >= (_hasResponded ? MaxUnreachableLater : MaxUnreachableAtFirst))
                Stop(
                    FormattableString.Invariant(
                        $"“{name}” is not called any more: {_unreachable} calls in a row came to nothing, after all their attempts. {failure.Message}"
                    )
                );
        }
    }

    private void Stop(string reason)
    {
        if (_reason is not null)
            return;
        _reason = reason;
        stopReasons.Add(reason);
        _ = stopSource.CancelAsync(); // not under the lock
    }
}
