using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>The open files of one run, and what they hold that is not in a result yet. Not thread-safe.</summary>
internal sealed class RunSlot(RunStore store, RunRecord record) : IDisposable
{
    private readonly RunJournal _items = store.OpenJournal(record.RunId);
    private readonly HashSet<CallKey> _ungraded = [];
    private RunJournal? _calls; // most runs need none

    /// <summary>The run.</summary>
    public RunRecord Record => record;

    /// <summary>The fields of its results.</summary>
    public ItemsCsvFields Fields { get; } = new();

    /// <summary>How many responses have no result.</summary>
    public int Ungraded => _ungraded.Count;

    /// <summary>Takes over what a resumed run has already.</summary>
    public void Take(ResumePlan plan)
    {
        Fields.Add(plan.Fields);
        _ungraded.UnionWith(plan.ToGrade.Keys);
    }

    /// <summary>Adds a line to those that are written next.</summary>
    public void Add(ReadOnlySpan<byte> line, bool isResult) => (isResult ? _items : _calls ??= store.OpenCalls(record.RunId)).Add(line);

    /// <summary>Writes what was added: responses before results.</summary>
    public void Write()
    {
        _calls?.Write();
        _items.Write();
    }

    /// <summary>Counts what was written: a result, or a response where that is null.</summary>
    public void Count(CallKey call, ItemResult? result)
    {
        if (result is null)
        {
            _ungraded.Add(call);
            return;
        }

        Fields.Add(result);
        _ungraded.Remove(call);
    }

    /// <summary>Flushes to the disk and closes.</summary>
    public void Dispose()
    {
        _calls?.Dispose();
        _items.Dispose();
    }
}
