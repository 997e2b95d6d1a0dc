using PromptLab.Comparing;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Running;

namespace PromptLab.Diagnosing;

/// <summary>One item of the diagnosed run, with its repeats combined.</summary>
internal sealed record DiagnosedItem
{
    private DiagnosedItem(ComparedSide side, ItemResult representative) => (Side, Representative) = (side, representative);

    /// <summary>The item's id.</summary>
    public string ItemId => Representative.ItemId;

    /// <summary>The item's tags without duplicates.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The expected label or choice; null where no grader compares labels.</summary>
    public required string? Label { get; init; }

    /// <summary>The length of all input fields together, in characters.</summary>
    public int InputLength => Input.Length;

    /// <summary>Whether the decided repeats pass, fail or vary; null where none was decided.</summary>
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

    /// <summary>True where at least one repeat was decided.</summary>
    public bool IsDecided => Stability is not null;

    /// <summary>The most frequent reason of its failed repeats; null where the item does not fail.</summary>
    public required FailureReason? Reason { get; init; }

    /// <summary>The texts of the input fields, one per line, in order of the field names.</summary>
    public required string Input { get; init; }

    /// <summary>The response of the first repeat with the same status as the item; empty where there is none.</summary>
    public string Output => Representative.Output ?? "";

    internal ComparedSide Side { get; }

    internal ItemResult Representative { get; }

    /// <summary>Combines the results of a run into items, sorted by id.</summary>
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
        var representative = side.Results.First(result => result.Status == side.Status);
        return new DiagnosedItem(side, representative)
        {
            Reason = side.Status == ItemStatus.Fail ? FailureReason.Of(side.Results) : null,
            Tags = [.. representative.Tags.Distinct(StringComparer.Ordinal)],
            Label = side
                .Results.SelectMany(result => result.Grade?.Verdicts ?? [])
                .Select(verdict => verdict.Score.Expected)
                .FirstOrDefault(expected => expected is not null),
            Input = string.Join(
                '\n',
                representative.Input.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => CanonicalJson.TextOf(field.Value))
            ),
        };
    }
}
