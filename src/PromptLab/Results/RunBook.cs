using PromptLab.Files;
using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>The files of runs that go on together: keeps each result in its run's journal, and closes the runs. Results may be kept from many threads.</summary>
public sealed class RunBook : IDisposable
{
    private readonly Lock _lock = new();
    private readonly RunStore _store;
    private readonly Dictionary<string, Page> _runs = new(StringComparer.Ordinal);

    /// <summary>Opens the journals of runs that were just begun.</summary>
    public RunBook(RunStore store, IEnumerable<RunRecord> begun)
    {
        _store = store;
        foreach (var record in begun)
            _runs.Add(record.RunId, new Page(record, store.OpenJournal(record.RunId), new ItemsCsvFields()));
    }

    /// <summary>What is known so far.</summary>
    public RunTally Tally { get; private set; } = new();

    /// <summary>Counts what the journal of a resumed run has already.</summary>
    public void Take(ResumePlan plan)
    {
        _runs[plan.Record.RunId].Fields.Add(plan.Fields);
        Tally = plan.Reused.Aggregate(Tally, (tally, result) => tally.And(result));
    }

    /// <summary>Writes a result to its run's journal, and only then counts it.</summary>
    /// <returns>What is known with it.</returns>
    public RunTally Keep(ItemResult result)
    {
        var run = _runs[result.RunId];
        run.Journal.Append(result);
        lock (_lock)
        {
            run.Fields.Add(result);
            return Tally = Tally.And(result);
        }
    }

    /// <summary>Closes the journals and ends each run by what its journal holds. Runs come back in the order in which they were begun.</summary>
    /// <param name="completedAt">The moment.</param>
    /// <param name="stopped">Why calls were not made; empty where nothing was in their way.</param>
    public IReadOnlyList<FinishedRun> End(DateTimeOffset completedAt, IReadOnlyList<string> stopped)
    {
        Dispose();
        return [.. _runs.Values.Select(run => End(run, completedAt, stopped))];
    }

    /// <summary>Closes the journals.</summary>
    public void Dispose()
    {
        foreach (var run in _runs.Values)
            run.Journal.Dispose();
    }

    private sealed record Page(RunRecord Record, RunJournal Journal, ItemsCsvFields Fields);

    private FinishedRun End(Page run, DateTimeOffset completedAt, IReadOnlyList<string> stopped)
    {
        var problems = new Problems();
        var results = _store.WriteView(run.Record, run.Fields, problems);
        problems.ThrowIfAny();
        var summary = RunSummary.Of(results);
        var status = results.Count < run.Record.EvalSet.Items * run.Record.Repeats ? RunStatus.Unfinished
            : summary.HasTooManyErrors ? RunStatus.Incomplete
            : RunStatus.Completed;
        var record = run.Record with { Stopped = status == RunStatus.Unfinished && stopped.Count > 0 ? stopped : null };
        return new FinishedRun(_store.End(record, status, completedAt, results, summary), results, summary);
    }
}
