using System.Collections.Concurrent;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// The rate limits of models: models that are the same at the provider share theirs, across all runs of a project.
/// Thread-safe.
/// </summary>
internal sealed class ModelLimits : IDisposable
{
    private readonly ConcurrentDictionary<(string Provider, string Id), ModelRateLimiter> _limiters = new();

    /// <summary>The limiter of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="limit">How often it may be asked; the first one that is named for a model holds.</param>
    public ModelRateLimiter Of(ModelDefinition model, RateLimit limit) =>
        _limiters.GetOrAdd((model.Provider.Name, model.Id), _ => new ModelRateLimiter(limit));

    /// <summary>Ends the limits: nobody may wait for one any more.</summary>
    public void Dispose()
    {
        foreach (var limiter in _limiters.Values)
            limiter.Dispose();
    }
}
