using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>The files of runs that go on together: keeps each result in its run's journal, and closes the runs. Not thread-safe.</summary>
public sealed class RunBook : IDisposable
{
    private readonly RunStore _store;
    private readonly Dictionary<string, (RunRecord Record, RunJournal Journal)> _runs = new(StringComparer.Ordinal);

    /// <summary>Opens the journals of runs that were just begun.</summary>
    public RunBook(RunStore store, IEnumerable<RunRecord> begun)
    {
        _store = store;
        foreach (var record in begun)
            _runs.Add(record.RunId, (record, store.OpenJournal(record.RunId)));
    }

    /// <summary>What is known so far.</summary>
    public RunTally Tally { get; } = new();

    /// <summary>Writes a result to its run's journal, and only then counts it.</summary>
    public async Task KeepAsync(ItemResult result)
    {
        await _runs[result.RunId].Journal.AppendAsync(result);
        Tally.Count(result);
    }

    /// <summary>Closes the journals and ends each run by what its journal holds. Runs come back in the order in which they were begun.</summary>
    public IReadOnlyList<FinishedRun> End(DateTimeOffset completedAt)
    {
        Dispose();
        return [.. _runs.Values.Select(run => End(run.Record, completedAt))];
    }

    /// <summary>Closes the journals.</summary>
    public void Dispose()
    {
        foreach (var (_, journal) in _runs.Values)
            journal.Dispose();
    }

    private FinishedRun End(RunRecord record, DateTimeOffset completedAt)
    {
        var problems = new Files.Problems();
        var results = _store.ReadResults(record.RunId, problems);
        problems.ThrowIfAny();
        var summary = RunSummary.Of(results);
        var status = results.Count < record.EvalSet.Items * record.Repeats ? RunStatus.Unfinished
            : summary.HasTooManyErrors ? RunStatus.Incomplete
            : RunStatus.Completed;
        return new FinishedRun(_store.End(record, status, completedAt, results, summary), results, summary);
    }
}
