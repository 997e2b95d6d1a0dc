using System.Globalization;
using Microsoft.Extensions.AI;
using Polly;
using Polly.Timeout;

namespace PromptLab.Models;

/// <summary>Ends a call that takes too long; it becomes a failure of its item.</summary>
public sealed class TimeoutChatClient : DelegatingChatClient
{
    private readonly ResiliencePipeline _pipeline;
    private readonly TimeSpan _limit;

    /// <summary>Wraps a client with a limit for each of its calls.</summary>
    public TimeoutChatClient(IChatClient innerClient, TimeSpan limit, TimeProvider time)
        : base(innerClient)
    {
        _limit = limit;
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(limit).Build();
    }

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _pipeline.ExecuteAsync(
                async token => await base.GetResponseAsync(messages, options, token),
                cancellationToken);
        }
        catch (Exception e) when (e is TimeoutRejectedException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // Not “when (e is not OperationCanceledException)”: HttpClient reports its own timeout as one.
            throw new ModelCallException(
                new Failure("timeout", string.Create(CultureInfo.InvariantCulture, $"No response within {_limit.TotalSeconds:0.###} s.")), e);
        }
    }
}
