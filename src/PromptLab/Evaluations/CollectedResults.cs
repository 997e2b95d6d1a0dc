using System.Collections.Concurrent;
using PromptLab.Results;
using PromptLab.Running;

namespace PromptLab.Evaluations;

/// <summary>Keeps results in memory. Thread-safe while the run goes on.</summary>
internal sealed class CollectedResults : IRunWriter
{
    private readonly ConcurrentBag<ItemResult> _results = [];

    /// <summary>The results in order of item and repeat, which is the same for every order of arrival.</summary>
    public IReadOnlyList<ItemResult> Sorted() => [.. RunJournal.Sort(_results)];

    // Only its graded result is wanted.
    public Task KeepAsync(CallResponse response) => Task.CompletedTask;

    public Task KeepAsync(ItemResult result)
    {
        _results.Add(result);
        return Task.CompletedTask;
    }
}
