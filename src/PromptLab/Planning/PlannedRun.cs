using PromptLab.Models;
using PromptLab.Prompts;
using PromptLab.Results;

namespace PromptLab.Planning;

/// <summary>One run of a setup: a prompt version with a model.</summary>
/// <param name="Identity">The run's prompt, model, eval set and graders, as names and hashes.</param>
/// <param name="Prompt">The prompt version.</param>
/// <param name="Model">The model from <c>promptlab.yaml</c> or from the host.</param>
internal sealed record PlannedRun(RunIdentity Identity, Prompt Prompt, ModelDefinition Model)
{
    public static PlannedRun Of(RunConditions conditions, Prompt prompt, IReadOnlyList<string> changes, ModelDefinition model) =>
        new(conditions.IdentityOf(prompt, changes, model), prompt, model);
}
