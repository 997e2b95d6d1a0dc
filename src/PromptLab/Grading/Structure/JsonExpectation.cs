using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Grading.Structure;

/// <summary>The JSON that a grader compares with: <c>value</c>, written in place or referred to, or else the expected answer.</summary>
/// <remarks>A text that holds a JSON object or list, such as a cell of a CSV file, is read as JSON.</remarks>
internal sealed class JsonExpectation
{
    private readonly JsonNode? _literal;
    private readonly ValueSource? _source;

    private JsonExpectation(JsonNode? literal, ValueSource? source) => (_literal, _source) = (literal, source);

    /// <summary>Reads the option; items without the value are reported.</summary>
    public static JsonExpectation Read(GraderSetup setup)
    {
        if (setup.Options.IsMap("value") || setup.Options.IsList("value"))
            return new JsonExpectation(setup.Options.Json("value"), null);
        // A number or word that is written in place keeps its type.
        if (setup.Options.Json("value") is JsonValue scalar && !scalar.TryGetValue(out string? _))
            return new JsonExpectation(scalar, null);
        var source = setup.ReadValue();
        foreach (var item in setup.Items.Where(item => source.FindMissing(item) is null))
            WarnOfBrokenJson(setup, item, source.NodeFor(item));
        return new JsonExpectation(null, source);
    }

    public JsonNode? For(EvalItem item) => _source is null ? _literal : Parsed(_source.NodeFor(item));

    /// <summary>A node, or what it holds if it is a text with a JSON object or list.</summary>
    public static JsonNode? Parsed(JsonNode? node) =>
        LooksLikeJson(node, out var text) && StrictJson.TryParse(text, out var json) ? json : node;

    private static void WarnOfBrokenJson(GraderSetup setup, EvalItem item, JsonNode? node)
    {
        if (!LooksLikeJson(node, out var text))
            return;
        StrictJson.Parse(text, out var problem);
        if (problem is not null)
            setup.Problems.Warn(
                item.File,
                item.Line,
                $"The value of the item “{item.Id}” looks like JSON, and the grader “{setup.Id}” ({setup.Type}) compares it as a text: {problem}"
            );
    }

    private static bool LooksLikeJson(JsonNode? node, out string text)
    {
        text = node is JsonValue value && value.TryGetValue(out string? found) ? found : "";
        return text.TrimStart() is ['{' or '[', ..];
    }
}
