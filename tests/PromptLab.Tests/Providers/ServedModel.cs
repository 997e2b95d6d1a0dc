using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Azure.Core;
using Microsoft.Extensions.AI;
using PromptLab.Calling;
using PromptLab.Models;
using PromptLab.Providers;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Providers;

/// <summary>Models of each kind that a <see cref="ChatServer"/> serves, called by their real clients.</summary>
internal static class ServedModel
{
    /// <summary>The key that the variable THE_KEY holds.</summary>
    public const string Key = "the-key";

    /// <summary>Every kind that goes over the wire.</summary>
    public static TheoryData<string> Kinds { get; } =
    [.. ProviderKinds.All.Where(kind => !kind.IsRecorded && !kind.IsProgram).Select(kind => kind.Name)];

    // The client of Anthropic reads these by itself, some of them once only: hence before anything else. None may show on the wire.
    [ModuleInitializer]
    internal static void FillTheEnvironment()
    {
        Environment.SetEnvironmentVariable("ANTHROPIC_API_KEY", "key-of-the-environment");
        Environment.SetEnvironmentVariable("ANTHROPIC_AUTH_TOKEN", "token-of-the-environment");
        Environment.SetEnvironmentVariable("ANTHROPIC_BASE_URL", "http://127.0.0.1:9");
        Environment.SetEnvironmentVariable("ANTHROPIC_CUSTOM_HEADERS", "x-api-key: another\nx-extra: of-the-environment");
    }

    /// <summary>Every kind whose protocol is known, so that more than its template says is sent and read.</summary>
    public static TheoryData<string> ModelKinds { get; } =
    [.. ProviderKinds.All.Where(kind => !kind.IsRecorded && !kind.IsProgram && kind != ProviderKinds.Http).Select(kind => kind.Name)];

    /// <summary>What promptlab.yaml would say of an application that speaks as OpenAI does.</summary>
    public static Application ChatTemplate { get; } =
        new()
        {
            Http = new HttpTemplate(
                JsonNode.Parse(
                    """{"model":"{{model}}","messages":"{{messages}}","seed":"{{seed}}","tools":"{{tools}}","response_format":"{{response_schema}}"}"""
                )!,
                ResponsePath.Parse("choices[0].message.content")!
            )
            {
                InputTokens = ResponsePath.Parse("usage.prompt_tokens"),
                OutputTokens = ResponsePath.Parse("usage.completion_tokens"),
                FinishReason = ResponsePath.Parse("choices[0].finish_reason"),
                ToolCalls = ResponsePath.Parse("choices[0].message.tool_calls"),
            },
        };

    /// <summary>A model at a server.</summary>
    public static Model Of(
        string kind,
        ChatServer server,
        ModelParameters? parameters = null,
        string? key = Key,
        TimeSpan? limit = null,
        string? endpoint = null
    ) => At(kind, server.Root, parameters, key, limit, endpoint);

    /// <summary>A model at the server with this address, which has no path.</summary>
    public static Model At(
        string kind,
        string root,
        ModelParameters? parameters = null,
        string? key = Key,
        TimeSpan? limit = null,
        string? endpoint = null
    )
    {
        var definition = new ModelDefinition
        {
            Alias = "main",
            Id = "small",
            Parameters = parameters ?? new ModelParameters { MaxOutputTokens = 100 },
            Provider = new ProviderDefinition
            {
                Name = "served",
                Kind = ProviderKinds.Find(kind)!,
                Endpoint = endpoint ?? AddressFor(kind, root),
                ApiKeyVariable = key is null ? null : "THE_KEY",
                Application = kind == "http" ? ChatTemplate : null,
            },
        };
        return Create(definition, key, limit ?? TimeSpan.FromSeconds(20));
    }

    /// <summary>A model with all its wrappers, of its real client.</summary>
    /// <param name="definition">The model.</param>
    /// <param name="key">What the variable THE_KEY holds.</param>
    /// <param name="limit">How long one attempt may take.</param>
    /// <param name="entraId">Gives tokens where there is no key.</param>
    /// <param name="variables">What other variables hold.</param>
    public static Model Create(
        ModelDefinition definition,
        string? key,
        TimeSpan limit,
        TokenCredential? entraId = null,
        IReadOnlyDictionary<string, string>? variables = null
    )
    {
        var host = new ModelHost
        {
            ReadVariable = name => name == "THE_KEY" ? key : variables?.GetValueOrDefault(name),
            Time = TimeProvider.System,
            Jitter = () => 0.5,
            Providers = new ProviderConnector(entraId),
            RateLimiters = new ModelRateLimiters(),
        };
        return new ModelFactory(host, "/").Create(definition, new CallSettings { Timeout = limit }, CancellationToken.None);
    }

    /// <summary>Asks a model one question.</summary>
    public static Task<ChatResponse> AskAsync(this Model model, JsonNode? schema = null) =>
        model.Client.GetResponseAsync(
            [new ChatMessage(ChatRole.User, "hello")],
            ChatRequest.Options(model.Definition, schema, repeat: 1),
            TestContext.Current.CancellationToken
        );

    /// <summary>Asks a model one question and gives the failure in which it ends.</summary>
    public static Task<ModelCallException> FailAsync(this Model model) => Assert.ThrowsAsync<ModelCallException>(() => model.AskAsync());

    private static string AddressFor(string kind, string root) => kind is "openai" or "openai-compatible" ? root + "/v1" : root;
}
