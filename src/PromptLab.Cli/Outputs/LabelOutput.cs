using System.Text.Json.Serialization;
using PromptLab.Promoting;
using PromptLab.Prompts;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>label</c>, <c>promote</c> and <c>rollback</c>.</summary>
/// <param name="Prompt">The prompt's name.</param>
/// <param name="Label">The label.</param>
/// <param name="Before">The version that it named before; null for a new label.</param>
/// <param name="After">The version that it names now.</param>
/// <param name="Move">The entry in the history; missing if the label named this version already.</param>
internal sealed record LabelOutput(
    string Prompt,
    string Label,
    string? Before,
    string After,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LabelMove? Move
) : IJsonOutput
{
    public static LabelOutput Of(LabelResult result) => new(result.Prompt, result.Label, result.Before, result.After, result.Move);
}
