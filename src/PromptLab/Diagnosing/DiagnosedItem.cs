using PromptLab.Comparing;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Running;

namespace PromptLab.Diagnosing;

/// <summary>One item of the run that is looked at, its repeats taken together.</summary>
public sealed record DiagnosedItem
{
    private DiagnosedItem(ComparedSide side, ItemResult shown) => (Side, Shown) = (side, shown);

    /// <summary>The item's id.</summary>
    public string ItemId => Shown.ItemId;

    /// <summary>The item's tags, each once.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The label or choice that was wanted; null where no grader compares labels.</summary>
    public required string? Label { get; init; }

    /// <summary>The length of the input in characters, all fields together.</summary>
    public int InputLength => Input.Length;

    /// <summary>How it came out over its repeats; null where none was decided.</summary>
    public Stability? Stability =>
        (Side.Passed, Side.Failed) switch
        {
            (0, 0) => null,
            (_, 0) => Diagnosing.Stability.AlwaysPass,
            (0, _) => Diagnosing.Stability.AlwaysFail,
            _ => Diagnosing.Stability.Flaky,
        };

    /// <summary>True where at least half of the decided repeats fail.</summary>
    public bool IsFailing => Side.Status == ItemStatus.Fail;

    /// <summary>True where a repeat was decided.</summary>
    public bool IsDecided => Stability is not null;

    /// <summary>Why it fails; null where it does not.</summary>
    public required FailureReason? Reason { get; init; }

    /// <summary>The input's texts, field after field in the order of their names.</summary>
    public required string Input { get; init; }

    /// <summary>The response of the first repeat that came out as the item did; empty where there is none.</summary>
    public string Output => Shown.Output ?? "";

    internal ComparedSide Side { get; }

    internal ItemResult Shown { get; }

    /// <summary>The items of a run's results, sorted by id.</summary>
    /// <param name="results">Every result of every repeat, in any order.</param>
    public static IReadOnlyList<DiagnosedItem> Of(IEnumerable<ItemResult> results) =>
        [
            .. results
                .GroupBy(result => result.ItemId, StringComparer.Ordinal)
                .OrderBy(item => item.Key, StringComparer.Ordinal)
                .Select(item => Of([.. item])),
        ];

    private static DiagnosedItem Of(IReadOnlyList<ItemResult> repeats)
    {
        var side = ComparedSide.Of(repeats);
        var shown = side.Results.First(result => result.Status == side.Status);
        return new DiagnosedItem(side, shown)
        {
            Reason = side.Status == ItemStatus.Fail ? FailureReason.Of(side.Results) : null,
            Tags = [.. shown.Tags.Distinct(StringComparer.Ordinal)],
            Label = side
                .Results.SelectMany(result => result.Grade?.Verdicts ?? [])
                .Select(verdict => verdict.Score.Expected)
                .FirstOrDefault(wanted => wanted is not null),
            Input = string.Join(
                '\n',
                shown.Input.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => CanonicalJson.TextOf(field.Value))
            ),
        };
    }
}
