using System.Globalization;
using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>Ends an attempt that exceeds its time limit, or the remaining time of its item if that is shorter.</summary>
/// <param name="innerClient">The wrapped client.</param>
/// <param name="limit">The time limit of one attempt.</param>
/// <param name="time">The clock that measures the limit.</param>
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
        var isItemsLimit = TimeLeftOf(options) < limit;
        var timeout = TimeLeftOf(options) is { } left && isItemsLimit ? left : limit;
        using var overdue = new CancellationTokenSource(timeout, time);
        await using var registration = cancellationToken.UnsafeRegister(
            static state => ((CancellationTokenSource)state!).Cancel(),
            overdue
        );
        try
        {
            return await base.GetResponseAsync(messages, options, overdue.Token);
        }
        catch (Exception e) when (IsOverdue(e, overdue, cancellationToken))
        {
            throw new ModelCallException(
                new Failure(
                    FailureType.Timeout,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"No response within {timeout.TotalSeconds:0.###} s. {AdviceFor(isItemsLimit)}"
                    )
                ),
                e
            );
        }
    }

    /// <summary>Stores the remaining time of the item in the options of an attempt.</summary>
    internal static void SetTimeLeft(ChatOptions options, TimeSpan left) => (options.AdditionalProperties ??= [])[TimeLeftProperty] = left;

    private static string AdviceFor(bool isItemsLimit) =>
        isItemsLimit
            ? "That was left of “run: retries: total_seconds”. If the model needs longer, raise it and “run: timeout_seconds” in promptlab.yaml."
            : "If the model needs longer, raise “run: timeout_seconds” in promptlab.yaml.";

    private static TimeSpan? TimeLeftOf(ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(TimeLeftProperty, out TimeSpan left) == true ? left : null;

    // A client may turn the time-out into an exception of its own, or its own time-out into a cancellation.
    private static bool IsOverdue(Exception e, CancellationTokenSource overdue, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested
        && e is not CallNotMadeException
        && (overdue.IsCancellationRequested || e is OperationCanceledException);
}
