using PromptLab.EvalSets;

namespace PromptLab.Splitting;

/// <summary>The number of items with a tag or label, in total and per split.</summary>
/// <param name="Kind">Whether it is a tag or a label.</param>
/// <param name="Name">The tag or label itself.</param>
/// <param name="Items">The total number of items with it.</param>
/// <param name="BySplit">The number of items with it per split; splits without any are left out.</param>
internal sealed record SplitAttributeCount(SplitAttributeKind Kind, string Name, int Items, IReadOnlyDictionary<string, int> BySplit)
{
    internal static IReadOnlyList<SplitAttributeCount> Of(
        EvalSet evalSet,
        SplitRequest request,
        IReadOnlyDictionary<string, string> splits
    ) =>
        [
            .. evalSet
                .Items.SelectMany(item => request.AttributesOf(item).Select(attribute => (Attribute: attribute, Split: splits[item.Id])))
                .GroupBy(pair => pair.Attribute)
                .Select(group => new SplitAttributeCount(
                    group.Key.Kind,
                    group.Key.Name,
                    group.Count(),
                    group.CountBy(pair => pair.Split, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal)
                ))
                .OrderBy(count => count.Kind)
                .ThenByDescending(count => count.Items)
                .ThenBy(count => count.Name, StringComparer.Ordinal),
        ];
}
