using Microsoft.Extensions.AI;

namespace PromptLab.Providers;

/// <summary>Takes keys out of whatever comes back from a provider, which may repeat what it was sent.</summary>
internal static class Secrets
{
    private const string Mask = "…";

    /// <summary>The text without the secrets; null stays null.</summary>
    public static string? Hide(string? text, params ReadOnlySpan<string?> secrets)
    {
        foreach (var secret in secrets)
        {
            if (!string.IsNullOrEmpty(secret))
                text = text?.Replace(secret, Mask, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>Hides the secrets wherever a response could hold one.</summary>
    public static void Hide(ChatResponse response, params ReadOnlySpan<string?> secrets)
    {
        response.ResponseId = Hide(response.ResponseId, secrets);
        response.ModelId = Hide(response.ModelId, secrets);
        if (response.FinishReason is { } reason)
            response.FinishReason = new ChatFinishReason(Hide(reason.Value, secrets)!);
        foreach (var message in response.Messages)
        {
            foreach (var content in message.Contents.OfType<TextContent>())
                content.Text = Hide(content.Text, secrets);
        }
    }
}
