using PromptLab.Models;
using PromptLab.Prompts;

namespace PromptLab.Running;

/// <summary>One run to be made: a prompt version asked of a model.</summary>
/// <param name="RunId">The id of the run.</param>
/// <param name="Prompt">The prompt version.</param>
/// <param name="Model">The model.</param>
public sealed record RunTarget(string RunId, Prompt Prompt, Model Model);
