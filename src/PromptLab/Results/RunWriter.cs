using System.Threading.Channels;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>
/// The files of runs that go on together: keeps each result in its run's journal, and closes the runs. Results may be
/// kept from many threads; one writes them.
/// </summary>
public sealed class RunWriter : IDisposable
{
    private readonly RunStore _store;
    private readonly Action<ItemResult, RunTally>? _kept;
    private readonly Dictionary<string, Page> _runs = new(StringComparer.Ordinal);
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
            _runs.Add(record.RunId, new Page(record, store.OpenJournal(record.RunId), new ItemsCsvFields()));
        _keeping = Task.Run(KeepAllAsync);
    }

    /// <summary>What is known so far.</summary>
    public RunTally Tally { get; private set; } = new();

    /// <summary>Counts what the journal of a resumed run has already.</summary>
    public void Take(ResumePlan plan)
    {
        _runs[plan.Record.RunId].Fields.Add(plan.Fields);
        Tally = Tally.And(plan.Tally);
    }

    /// <summary>Writes a result to its run's journal, and only then counts it. When the task ends, the operating system has it.</summary>
    public Task KeepAsync(ItemResult result)
    {
        var pending = new Pending(
            result,
            ItemResultJson.WriteUtf8(result),
            new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
        );
        return _pending.Writer.TryWrite(pending) ? pending.Kept.Task : throw new ObjectDisposedException(nameof(RunWriter));
    }

    /// <summary>
    /// Closes the journals and ends each run by what its journal holds. Runs come back in the order in which they were
    /// begun.
    /// </summary>
    /// <param name="completedAt">The moment.</param>
    /// <param name="stopped">Why calls were not made; empty where nothing was in their way.</param>
    public IReadOnlyList<FinishedRun> End(DateTimeOffset completedAt, IReadOnlyList<string> stopped) => End(completedAt, _ => stopped);

    /// <summary>The same where each run has reasons of its own.</summary>
    /// <param name="completedAt">The moment.</param>
    /// <param name="stopped">Why calls of a run were not made, by its id; empty where nothing was in their way.</param>
    public IReadOnlyList<FinishedRun> End(DateTimeOffset completedAt, Func<string, IReadOnlyList<string>> stopped)
    {
        Dispose();
        return [.. _runs.Values.Select(run => End(run, completedAt, stopped(run.Record.RunId)))];
    }

    /// <summary>Waits until everything is kept, and closes the journals.</summary>
    public void Dispose()
    {
        _pending.Writer.TryComplete();
        _keeping.GetAwaiter().GetResult();
        foreach (var run in _runs.Values)
            run.Journal.Dispose();
    }

    private sealed record Page(RunRecord Record, RunJournal Journal, ItemsCsvFields Fields);

    private sealed record Pending(ItemResult Result, byte[] Line, TaskCompletionSource Kept);

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
            foreach (var (result, line, _) in together)
                _runs[result.RunId].Journal.Add(line);
            foreach (var run in _runs.Values)
                run.Journal.Write();
            foreach (var (result, _, kept) in together)
            {
                _runs[result.RunId].Fields.Add(result);
                Tally = Tally.And(result);
                _kept?.Invoke(result, Tally);
                kept.SetResult();
            }
        }
        catch (Exception e)
        {
            // Whoever waits for a result that could not be kept has to know.
            together.ForEach(pending => pending.Kept.TrySetException(e));
        }
    }

    private FinishedRun End(Page run, DateTimeOffset completedAt, IReadOnlyList<string> stopped)
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
        return new FinishedRun(_store.End(record, status, completedAt, [.. models], summary), summary, [.. failures.Values]);
    }
}
