namespace PromptLab.Running;

/// <summary>Carries out a plan: asks, grades and keeps each result before another call takes its place.</summary>
/// <param name="time">The clock that results are dated by.</param>
internal sealed class Runner(TimeProvider time)
{
    /// <summary>Asks every call of the plan that has no result yet, and grades what was answered and not graded.</summary>
    /// <param name="plan">What to ask.</param>
    /// <param name="writer">
    /// Keeps what comes of a call. Only when it has may another call begin in the place of this one, so at most as many
    /// answers as calls under way can be lost.
    /// </param>
    /// <param name="stopping">
    /// Asks for a stop: no new call is begun, calls under way may end within the grace period, and gradings of responses
    /// that are kept end at once.
    /// </param>
    /// <param name="cancellationToken">Ends everything at once.</param>
    /// <exception cref="NotSupportedException">A subject has several steps; only the first could be asked.</exception>
    public async Task RunAsync(RunPlan plan, IRunWriter writer, CancellationToken stopping, CancellationToken cancellationToken = default)
    {
        if (plan.Targets.FirstOrDefault(target => target.Subject.Steps.Count > 1) is { Subject: var several })
            throw new NotSupportedException($"{several.Reference} has several steps, and a run asks one.");
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var grace = new GracePeriod(plan.Grace, time, abandoned, stopping);
        using var grading = CancellationTokenSource.CreateLinkedTokenSource(abandoned.Token, stopping);
        var asker = new ItemAsker(plan, writer, time);
        var calls = plan.InOrder().TakeWhile(_ => !stopping.IsCancellationRequested && !abandoned.IsCancellationRequested);
        var options = new ParallelOptions { MaxDegreeOfParallelism = plan.Concurrency, CancellationToken = CancellationToken.None };
        await Parallel.ForEachAsync(calls, options, async (call, _) =>
        {
            // Kept even after a stop: what is there is paid for.
            if (await asker.AskAsync(call, abandoned.Token, grading.Token) is { } result)
                await writer.KeepAsync(result);
        });
    }
}
