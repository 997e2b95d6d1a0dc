using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Cli.Providers;

/// <summary>Notes on each response the provider's id of the request, which stands in a header that the client does not pass on.</summary>
internal sealed class RequestIdChatClient(IChatClient innerClient) : DelegatingChatClient(innerClient)
{
    private static readonly AsyncLocal<Holder?> Current = new();

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var holder = new Holder();
        Current.Value = holder;
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        var facts = ResponseFacts.Of(response) ?? new ResponseFacts { Latency = null };
        var fingerprint = (response.RawRepresentation as OpenAI.Chat.ChatCompletion)?.SystemFingerprint;
        (facts with { RequestId = holder.RequestId, Fingerprint = fingerprint }).AttachTo(response);
        return response;
    }

    /// <summary>The part that reads the header where it passes by.</summary>
    public sealed class HeaderPolicy : PipelinePolicy
    {
        public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
        {
            ProcessNext(message, pipeline, currentIndex);
            Note(message);
        }

        public override async ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
        {
            await ProcessNextAsync(message, pipeline, currentIndex);
            Note(message);
        }

        private static void Note(PipelineMessage message)
        {
            if (Current.Value is { } holder && message.Response is { } response)
                holder.RequestId = response.Headers.TryGetValue("x-request-id", out var id) || response.Headers.TryGetValue("apim-request-id", out id) ? id : null;
        }
    }

    private sealed class Holder
    {
        public string? RequestId { get; set; }
    }
}
