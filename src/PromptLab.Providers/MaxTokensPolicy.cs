using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json.Nodes;

namespace PromptLab.Providers;

/// <summary>
/// Sends the limit of output tokens as <c>max_tokens</c>. The client sends OpenAI's newer name, <c>max_completion_tokens</c>,
/// which some compatible servers silently ignore; all of them support the older name.
/// </summary>
internal sealed class MaxTokensPolicy : PipelinePolicy
{
    private const string Newer = "max_completion_tokens";
    private const string Older = "max_tokens";

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        using var body = new MemoryStream();
        message.Request.Content?.WriteTo(body, message.CancellationToken);
        Rename(message, body);
        ProcessNext(message, pipeline, currentIndex);
    }

    public override async ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        using var body = new MemoryStream();
        if (message.Request.Content is { } content)
            await content.WriteToAsync(body, message.CancellationToken);
        Rename(message, body);
        await ProcessNextAsync(message, pipeline, currentIndex);
    }

    private static void Rename(PipelineMessage message, MemoryStream body)
    {
        if (body.Length == 0 || JsonNode.Parse(body.ToArray()) is not JsonObject request || !request.Remove(Newer, out var limit))
            return;
        request[Older] = limit;
        message.Request.Content = BinaryContent.Create(BinaryData.FromString(request.ToJsonString()));
    }
}
