using Azure.Core;
using Microsoft.Extensions.AI;
using PromptLab.Calling;
using PromptLab.Models;

namespace PromptLab.Providers;

/// <summary>Connects to OpenAI, Azure OpenAI, Anthropic, Ollama and OpenAI-compatible servers. Thread-safe.</summary>
/// <param name="entraId">Supplies tokens for Azure OpenAI models without a key; null for the default Azure credentials.</param>
public sealed class ProviderConnector(TokenCredential? entraId = null) : IProviderConnector
{
    /// <inheritdoc/>
    public IChatClient Connect(ModelDefinition model, Uri endpoint, string? key, TimeProvider time)
    {
        var connection = model.Provider.Kind.Protocol switch
        {
            ProviderProtocol.OpenAI => OpenAIConnection.OpenAI(model.Id, endpoint, key),
            ProviderProtocol.OpenAICompatible => OpenAIConnection.Compatible(model.Id, endpoint, key),
            ProviderProtocol.AzureOpenAI => OpenAIConnection.Azure(model.Id, endpoint, key, entraId),
            ProviderProtocol.Anthropic => AnthropicConnection.Connect(model.Id, endpoint, key),
            ProviderProtocol.Ollama => OllamaConnection.Connect(model.Id, endpoint, key),
            var protocol => throw new ArgumentOutOfRangeException(nameof(model), protocol, "No provider speaks this protocol."),
        };
        return new ProviderChatClient(connection, new FailureWording(model, endpoint), key, time);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>?> ListLocalModelsAsync(Uri endpoint, CancellationToken cancellationToken) =>
        OllamaModels.ListAsync(endpoint, cancellationToken);
}
