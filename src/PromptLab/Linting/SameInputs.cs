using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;

namespace PromptLab.Linting;

/// <summary>Items that are the same to a model: their inputs are equal, whatever the case and the white space.</summary>
internal static class SameInputs
{
    /// <summary>The groups of such items of an eval set, two or more in each.</summary>
    public static IReadOnlyList<IReadOnlyList<EvalItem>> Of(EvalSet evalSet) =>
        [
            .. evalSet
                .Items.GroupBy(item => StrippedMarkdown.Normalise(TextOf(item)), StringComparer.Ordinal)
                .Where(same => same.Skip(1).Any())
                .Select(same => (IReadOnlyList<EvalItem>)[.. same]),
        ];

    /// <summary>All fields of an item's input as one text.</summary>
    internal static string TextOf(EvalItem item) =>
        string.Join(
            '\n',
            item.Input.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => CanonicalJson.TextOf(field.Value))
        );
}
