using System.Text.Json.Nodes;
using PromptLab.EvalSets;

namespace PromptLab.Grading.Instructions;

/// <summary>Fills the references of a list of instructions, such as <c>{expected.n}</c>, with the values of an item.</summary>
internal static class ReferenceValues
{
    /// <summary>The list with every text filled; a text that is one reference becomes the value, so that a number stays a number.</summary>
    public static JsonNode? Fill(JsonNode? node, EvalItem item) =>
        node switch
        {
            JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Fill(pair.Value, item)))),
            JsonArray list => new JsonArray([.. list.Select(entry => Fill(entry, item))]),
            JsonValue value when value.TryGetValue(out string? text) => new ValueSource(text).NodeFor(item)?.DeepClone(),
            _ => node?.DeepClone(),
        };

    /// <summary>True if a text of the list refers to a value of the item.</summary>
    public static bool HasAny(JsonNode? node) => Texts(node).Any(text => new ValueSource(text).HasReference);

    /// <summary>The first reference for which an item has no value; null if it has them all.</summary>
    public static string? FindMissing(JsonNode? node, EvalItem item) =>
        Texts(node).Select(text => new ValueSource(text).FindMissing(item)).FirstOrDefault(name => name is not null);

    private static IEnumerable<string> Texts(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.SelectMany(pair => Texts(pair.Value)),
            JsonArray list => list.SelectMany(Texts),
            JsonValue value when value.TryGetValue(out string? text) => [text],
            _ => [],
        };
}
