using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Evaluators;

/// <summary>
/// A model as an evaluator asks it: adds up the usage, and keeps an exception that the evaluator may swallow. Thread-safe.
/// </summary>
internal sealed class WatchedChatClient(IChatClient innerClient) : DelegatingChatClient(innerClient)
{
    private readonly Lock _lock = new();

    /// <summary>The usage of all responses; null if none has any.</summary>
    public UsageDetails? Usage { get; private set; }

    /// <summary>That calling the model has ended; null while it has not.</summary>
    public CallNotMadeException? NotMade { get; private set; }

    /// <summary>The first failure of a call; null if there was none.</summary>
    public Failure? Failure { get; private set; }

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            if (response.Usage is { } usage)
                Add(usage);
            return response;
        }
        catch (CallNotMadeException e)
        {
            NotMade = e;
            throw;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Failure ??= Failure.Of(e);
            throw;
        }
    }

    private void Add(UsageDetails usage)
    {
        lock (_lock)
            (Usage ??= new UsageDetails()).Add(usage);
    }
}
