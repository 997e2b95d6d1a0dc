using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.EvalSets;

/// <summary>
/// The seal of an item: a hash of its input alone. A relabelled, renamed or copied item keeps it, and so does one whose white space
/// was changed.
/// </summary>
internal static class ItemSeal
{
    /// <summary><c>sha256:</c> with 12 digits, over the values of the input fields, ordered by name, with white space folded.</summary>
    public static string Of(IReadOnlyDictionary<string, JsonNode> input) =>
        ContentHash.Short(
            ContentHash.OfText(
                string.Join(
                    '\n',
                    input
                        .OrderBy(field => field.Key, StringComparer.Ordinal)
                        .Select(field => Fold(CanonicalJson.TextOf(FoldTexts(field.Value))))
                        .Where(text => text.Length > 0)
                )
            )
        );

    // The texts of a conversation are folded before they are escaped.
    private static JsonNode? FoldTexts(JsonNode? value) =>
        value switch
        {
            JsonArray list => new JsonArray([.. list.Select(FoldTexts)]),
            JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, FoldTexts(pair.Value)))),
            JsonValue scalar when scalar.TryGetValue(out string? text) => JsonValue.Create(Fold(text)),
            _ => value?.DeepClone(),
        };

    private static string Fold(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
