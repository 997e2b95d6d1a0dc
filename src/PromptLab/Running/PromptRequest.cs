using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Models;
using PromptLab.Prompts;

namespace PromptLab.Running;

/// <summary>The options of the request that a prompt makes of a model, the same for a call and for the look-up of its recording.</summary>
internal static class PromptRequest
{
    /// <summary>Creates the options of one call.</summary>
    /// <param name="model">The model with its parameters.</param>
    /// <param name="prompt">The prompt, with its response schema and its tools.</param>
    /// <param name="input">The item's input.</param>
    /// <param name="repeat">The repeat, from 1.</param>
    /// <param name="step">The step, from 1.</param>
    /// <param name="sample">Which of several responses to the same messages, from 1.</param>
    public static ChatOptions Options(
        ModelDefinition model,
        Prompt prompt,
        IReadOnlyDictionary<string, JsonNode> input,
        int repeat,
        int step = 1,
        int sample = 1
    )
    {
        var options = ChatRequest.Options(model, prompt.ResponseSchema, repeat, step, sample, input);
        if (prompt.Tools.Count > 0)
            options.Tools = [.. prompt.Tools.Select(tool => new ToolDeclaration(tool.Name, tool.Description, tool.Parameters))];
        return options;
    }
}
