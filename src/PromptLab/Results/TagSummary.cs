using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>How the items of one tag came out.</summary>
public sealed record TagSummary
{
    /// <summary>The tag.</summary>
    public required string Tag { get; init; }

    /// <summary>How many results it has, errors and undecided ones among them.</summary>
    public required int Results { get; init; }

    /// <summary>How many of them have a score.</summary>
    public required int Scored { get; init; }

    /// <summary>How many of them passed.</summary>
    public required int Passed { get; init; }

    /// <summary>The mean over the scored items of the share of their repeats that passed, 0 to 1; null where nothing was scored.</summary>
    public required double? PassRate { get; init; }

    internal static IReadOnlyList<TagSummary> Of(IReadOnlyList<ItemResult> results) =>
        [.. results
            .SelectMany(result => result.Tags.Select(tag => (Tag: tag, Result: result)))
            .GroupBy(pair => pair.Tag, pair => pair.Result, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Of(group.Key, [.. group]))];

    private static TagSummary Of(string tag, IReadOnlyList<ItemResult> results)
    {
        var scored = results.Where(result => result.Score is not null).ToList();
        return new TagSummary
        {
            Tag = tag,
            Results = results.Count,
            Scored = scored.Count,
            Passed = scored.Count(RunSummary.Passes),
            PassRate = RunSummary.PassRateOf(scored),
        };
    }
}
