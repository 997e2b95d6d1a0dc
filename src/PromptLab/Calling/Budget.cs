using System.Globalization;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// The budget of a whole run, shared by all its models. A request reserves the maximum that it may use before it is sent, and
/// returns what it did not use. The limits therefore hold, except for errors in the input estimate and for the output of
/// models without <c>max_output_tokens</c>. Thread-safe.
/// </summary>
internal sealed class Budget
{
    private readonly Lock _lock = new();
    private readonly BudgetLimits _limits;
    private readonly StopReasons _stopReasons;
    private readonly Queue<Waiter> _waiting = new();
    private BudgetUse _used;
    private BudgetUse _reserved = BudgetUse.None;
    private string? _exhausted;

    /// <summary>Creates a budget, part of which may already be used, as in a resumed run.</summary>
    public Budget(BudgetLimits limits, BudgetUse used, StopReasons stopReasons) =>
        (_limits, _used, _stopReasons) = (limits, used, stopReasons);

    /// <summary>What is used so far, without reservations.</summary>
    public BudgetUse Used
    {
        get
        {
            lock (_lock)
                return _used;
        }
    }

    /// <summary>Reserves the maximum that one request may use. Waits while calls in flight have reserved what it needs.</summary>
    /// <exception cref="CallNotMadeException">The budget has no room for the request. From then on it has none for any request.</exception>
    public async Task ReserveAsync(BudgetUse maximum, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_lock)
        {
            if (_waiting.Count == 0 && TryReserve(maximum))
                return;
            waiter = new Waiter(maximum, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            _waiting.Enqueue(waiter);
        }

        await using var registration = cancellationToken.Register(() => CancelWait(waiter, cancellationToken));
        await waiter.Done.Task;
    }

    /// <summary>Releases a reservation and records what was actually used.</summary>
    public void Settle(BudgetUse maximum, BudgetUse used)
    {
        lock (_lock)
        {
            _reserved -= maximum;
            _used += used;
            ServeWaiters();
        }
    }

    // The requests behind the cancelled one may need less.
    private void CancelWait(Waiter waiter, CancellationToken cancellationToken)
    {
        if (!waiter.Done.TrySetCanceled(cancellationToken))
            return;
        lock (_lock)
            ServeWaiters();
    }

    private void ServeWaiters()
    {
        while (_waiting.TryPeek(out var next) && (next.Done.Task.IsCompleted || TryServe(next)))
            _waiting.Dequeue();
    }

    private bool TryServe(Waiter next)
    {
        try
        {
            if (!TryReserve(next.Maximum))
                return false;
            if (!next.Done.TrySetResult())
                _reserved -= next.Maximum; // cancelled in the meantime
        }
        catch (CallNotMadeException e)
        {
            next.Done.TrySetException(e);
        }

        return true;
    }

    // False while calls in flight may still return enough.
    private bool TryReserve(BudgetUse maximum)
    {
        if (_exhausted is null && FindExcess(_used + _reserved + maximum) is null)
        {
            _reserved += maximum;
            return true;
        }

        // Requests are used in any case; reserved tokens and money may be returned.
        _exhausted ??= FindExcess(_used + maximum + (_reserved with { CostUsd = 0, Tokens = 0 }));
        if (_exhausted is null)
            return false;
        _stopReasons.Add(_exhausted);
        throw new CallNotMadeException(_exhausted);
    }

    private string? FindExcess(BudgetUse use) =>
        use switch
        {
            _ when use.Requests > _limits.MaxRequests => ExhaustedMessage(
                _used.Requests + _reserved.Requests,
                _limits.MaxRequests.Value,
                "requests",
                "max_requests"
            ),
            _ when use.Tokens > _limits.MaxTokens => ExhaustedMessage(_used.Tokens, _limits.MaxTokens.Value, "tokens", "max_tokens"),
            _ when use.CostUsd > _limits.MaxCostUsd => ExhaustedMessage(_used.CostUsd, _limits.MaxCostUsd.Value, "dollars", "max_cost_usd"),
            _ => null,
        };

    private static string ExhaustedMessage<T>(T used, T limit, string unit, string option)
        where T : IFormattable =>
        $"The budget has no room for another call: {used.ToString(null, CultureInfo.InvariantCulture)} of {limit.ToString(null, CultureInfo.InvariantCulture)} {unit} are used ({option}).";

    private sealed record Waiter(BudgetUse Maximum, TaskCompletionSource Done);
}
