namespace PromptLab.Running;

/// <summary>Carries out a plan: asks, grades and keeps each result before another call takes its place.</summary>
/// <param name="time">The clock that results are dated by.</param>
public sealed class Runner(TimeProvider time)
{
    /// <summary>Asks every call of the plan that has no result yet.</summary>
    /// <param name="plan">What to ask.</param>
    /// <param name="keep">
    /// Keeps a result for good; called from many threads. Only when its task ends may another call begin in the place
    /// of this one, so at most as many answers as calls under way can be lost.
    /// </param>
    /// <param name="stopping">Asks for a stop: no new call is begun, and calls under way may end within the grace period.</param>
    /// <param name="cancellationToken">Ends everything at once.</param>
    public async Task RunAsync(
        RunPlan plan,
        Func<ItemResult, Task> keep,
        CancellationToken stopping,
        CancellationToken cancellationToken = default
    )
    {
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var grace = new GracePeriod(plan.Grace, time, abandoned, stopping);
        var asker = new ItemAsker(plan.Graders, time);
        var calls = plan.InOrder().TakeWhile(_ => !stopping.IsCancellationRequested && !abandoned.IsCancellationRequested);
        var options = new ParallelOptions { MaxDegreeOfParallelism = plan.Concurrency, CancellationToken = CancellationToken.None };
        await Parallel.ForEachAsync(calls, options, async (call, _) =>
        {
            // Kept even after a stop: what is there is paid for.
            if (await asker.AskAsync(call, abandoned.Token) is { } result)
                await keep(result);
        });
    }
}
