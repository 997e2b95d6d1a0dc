using Azure.Core;
using Microsoft.Extensions.AI;
using PromptLab.Calling;
using PromptLab.Models;

namespace PromptLab.Providers;

/// <summary>
/// Connects to OpenAI, Azure OpenAI, Anthropic, Ollama and OpenAI-compatible servers, to applications over HTTP, and to programs.
/// Thread-safe.
/// </summary>
/// <param name="entraId">Supplies tokens for Azure OpenAI models without a key; null for the default Azure credentials.</param>
public sealed class ProviderConnector(TokenCredential? entraId = null) : IProviderConnector
{
    /// <inheritdoc/>
    public IChatClient Connect(ModelDefinition model, Uri endpoint, string? key, TimeProvider time)
    {
        if (model.Provider is { Kind.IsProgram: true, Application.Program: { } program })
            return new ProgramChatClient(program);
        var connection = model.Provider.Kind.Protocol switch
        {
            ProviderProtocol.OpenAI => OpenAIConnection.OpenAI(model.Id, endpoint, key),
            ProviderProtocol.OpenAICompatible => OpenAIConnection.Compatible(model.Id, endpoint, key),
            ProviderProtocol.AzureOpenAI => OpenAIConnection.Azure(model.Id, endpoint, key, entraId),
            ProviderProtocol.Anthropic => AnthropicConnection.Connect(model.Id, endpoint, key),
            ProviderProtocol.Ollama => OllamaConnection.Connect(model.Id, endpoint, key),
            ProviderProtocol.Http when model.Provider.Application?.Http is { } template => HttpConnection.Connect(template, endpoint, key),
            var protocol => throw new ArgumentOutOfRangeException(nameof(model), protocol, "No provider speaks this protocol."),
        };
        return new ProviderChatClient(connection, new FailureWording(model, endpoint), key, time);
    }
}
