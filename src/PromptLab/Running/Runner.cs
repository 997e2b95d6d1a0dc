namespace PromptLab.Running;

/// <summary>Executes a plan with bounded concurrency; each result is saved before the next call takes its slot.</summary>
/// <param name="time">The clock that dates results and measures the grace period.</param>
internal sealed class Runner(TimeProvider time)
{
    /// <summary>Makes every call of the plan that has no result yet, and grades saved responses that are not graded.</summary>
    /// <param name="plan">The runs, their items and the limits.</param>
    /// <param name="writer">
    /// Saves each response and result. The next call begins only after the save, so a crash loses at most as many responses as
    /// calls were in flight.
    /// </param>
    /// <param name="stopping">
    /// Requests a stop: no new call begins, calls in flight may finish within the grace period, and the grading of saved
    /// responses is cancelled at once.
    /// </param>
    /// <param name="cancellationToken">Cancels everything at once.</param>
    /// <exception cref="NotSupportedException">A subject has several steps; runs of several steps are not supported yet.</exception>
    public async Task RunAsync(RunPlan plan, IRunWriter writer, CancellationToken stopping, CancellationToken cancellationToken = default)
    {
        if (plan.Targets.FirstOrDefault(target => target.Subject.Steps.Count > 1) is { Subject: var several })
            throw new NotSupportedException($"{several.Reference} has several steps, and a run asks one.");
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var grace = new GracePeriod(plan.Grace, time, abandoned, stopping);
        using var grading = CancellationTokenSource.CreateLinkedTokenSource(abandoned.Token, stopping);
        var executor = new CallExecutor(plan, writer, time);
        var calls = plan.PendingCalls().TakeWhile(_ => !stopping.IsCancellationRequested && !abandoned.IsCancellationRequested);
        var options = new ParallelOptions { MaxDegreeOfParallelism = plan.Concurrency, CancellationToken = CancellationToken.None };
        await Parallel.ForEachAsync(calls, options, async (call, _) =>
        {
            // Saved even after a stop: it is paid for.
            if (await executor.ExecuteAsync(call, abandoned.Token, grading.Token) is { } result)
                await writer.KeepAsync(result);
        });
    }

    /// <summary>Once a stop is requested, gives calls in flight some time to finish, then cancels them.</summary>
    private sealed class GracePeriod : IDisposable
    {
        private readonly CancellationTokenRegistration _registration;
        private ITimer? _timer;

        public GracePeriod(TimeSpan length, TimeProvider time, CancellationTokenSource abandoned, CancellationToken stopping) =>
            _registration = stopping.Register(() =>
                _timer = time.CreateTimer(_ => abandoned.Cancel(), state: null, length, Timeout.InfiniteTimeSpan)
            );

        public void Dispose()
        {
            _registration.Dispose();
            _timer?.Dispose();
        }
    }
}
