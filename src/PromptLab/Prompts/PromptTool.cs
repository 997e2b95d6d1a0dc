using System.Text.Json.Nodes;

namespace PromptLab.Prompts;

/// <summary>A tool that a prompt offers to the model. A call of it is recorded and graded; nothing is ever executed.</summary>
/// <param name="Name">The name: letters, digits, <c>_</c> and <c>-</c>, at most 64.</param>
/// <param name="Description">What it is for; null if the prompt does not say.</param>
/// <param name="Parameters">The JSON Schema of its arguments, an object.</param>
internal sealed record PromptTool(string Name, string? Description, JsonObject Parameters)
{
    /// <summary>The tool as it enters the prompt's hash and as it is shown.</summary>
    public JsonObject ToJson() =>
        new()
        {
            ["name"] = Name,
            ["description"] = Description,
            ["parameters"] = Parameters.DeepClone(),
        };
}
