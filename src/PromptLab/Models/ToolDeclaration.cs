using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>A tool as it is offered to a model; it can't be executed.</summary>
/// <param name="name">The name.</param>
/// <param name="description">What it is for; null where nothing is said.</param>
/// <param name="parameters">The JSON Schema of its arguments.</param>
internal sealed class ToolDeclaration(string name, string? description, JsonObject parameters) : AIFunctionDeclaration
{
    // “strict” would change the schema: every argument would be required.
    private static readonly IReadOnlyDictionary<string, object?> NotStrict = new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["strict"] = false,
    };

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string Description => description ?? "";

    /// <inheritdoc/>
    public override JsonElement JsonSchema { get; } = JsonSerializer.SerializeToElement(parameters);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, object?> AdditionalProperties => NotStrict;

    /// <summary>The tools of a request as applications receive them and as its key has them; null where there are none.</summary>
    public static JsonArray? ToJson(ChatOptions options) =>
        options.Tools is { Count: > 0 } tools
            ?
            [
                .. tools
                    .OfType<AIFunctionDeclaration>()
                    .Select(tool => new JsonObject
                    {
                        ["name"] = tool.Name,
                        ["description"] = tool.Description.Length == 0 ? null : tool.Description,
                        ["parameters"] = JsonNode.Parse(tool.JsonSchema.GetRawText()),
                    }),
            ]
            : null;
}
