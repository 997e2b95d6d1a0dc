using PromptLab.Models;
using PromptLab.Prompts;
using PromptLab.Results;

namespace PromptLab.Planning;

/// <summary>One run of a setup: a prompt version asked of a model.</summary>
/// <param name="Identity">What it asks of what, as hashes and names.</param>
/// <param name="Prompt">The prompt version.</param>
/// <param name="Model">The model.</param>
internal sealed record PlannedRun(RunIdentity Identity, Prompt Prompt, ModelDefinition Model)
{
    public static PlannedRun Of(RunConditions conditions, Prompt prompt, IReadOnlyList<string> changes, ModelDefinition model) =>
        new(conditions.IdentityOf(prompt, changes, model), prompt, model);
}
