using System.Collections.Concurrent;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// The rate limiters of models, shared by all runs of a project. Models with the same provider and id share one. Thread-safe.
/// </summary>
internal sealed class ModelRateLimiters : IDisposable
{
    private readonly ConcurrentDictionary<(string Provider, string Id), ModelRateLimiter> _limiters = new();

    /// <summary>The limiter of a model, created on first use.</summary>
    /// <param name="model">The model to limit.</param>
    /// <param name="limit">The rate limit; ignored if the model already has a limiter.</param>
    public ModelRateLimiter For(ModelDefinition model, RateLimit limit) =>
        _limiters.GetOrAdd((model.Provider.Name, model.Id), _ => new ModelRateLimiter(limit));

    /// <summary>Disposes all limiters; calls that are still waiting fail.</summary>
    public void Dispose()
    {
        foreach (var limiter in _limiters.Values)
            limiter.Dispose();
    }
}
