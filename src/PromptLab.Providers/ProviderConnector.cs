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
    private const int MinSecretLength = 8;
    private const int MinKeyLength = 20;

    private static readonly string[] SecretWords = ["key", "token", "secret", "auth", "password", "cookie", "credential", "sig"];

    /// <inheritdoc/>
    public IChatClient Connect(ModelDefinition model, Uri endpoint, string? key, TimeProvider time)
    {
        if (model.Provider is { Kind.IsProgram: true, Application.Program: { } program })
            return new ProgramChatClient(program);
        var connection = model.Provider.Kind.Protocol switch
        {
            ProviderProtocol.OpenAI => OpenAIConnection.OpenAI(model, endpoint, key),
            ProviderProtocol.OpenAICompatible => OpenAIConnection.Compatible(model, endpoint, key),
            ProviderProtocol.AzureOpenAI => OpenAIConnection.Azure(model, endpoint, key, entraId),
            ProviderProtocol.Anthropic => AnthropicConnection.Connect(model, endpoint, key),
            ProviderProtocol.Ollama => OllamaConnection.Connect(model, endpoint, key),
            ProviderProtocol.Http when model.Provider.Application?.Http is { } template => HttpConnection.Connect(
                model,
                template,
                endpoint,
                key
            ),
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
            .Keys.Where(values.ContainsKey)
            .SelectMany(name => new[] { (name, Value: values[name]), (name, Value: values[name][(values[name].IndexOf(' ') + 1)..]) })
            .Where(pair => IsSecret(pair.name, pair.Value))
            .Select(pair => pair.Value)
            .Distinct(StringComparer.Ordinal);

    // An everyday word, such as the name of a tenant, would be taken out of answers as well, and change what they are graded as.
    private static bool IsSecret(string name, string value) =>
        value.Length >= MinSecretLength
        && (
            Array.Exists(SecretWords, word => name.Contains(word, StringComparison.OrdinalIgnoreCase))
            || value.Length >= MinKeyLength
            || !value.All(char.IsAsciiLetter)
        );

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>?> ListLocalModelsAsync(Uri endpoint, CancellationToken cancellationToken) =>
        OllamaModels.ListAsync(endpoint, cancellationToken);
}
