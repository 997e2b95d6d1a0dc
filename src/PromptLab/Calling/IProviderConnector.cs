using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>Makes the chat clients of providers. <c>ProviderConnector</c> of PromptLab.Providers knows every kind that is called.</summary>
public interface IProviderConnector
{
    /// <summary>
    /// A client of a model, without any wrapper: one call is one request, without retries or a time limit. It fails
    /// with <see cref="ModelCallException"/>, whose message never holds the key. Whoever asks for it disposes it.
    /// </summary>
    /// <param name="model">The model. Its provider is of a kind that is called, not recorded.</param>
    /// <param name="endpoint">The base address.</param>
    /// <param name="key">The key; null where none is sent.</param>
    /// <param name="time">The clock by which dates in headers are read.</param>
    IChatClient Connect(ModelDefinition model, Uri endpoint, string? key, TimeProvider time);
}
