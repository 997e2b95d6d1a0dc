using Microsoft.Extensions.AI;
using PromptLab.Calling;
using PromptLab.Grading;
using PromptLab.Models;
using PromptLab.Workspace;

namespace PromptLab.Experiments;

/// <summary>The project's models for graders, called with the run's cache, budget, retries and rate limits. Thread-safe.</summary>
internal sealed class GraderModels(ProjectWorkspace project, CallSettings settings, CancellationToken stopping) : IGraderModels
{
    private readonly Lock _making = new();
    private readonly Dictionary<string, Model> _made = new(StringComparer.Ordinal);

    public IChatClient? Find(string name)
    {
        lock (_making)
        {
            if (_made.TryGetValue(name, out var known))
                return known.Client;
            if (!project.Config.Models.TryGetValue(name, out var definition))
                return null;
            var model = _made[name] = project.Models.Create(definition, settings, stopping);
            return model.Client;
        }
    }
}
