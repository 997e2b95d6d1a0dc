using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Linting;

/// <summary>Finds duplicate items: their inputs are equal except for case and white space.</summary>
internal static class DuplicateInputs
{
    /// <summary>The groups of duplicates in an eval set, with at least two items each.</summary>
    public static IReadOnlyList<IReadOnlyList<EvalItem>> FindGroups(EvalSet evalSet) =>
        [
            .. evalSet
                .Items.GroupBy(item => ComparableText.Normalise(InputText(item)), StringComparer.Ordinal)
                .Where(same => same.Skip(1).Any())
                .Select(same => (IReadOnlyList<EvalItem>)[.. same]),
        ];

    /// <summary>All input fields of an item as one text, ordered by name.</summary>
    internal static string InputText(EvalItem item) =>
        string.Join(
            '\n',
            item.Input.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => CanonicalJson.TextOf(field.Value))
        );
}
