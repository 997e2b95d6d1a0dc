using System.Threading.Channels;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>
/// The files of runs that go on together: keeps each response and each result in a journal of its run, and closes the
/// runs. They may be kept from many threads; one writes them.
/// </summary>
internal sealed class RunWriter : IRunWriter, IAsyncDisposable
{
    private readonly RunStore _store;
    private readonly Action<ItemResult, RunTally>? _kept;
    private readonly Dictionary<string, RunSlot> _runs = new(StringComparer.Ordinal);
    private readonly Channel<Pending> _pending = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _keeping;

    /// <summary>Opens the journals of runs that were just begun.</summary>
    /// <param name="store">Where the runs are.</param>
    /// <param name="begun">The runs.</param>
    /// <param name="kept">Is told of each result that was kept, one after the other, and what is known with it.</param>
    public RunWriter(RunStore store, IEnumerable<RunRecord> begun, Action<ItemResult, RunTally>? kept = null)
    {
        (_store, _kept) = (store, kept);
        foreach (var record in begun)
            _runs.Add(record.RunId, new RunSlot(store, record));
        _keeping = Task.Run(KeepAllAsync);
    }

    /// <summary>What is known so far.</summary>
    public RunTally Tally { get; private set; } = new();

    /// <summary>Counts what the journals of a resumed run have already.</summary>
    public void Take(ResumePlan plan)
    {
        _runs[plan.Record.RunId].Take(plan);
        Tally = Tally.And(plan.Tally);
    }

    /// <summary>Writes a response to <c>calls.jsonl</c> of its run. When the task ends, the operating system has it.</summary>
    public Task KeepAsync(CallResponse response)
    {
        var run = _runs[response.Result.RunId];
        return KeepAsync(new Pending(run, CallLine.Of(response, run.Record).ToUtf8(), response.Key, Result: null));
    }

    /// <summary>Writes a result to its run's journal, and only then counts it. When the task ends, the operating system has it.</summary>
    public Task KeepAsync(ItemResult result)
    {
        result = SealedTexts.Kept(result);
        return KeepAsync(
            new Pending(
                _runs[result.RunId],
                ItemResultJson.WriteUtf8(result),
                new CallKey(result.RunId, result.ItemId, result.Repeat),
                result
            )
        );
    }

    /// <summary>
    /// Closes the journals and ends each run by what its journal holds. Runs come back in the order in which they were
    /// begun.
    /// </summary>
    /// <param name="completedAt">The moment.</param>
    /// <param name="stopped">Why calls were not made; empty where nothing was in their way.</param>
    public Task<IReadOnlyList<FinishedRun>> EndAsync(DateTimeOffset completedAt, IReadOnlyList<string> stopped) =>
        EndAsync(completedAt, _ => stopped);

    /// <summary>The same where each run has reasons of its own.</summary>
    /// <param name="completedAt">The moment.</param>
    /// <param name="stopped">Why calls of a run were not made, by its id; empty where nothing was in their way.</param>
    public async Task<IReadOnlyList<FinishedRun>> EndAsync(DateTimeOffset completedAt, Func<string, IReadOnlyList<string>> stopped)
    {
        await DisposeAsync();
        return [.. _runs.Values.Select(run => End(run, completedAt, stopped(run.Record.RunId)))];
    }

    /// <summary>Waits until everything is kept, and closes the journals.</summary>
    public async ValueTask DisposeAsync()
    {
        _pending.Writer.TryComplete();
        await _keeping;
        foreach (var run in _runs.Values)
            run.Dispose();
    }

    // A result, or a response whose result is yet to come.
    private sealed record Pending(RunSlot Run, byte[] Line, CallKey Call, ItemResult? Result)
    {
        public TaskCompletionSource Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private Task KeepAsync(Pending pending) =>
        _pending.Writer.TryWrite(pending) ? pending.Stored.Task : throw new ObjectDisposedException(nameof(RunWriter));

    // What comes while lines are written is written together next: nobody waits for a lock.
    private async Task KeepAllAsync()
    {
        var together = new List<Pending>();
        while (await _pending.Reader.WaitToReadAsync())
        {
            while (_pending.Reader.TryRead(out var pending))
                together.Add(pending);
            Keep(together);
            together.Clear();
        }
    }

    private void Keep(List<Pending> together)
    {
        try
        {
            foreach (var pending in together)
                pending.Run.Add(pending.Line, isResult: pending.Result is not null);
            foreach (var run in _runs.Values)
                run.Write();
            foreach (var pending in together)
            {
                Count(pending);
                pending.Stored.SetResult();
            }
        }
        catch (Exception e)
        {
            // Whoever waits for a result that could not be kept has to know.
            together.ForEach(pending => pending.Stored.TrySetException(e));
        }
    }

    private void Count(Pending pending)
    {
        pending.Run.Count(pending.Call, pending.Result);
        if (pending.Result is not { } result)
            return;
        Tally = Tally.And(result);
        _kept?.Invoke(result, Tally);
    }

    private FinishedRun End(RunSlot run, DateTimeOffset completedAt, IReadOnlyList<string> stopped)
    {
        var problems = new Problems();
        var adding = new RunSummary.Accumulator();
        var failures = new Dictionary<string, Failure>(StringComparer.Ordinal);
        var models = new SortedSet<string>(StringComparer.Ordinal);
        _store.WriteView(run.Record, run.Fields, problems, result =>
        {
            adding.Add(result);
            if (result.Failure is { } failure)
                failures.TryAdd(failure.Type, failure);
            if (result.ResponseModel is { } model)
                models.Add(model);
        });
        problems.ThrowIfErrors();
        var summary = adding.Summary();
        var status =
            summary.Results < run.Record.EvalSet.Items * run.Record.Repeats ? RunStatus.Unfinished
            : summary.HasTooManyErrors ? RunStatus.Incomplete
            : RunStatus.Completed;
        var record = run.Record with { Stopped = status == RunStatus.Unfinished && stopped.Count > 0 ? stopped : null };
        return new FinishedRun(_store.End(record, status, completedAt, [.. models], summary), summary, [.. failures.Values])
        {
            Ungraded = run.Ungraded,
        };
    }
}
