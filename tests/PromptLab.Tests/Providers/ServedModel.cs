using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Cli;
using PromptLab.Models;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Providers;

/// <summary>Models of each kind that a <see cref="ChatServer"/> serves, called by their real clients.</summary>
internal static class ServedModel
{
    /// <summary>The key that the variable THE_KEY holds.</summary>
    public const string Key = "the-key";

    /// <summary>Every kind that goes over the wire.</summary>
    public static TheoryData<string> Kinds { get; } = new("openai", "azure-openai", "openai-compatible", "anthropic", "ollama");

    // The client of Anthropic reads these by itself, some of them once only: hence before anything else. None may show on the wire.
    [ModuleInitializer]
    internal static void FillTheEnvironment()
    {
        Environment.SetEnvironmentVariable("ANTHROPIC_API_KEY", "key-of-the-environment");
        Environment.SetEnvironmentVariable("ANTHROPIC_AUTH_TOKEN", "token-of-the-environment");
        Environment.SetEnvironmentVariable("ANTHROPIC_BASE_URL", "http://127.0.0.1:9");
        Environment.SetEnvironmentVariable("ANTHROPIC_CUSTOM_HEADERS", "x-api-key: another\nx-extra: of-the-environment");
    }

    /// <summary>A model at a server.</summary>
    public static Model Of(
        string kind,
        ChatServer server,
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
                Kind = kind,
                Endpoint = endpoint ?? AddressFor(kind, server),
                ApiKeyVariable = key is null ? null : "THE_KEY",
            },
        };
        var context = new CommandContext
        {
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            In = TextReader.Null,
            WorkingDirectory = "/",
            Variable = name => name == "THE_KEY" ? key : null,
        };
        return new ModelFactory(context, "/").Create(definition, new CallSettings { Timeout = limit ?? TimeSpan.FromSeconds(20) });
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

    private static string AddressFor(string kind, ChatServer server) =>
        kind is "openai" or "openai-compatible" ? server.Address : server.Root;
}
