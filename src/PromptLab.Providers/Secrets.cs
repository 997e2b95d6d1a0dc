using Microsoft.Extensions.AI;

namespace PromptLab.Providers;

/// <summary>Redacts keys in everything that a provider returns, since it may echo what it was sent.</summary>
internal static class Secrets
{
    private const string Mask = "…";

    /// <summary>The text with every secret replaced by “…”; null stays null.</summary>
    public static string? Redact(string? text, params ReadOnlySpan<string?> secrets)
    {
        foreach (var secret in secrets)
        {
            if (!string.IsNullOrEmpty(secret))
                text = text?.Replace(secret, Mask, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>Redacts the secrets in every part of a response that could contain one.</summary>
    public static void Redact(ChatResponse response, params ReadOnlySpan<string?> secrets)
    {
        response.ResponseId = Redact(response.ResponseId, secrets);
        response.ModelId = Redact(response.ModelId, secrets);
        if (response.FinishReason is { } reason)
            response.FinishReason = new ChatFinishReason(Redact(reason.Value, secrets)!);
        foreach (var message in response.Messages)
        {
            foreach (var content in message.Contents.OfType<TextContent>())
                content.Text = Redact(content.Text, secrets);
        }
    }
}
