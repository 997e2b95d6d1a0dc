using Anthropic;
using Anthropic.Core;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Providers;

/// <summary>Connects to Anthropic's Messages API.</summary>
internal static class AnthropicConnection
{
    private const string AdapterCacheWriteCount = "CacheCreationInputTokens"; // the adapter's name for tokens written to the cache

    private static readonly Failure NoUserMessage = new(
        FailureType.NoUserMessage,
        "Anthropic takes no system message alone, and its client would add a user message that the prompt does not have. Set “query_role: user” in the prompt."
    );

    public static ProviderConnection Connect(ModelDefinition model, Uri endpoint, string? key)
    {
        var http = ProviderConnection.CreateHttp(new FixedHeadersHandler(key) { InnerHandler = ProviderConnection.CreateHandler(model) });
        // Every option is set, because the client reads missing ones from the environment. Its own time limit would reject long responses.
        var client = new AnthropicClient(
            new ClientOptions
            {
                ApiKey = key,
                AuthToken = null,
                BaseUrl = endpoint.ToString().TrimEnd('/'),
                HttpClient = http,
                MaxRetries = 0,
                Timeout = TimeSpan.FromDays(1),
            }
        );
        return new ProviderConnection(new AnthropicChatClient(client.AsIChatClient(model.Id), model.Id), http, _ => null);
    }

    // The client sends the headers of ANTHROPIC_CUSTOM_HEADERS, which may include other keys.
    private sealed class FixedHeadersHandler(string? key) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Clear();
            request.Headers.UserAgent.ParseAdd("PromptLab");
            request.Headers.Add("anthropic-version", "2023-06-01");
            if (key is not null)
                request.Headers.Add("x-api-key", key);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class AnthropicChatClient(IChatClient innerClient, string model) : DelegatingChatClient(innerClient)
    {
        public override async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        )
        {
            var all = messages.ToList();
            if (all.TrueForAll(message => message.Role == ChatRole.System))
                throw new ModelCallException(NoUserMessage) { Facts = new ResponseFacts { Attempts = 0 } };
            var response = await base.GetResponseAsync(all, WithExactNumbers(options), cancellationToken);
            if (response.Usage is not { } usage)
                return response;
            if (usage.AdditionalCounts is { } counts && counts.TryGetValue(AdapterCacheWriteCount, out var written))
                counts[TokenUsage.CacheWriteCount] = written;
            usage.ReasoningTokenCount ??= (response.RawRepresentation as Message)?.Usage.OutputTokensDetails?.ThinkingTokens;
            return response;
        }

        // The adapter would send a temperature of 0.2 as 0.20000000298023224.
        private ChatOptions? WithExactNumbers(ChatOptions? options)
        {
            if (options is not { MaxOutputTokens: { } limit })
                return options;
            var exact = options.Clone();
            exact.Tools = options.Tools?.Select(ToExact).ToList();
            exact.RawRepresentationFactory = _ => new MessageCreateParams
            {
                Model = options.ModelId ?? model,
                MaxTokens = limit,
                Messages = [],
#pragma warning disable CS0618 // Obsolete for newer models, which answer 400 to them; older ones take both.
                Temperature = ToExact(options.Temperature),
                TopP = ToExact(options.TopP),
#pragma warning restore CS0618
            };
            return exact;
        }

        // The adapter would move what it does not know of a tool's schema into descriptions.
        private static AITool ToExact(AITool tool) =>
            tool is not AIFunctionDeclaration declaration
                ? tool
                : new ToolUnion(
                    new Tool
                    {
                        Name = declaration.Name,
                        Description = declaration.Description.Length == 0 ? null : declaration.Description,
                        InputSchema = InputSchema.FromRawUnchecked(
                            declaration
                                .JsonSchema.EnumerateObject()
                                .ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal)
                        ),
                    }
                ).AsAITool();

        private static double? ToExact(float? number) => (double?)(decimal?)number;
    }
}
