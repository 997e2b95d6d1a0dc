using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// Lets a request go only where the run's budget has room for the most that it may use, and counts what it used. Each
/// attempt is a request.
/// </summary>
/// <param name="innerClient">The client that is asked.</param>
/// <param name="budget">The budget, shared by all models of the run.</param>
/// <param name="price">What the model's tokens cost; null where that is unknown: then only requests and tokens are counted.</param>
/// <param name="time">The clock that waits are measured by.</param>
/// <param name="stopping">Asks for a stop: whoever still waits is not asked.</param>
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
        var most = UseOf(TokenEstimate.AtMost(messages, options));
        return NotedWait.ThenAsync(
            Wait.Budget,
            token => budget.ReserveAsync(most, token),
            () => AskAsync(most, messages, options, cancellationToken),
            time,
            stopping,
            cancellationToken
        );
    }

    private async Task<ChatResponse> AskAsync(
        BudgetUse most,
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        CancellationToken cancellationToken
    )
    {
        var used = new BudgetUse(0, 1, 0); // a request that failed used no tokens that anyone told us of
        try
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            used = TokenUsage.From(response.Usage) is { } usage ? UseOf(usage) : most;
            return response;
        }
        catch (ModelCallException e) when (TokenUsage.From(e.Response?.Usage) is { } paid)
        {
            used = UseOf(paid);
            throw;
        }
        catch (NotAskedException)
        {
            used = BudgetUse.None;
            throw;
        }
        finally
        {
            budget.Settle(most, used);
        }
    }

    private BudgetUse UseOf(TokenUsage usage) => new(Pricing.CostOf(usage, price) ?? 0, 1, usage.Input + usage.Output);
}
