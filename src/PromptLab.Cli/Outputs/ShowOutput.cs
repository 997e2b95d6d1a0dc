using System.Text.Json.Nodes;
using PromptLab.Projects;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>show</c>.</summary>
/// <param name="Prompt">The version's reference.</param>
/// <param name="Hash">Its content hash, with <c>sha256:</c>.</param>
/// <param name="Item">The id of the item whose values are filled in; null if none was named.</param>
/// <param name="Messages">The messages that a model receives.</param>
/// <param name="ResponseSchema">The JSON schema that responses must follow; null if there is none.</param>
/// <param name="Tools">The tools that the model may call; null if there are none.</param>
internal sealed record ShowOutput(
    string Prompt,
    string Hash,
    string? Item,
    IReadOnlyList<MessageOutput> Messages,
    JsonNode? ResponseSchema,
    JsonNode? Tools
) : IJsonOutput
{
    public static ShowOutput Of(ShowResult shown) =>
        new(
            shown.Prompt.Reference,
            shown.Prompt.Hash,
            shown.Item,
            MessageOutput.Of(shown.Messages),
            shown.Prompt.ResponseSchema,
            shown.Prompt.Tools.Count > 0 ? new JsonArray([.. shown.Prompt.Tools.Select(tool => tool.ToJson())]) : null
        );
}
