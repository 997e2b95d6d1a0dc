using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// Stops calling a model when no further call can help: its quota is used up, its key is refused three times in a row
/// with nothing answered yet, or it can't be reached. What was not asked has no result and can be asked later.
/// </summary>
/// <param name="innerClient">The client that is asked; it fails with <see cref="ModelCallException"/>.</param>
/// <param name="name">The name of the model in <c>promptlab.yaml</c>, for messages.</param>
/// <param name="notes">Where the reason is noted.</param>
/// <param name="over">Is cancelled with the last call, so that whoever waits to be let through or tried again is not asked.</param>
internal sealed class GuardedChatClient(IChatClient innerClient, string name, StopNotes notes, CancellationTokenSource over)
    : DelegatingChatClient(innerClient)
{
    private const int RefusedKeysInARow = 3;
    private const int UnreachedAtFirst = 3;
    private const int UnreachedLater = 10;

    private readonly Lock _lock = new();
    private bool _hasAnswered;
    private int _refused;
    private int _unreached;
    private volatile string? _reason;

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        if (_reason is { } reason)
            throw new NotAskedException(reason);
        try
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            NoteAnswer();
            return response;
        }
        catch (ModelCallException e)
        {
            NoteFailure(e.Failure);
            throw;
        }
    }

    private void NoteAnswer()
    {
        lock (_lock)
            (_hasAnswered, _refused, _unreached) = (true, 0, 0);
    }

    private void NoteFailure(Failure failure)
    {
        lock (_lock)
        {
            var type = FailureType.Of(failure.Type);
            _refused = type.IsKeyRefused ? _refused + 1 : 0;
            _unreached = type.IsUnreached ? _unreached + 1 : 0;
            if (type.IsFinal)
                Stop($"“{name}” is not called any more. {failure.Message}");
            else if (_refused >= RefusedKeysInARow && !_hasAnswered)
                Stop(
                    $"“{name}” is not called any more: {RefusedKeysInARow} calls in a row were refused and none was answered. {failure.Message}"
                );
            else if (_unreached >= (_hasAnswered ? UnreachedLater : UnreachedAtFirst))
                Stop(
                    FormattableString.Invariant(
                        $"“{name}” is not called any more: {_unreached} calls in a row came to nothing, after all their attempts. {failure.Message}"
                    )
                );
        }
    }

    private void Stop(string reason)
    {
        if (_reason is not null)
            return;
        _reason = reason;
        notes.Add(reason);
        _ = over.CancelAsync(); // not under the lock
    }
}
