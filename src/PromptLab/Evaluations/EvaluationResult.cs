using PromptLab.EvalSets;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Texts;

namespace PromptLab.Evaluations;

/// <summary>What a prompt scored on the items of an eval set. Immutable.</summary>
public sealed class EvaluationResult
{
    private readonly IReadOnlyList<ItemResult> _results;

    internal EvaluationResult(
        Prompt prompt,
        EvalSet evalSet,
        int planned,
        IReadOnlyList<ItemResult> results,
        IReadOnlyList<string> stopReasons
    )
    {
        (Prompt, EvalSetName, StopReasons) = (prompt, evalSet.Name, stopReasons);
        _results = results;
        Summary = RunSummary.Of(results);
        CallsNotMade = planned - results.Count;
    }

    /// <summary>The prompt that was evaluated.</summary>
    public Prompt Prompt { get; }

    /// <summary>The name of the eval set.</summary>
    public string EvalSetName { get; }

    /// <summary>The counts, rates, graders, tags, usage and latencies of all results.</summary>
    public RunSummary Summary { get; }

    /// <summary>How many calls were not made, because none could succeed any more, as with a refused key; else 0.</summary>
    public int CallsNotMade { get; }

    /// <summary>Why calls were not made, a sentence each; empty where every call was.</summary>
    public IReadOnlyList<string> StopReasons { get; }

    /// <summary>The share of scored results that passed, with its 95% interval; without a value where nothing was scored.</summary>
    public Rate PassRate => Rate.OfItems(Summary.PassRate, Summary.PassInterval, Summary.Passed, Summary.Scored);

    /// <summary>The mean score, from 0 to 1, each item by its weight, with its 95% interval.</summary>
    public Rate MeanScore =>
        new()
        {
            Value = Summary.ScoreMean,
            Interval = Summary.ScoreInterval,
            Scored = Summary.Scored,
        };

    /// <summary>How many results there are: one for each item and repeat that was called.</summary>
    public int Count => _results.Count;

    /// <summary>The ids of the items that have results, in ordinal order.</summary>
    public IEnumerable<string> Ids => _results.Select(result => result.ItemId).Distinct(StringComparer.Ordinal);

    /// <summary>
    /// True where the rates must not be used: more than 2% of the calls failed or were not made. Which items fail is not
    /// chance, so the rest is not a fair sample.
    /// </summary>
    public bool HasTooManyErrors => Summary.HasTooManyErrors || CallsNotMade > 0;

    /// <summary>The results, in order of item and repeat.</summary>
    public IEnumerable<ItemResult> Enumerate() => _results;

    /// <summary>The result of an item.</summary>
    /// <param name="itemId">The item's id.</param>
    /// <param name="repeat">Which repeat, from 1.</param>
    /// <exception cref="KeyNotFoundException">There is no such result.</exception>
    public ItemResult Of(string itemId, int repeat = 1) =>
        _results.FirstOrDefault(result => result.ItemId == itemId && result.Repeat == repeat)
        ?? throw new KeyNotFoundException(FormattableString.Invariant($"There is no result of the item “{itemId}” in repeat {repeat}."));

    /// <summary>
    /// The pass rate with its counts and interval, such as <c>41.7% (20/48), 95% 28.8% to 55.7%</c>, followed by what is not
    /// in it and the first failed items, for the message of an assertion.
    /// </summary>
    public override string ToString() => string.Join('\n', Lines());

    private IEnumerable<string> Lines()
    {
        yield return PassRate + Missing();
        foreach (var reason in StopReasons)
            yield return reason;
        const int shown = 3;
        foreach (var failure in Summary.Failures.Take(shown))
            yield return $"failed calls: {Format.Count(failure.Value)} of type {failure.Key}, the first: {FirstOf(failure.Key)}";
    }

    private string Missing()
    {
        string[] parts =
        [
            .. Summary.Undecided > 0 ? [$"{Format.Count(Summary.Undecided)} undecided"] : Array.Empty<string>(),
            .. Summary.Errors > 0 ? [$"{Format.Count(Summary.Errors)} failed"] : Array.Empty<string>(),
            .. CallsNotMade > 0 ? [$"{Format.Count(CallsNotMade)} not called"] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? "" : $"; {string.Join(", ", parts)} of {Format.Count(Count + CallsNotMade)}";
    }

    private string FirstOf(string type) =>
        _results.First(result => result.Failure?.Type == type) is var first ? $"{first.ItemId}: {first.Failure!.Message}" : "";
}
