using System.Globalization;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// The budget of a run as a whole, shared by all its models. A request reserves the most that it may use before it is
/// sent, and gives back what it did not use; so the limits hold, up to what the estimate of a request's input is off and
/// what a model without <c>max_output_tokens</c> writes. Thread-safe.
/// </summary>
internal sealed class Budget
{
    private readonly Lock _lock = new();
    private readonly BudgetLimits _limits;
    private readonly StopNotes _notes;
    private readonly Queue<Waiter> _waiting = new();
    private BudgetUse _used;
    private BudgetUse _reserved = BudgetUse.None;
    private string? _exhausted;

    /// <summary>A budget of which something may be used already, as in a run that is resumed.</summary>
    public Budget(BudgetLimits limits, BudgetUse used, StopNotes notes) => (_limits, _used, _notes) = (limits, used, notes);

    /// <summary>What was used so far, without what is reserved.</summary>
    public BudgetUse Used
    {
        get
        {
            lock (_lock)
                return _used;
        }
    }

    /// <summary>Reserves the most that one request may use. Where calls under way hold what it needs, it waits for them.</summary>
    /// <exception cref="NotAskedException">The budget has no room left for it; from then on it has none for any.</exception>
    public async Task ReserveAsync(BudgetUse most, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_lock)
        {
            if (_waiting.Count == 0 && TryReserve(most))
                return;
            waiter = new Waiter(most, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            _waiting.Enqueue(waiter);
        }

        await using var registration = cancellationToken.Register(() => Leave(waiter, cancellationToken));
        await waiter.Done.Task;
    }

    /// <summary>Gives back a reservation and counts what was used of it.</summary>
    public void Settle(BudgetUse most, BudgetUse used)
    {
        lock (_lock)
        {
            _reserved -= most;
            _used += used;
            ServeThoseWhoWait();
        }
    }

    // Whoever stood behind it may need less than it did.
    private void Leave(Waiter waiter, CancellationToken cancellationToken)
    {
        if (!waiter.Done.TrySetCanceled(cancellationToken))
            return;
        lock (_lock)
            ServeThoseWhoWait();
    }

    private void ServeThoseWhoWait()
    {
        while (_waiting.TryPeek(out var next) && (next.Done.Task.IsCompleted || Serve(next)))
            _waiting.Dequeue();
    }

    private bool Serve(Waiter next)
    {
        try
        {
            if (!TryReserve(next.Most))
                return false;
            if (!next.Done.TrySetResult())
                _reserved -= next.Most; // it was cancelled in this moment
        }
        catch (NotAskedException e)
        {
            next.Done.TrySetException(e);
        }

        return true;
    }

    // False where the calls under way may yet give back enough.
    private bool TryReserve(BudgetUse most)
    {
        if (_exhausted is null && Excess(_used + _reserved + most) is null)
        {
            _reserved += most;
            return true;
        }

        // Requests are used whatever becomes of them; tokens and money that are reserved may come back.
        _exhausted ??= Excess(_used + most + (_reserved with { CostUsd = 0, Tokens = 0 }));
        if (_exhausted is null)
            return false;
        _notes.Add(_exhausted);
        throw new NotAskedException(_exhausted);
    }

    private string? Excess(BudgetUse use) =>
        use switch
        {
            _ when use.Requests > _limits.MaxRequests => Told(
                _used.Requests + _reserved.Requests,
                _limits.MaxRequests.Value,
                "requests",
                "max_requests"
            ),
            _ when use.Tokens > _limits.MaxTokens => Told(_used.Tokens, _limits.MaxTokens.Value, "tokens", "max_tokens"),
            _ when use.CostUsd > _limits.MaxCostUsd => Told(_used.CostUsd, _limits.MaxCostUsd.Value, "dollars", "max_cost_usd"),
            _ => null,
        };

    private static string Told<T>(T used, T limit, string unit, string option)
        where T : IFormattable =>
        $"The budget has no room for another call: {used.ToString(null, CultureInfo.InvariantCulture)} of {limit.ToString(null, CultureInfo.InvariantCulture)} {unit} are used ({option}).";

    private sealed record Waiter(BudgetUse Most, TaskCompletionSource Done);
}
