using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// Creates the chat clients of providers. <c>ProviderConnector</c> in PromptLab.Providers supports every kind that calls a
/// model.
/// </summary>
public interface IProviderConnector
{
    /// <summary>
    /// Creates a client of a model without any wrapper: one call is one request, without retries or a time limit. It fails with
    /// <see cref="ModelCallException"/>, whose message never contains the key. The caller disposes it.
    /// </summary>
    /// <param name="model">The model; the kind of its provider is not <c>recorded</c>.</param>
    /// <param name="endpoint">The base address.</param>
    /// <param name="key">The API key; null if none is sent.</param>
    /// <param name="time">The clock used to interpret dates in headers.</param>
    IChatClient Connect(ModelDefinition model, Uri endpoint, string? key, TimeProvider time);

    /// <summary>
    /// The ids of the models of a local Ollama, newest first; null, the default, where none answers within a second.
    /// </summary>
    /// <param name="endpoint">Its address.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    Task<IReadOnlyList<string>?> ListLocalModelsAsync(Uri endpoint, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>?>(null);
}
