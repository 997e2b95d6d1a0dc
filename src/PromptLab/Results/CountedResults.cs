using PromptLab.Grading;
using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>What is counted of many results, in as little room as it takes: what many of them say alike is kept once.</summary>
internal sealed class CountedResults(int capacity)
{
    private readonly List<ItemResult> _all = new(capacity);
    private readonly Dictionary<GraderVerdict, GraderVerdict> _verdicts = [];
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _tags = new(StringComparer.Ordinal);

    /// <summary>The results so far, in the order in which they were added.</summary>
    public IReadOnlyList<ItemResult> All => _all;

    /// <summary>Takes note of a result, and gives it back whole.</summary>
    public ItemResult Add(ItemResult result)
    {
        var counted = result.ForCounting();
        _all.Add(counted with
        {
            RunId = Shared(counted.RunId)!,
            Split = Shared(counted.Split),
            Tags = counted.Tags.Count == 0 ? [] : Shared(_tags, string.Join('\n', counted.Tags), counted.Tags),
            ResponseModel = Shared(counted.ResponseModel),
            FinishReason = Shared(counted.FinishReason),
            Fingerprint = Shared(counted.Fingerprint),
            Grade = counted.Grade is { } grade ? grade with { Verdicts = [.. grade.Verdicts.Select(verdict => Shared(_verdicts, verdict, verdict))] } : null,
        });
        return result;
    }

    private string? Shared(string? word) => word is null ? null : Shared(_words, word, word);

    private static T Shared<TKey, T>(Dictionary<TKey, T> known, TKey key, T value)
        where TKey : notnull => known.TryAdd(key, value) ? value : known[key];
}
