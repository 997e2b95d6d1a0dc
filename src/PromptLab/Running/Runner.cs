using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace PromptLab.Running;

/// <summary>Carries out a plan: asks, grades and hands each result on the moment it exists.</summary>
/// <param name="time">The clock that results are dated by.</param>
public sealed class Runner(TimeProvider time)
{
    /// <summary>The results, in the order in which they arrive. Whoever stops listening stops the calls.</summary>
    /// <param name="plan">What to ask.</param>
    /// <param name="stopping">Asks for a stop: no new call is begun, calls under way may end within the grace period, and the stream ends.</param>
    /// <param name="cancellationToken">Ends everything at once.</param>
    public async IAsyncEnumerable<ItemResult> RunAsync(
        RunPlan plan, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var grace = new GracePeriod(plan.Grace, time, abandoned, stopping);
        var results = Channel.CreateUnbounded<ItemResult>(new UnboundedChannelOptions { SingleReader = true });
        var asking = AskAllAsync(plan, results.Writer, stopping, abandoned.Token);
        try
        {
            // Not with our token: what is already paid for is kept, even after a stop.
            await foreach (var result in results.Reader.ReadAllAsync(CancellationToken.None))
                yield return result;
        }
        finally
        {
            await abandoned.CancelAsync();
            await asking;
        }
    }

    private async Task AskAllAsync(RunPlan plan, ChannelWriter<ItemResult> results, CancellationToken stopping, CancellationToken abandoned)
    {
        var asker = new ItemAsker(plan.Graders, time);
        var options = new ParallelOptions { MaxDegreeOfParallelism = plan.Concurrency, CancellationToken = CancellationToken.None };
        var calls = plan.InOrder().TakeWhile(_ => !stopping.IsCancellationRequested && !abandoned.IsCancellationRequested);
        Exception? bug = null;
        try
        {
            await Parallel.ForEachAsync(calls, options, async (call, _) =>
            {
                if (await asker.AskAsync(call, abandoned) is { } result)
                    await results.WriteAsync(result, CancellationToken.None);
            });
        }
        catch (Exception e)
        {
            bug = e;
        }

        results.Complete(bug);
    }
}
