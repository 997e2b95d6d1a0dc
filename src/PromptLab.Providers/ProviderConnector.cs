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
            ProviderProtocol.OpenAI => OpenAIConnection.OpenAI(model, endpoint, key),
            ProviderProtocol.OpenAICompatible => OpenAIConnection.Compatible(model, endpoint, key),
            ProviderProtocol.AzureOpenAI => OpenAIConnection.Azure(model, endpoint, key, entraId),
            ProviderProtocol.Anthropic => AnthropicConnection.Connect(model, endpoint, key),
            ProviderProtocol.Ollama => OllamaConnection.Connect(model, endpoint, key),
            var protocol => throw new ArgumentOutOfRangeException(nameof(model), protocol, "No provider speaks this protocol."),
        };
        return new ProviderChatClient(connection, new FailureWording(model, endpoint), SecretsOf(model, key), time);
    }

    private static IReadOnlyList<string> SecretsOf(ModelDefinition model, string? key) =>
        [
            .. key is null ? Array.Empty<string>() : [key],
            .. ValuesOf(model.Provider.Headers, model.Provider.HeaderVariables),
            .. ValuesOf(model.Provider.Query, model.Provider.QueryVariables),
        ];

    // What follows a scheme such as “Bearer” is a secret of its own.
    private static IEnumerable<string> ValuesOf(
        IReadOnlyDictionary<string, string> values,
        IReadOnlyDictionary<string, string> variables
    ) =>
        variables
            .Keys.Select(name => values.GetValueOrDefault(name))
            .OfType<string>()
            .SelectMany(value => new[] { value, value[(value.LastIndexOf(' ') + 1)..] })
            .Where(value => value.Length > 0)
            .Distinct(StringComparer.Ordinal);
}
