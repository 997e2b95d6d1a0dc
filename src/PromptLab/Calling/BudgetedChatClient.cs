using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// Sends a request only if the run's budget has room for the maximum that it may use, and records what it used. Each attempt
/// is a request.
/// </summary>
/// <param name="innerClient">The wrapped client.</param>
/// <param name="budget">The budget, shared by all models of the run.</param>
/// <param name="price">The price of the model's tokens; null if unknown: then only requests and tokens count.</param>
/// <param name="time">The clock that measures waits.</param>
/// <param name="stopping">Signals a stop: waiting calls are not made.</param>
internal sealed class BudgetedChatClient(
    IChatClient innerClient,
    Budget budget,
    ModelPrice? price,
    TimeProvider time,
    CancellationToken stopping
) : DelegatingChatClient(innerClient)
{
    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var maximum = UseOf(TokenEstimate.AtMost(messages, options));
        return QueuedCall.RunAsync(
            Wait.Budget,
            token => budget.ReserveAsync(maximum, token),
            () => CallAsync(maximum, messages, options, cancellationToken),
            time,
            stopping,
            cancellationToken
        );
    }

    private async Task<ChatResponse> CallAsync(
        BudgetUse maximum,
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        CancellationToken cancellationToken
    )
    {
        var used = new BudgetUse(0, 1, 0); // a failed request reports no tokens
        try
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            used = TokenUsage.From(response.Usage) is { } usage ? UseOf(usage) : maximum;
            return response;
        }
        catch (ModelCallException e) when (TokenUsage.From(e.Response?.Usage) is { } usage)
        {
            used = UseOf(usage);
            throw;
        }
        catch (CallNotMadeException)
        {
            used = BudgetUse.None;
            throw;
        }
        finally
        {
            budget.Settle(maximum, used);
        }
    }

    private BudgetUse UseOf(TokenUsage usage) => new(Pricing.CostOf(usage, price) ?? 0, 1, usage.Input + usage.Output);
}
