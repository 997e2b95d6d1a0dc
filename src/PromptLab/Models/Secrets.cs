using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>
/// Redacts keys in everything that a provider returns, since it may echo what it was sent: as written, escaped, in base64, wrapped
/// over lines, or cut into several parts of a response.
/// </summary>
internal static class Secrets
{
    private const string Mask = "…";

    /// <summary>The text with every secret replaced by “…”; null stays null.</summary>
    public static string? Redact(string? text, params ReadOnlySpan<string?> secrets) =>
        text is not null && Find(text, secrets) is { Count: > 0 } found ? WithMasks(text, 0, found) : text;

    /// <summary>Redacts the secrets in every part of a response that could hold one, and in its texts as they are read: joined.</summary>
    public static void Redact(ChatResponse response, params ReadOnlySpan<string?> secrets)
    {
        response.ResponseId = Redact(response.ResponseId, secrets);
        response.ModelId = Redact(response.ModelId, secrets);
        if (response.FinishReason is { } reason)
            response.FinishReason = new ChatFinishReason(Redact(reason.Value, secrets)!);
        var contents = response.Messages.SelectMany(message => message.Contents).ToList();
        foreach (var error in contents.OfType<ErrorContent>())
            error.Message = Redact(error.Message, secrets)!;
        foreach (var call in contents.OfType<FunctionCallContent>().Where(call => call.Arguments is not null))
            RedactArguments(call.Arguments!, secrets);
        RedactJoined([.. contents.OfType<TextContent>()], part => part.Text, (part, text) => part.Text = text, secrets);
        RedactJoined([.. contents.OfType<TextReasoningContent>()], part => part.Text, (part, text) => part.Text = text, secrets);
    }

    // As JSON, so that texts within lists and objects are searched too; masks contain nothing that JSON would escape.
    private static void RedactArguments(IDictionary<string, object?> arguments, ReadOnlySpan<string?> secrets)
    {
        foreach (var (name, value) in arguments.ToList())
        {
            var text = JsonSerializer.Serialize(value, AIJsonUtilities.DefaultOptions);
            var redacted = Redact(text, secrets)!;
            if (redacted != text)
                arguments[name] = JsonSerializer.SerializeToElement(redacted);
        }
    }

    private static void RedactJoined<T>(
        IReadOnlyList<T> parts,
        Func<T, string> read,
        Action<T, string> write,
        ReadOnlySpan<string?> secrets
    )
    {
        var found = Find(string.Concat(parts.Select(read)), secrets);
        var start = 0;
        foreach (var part in found.Count > 0 ? parts : [])
        {
            var text = read(part);
            write(part, WithMasks(text, start, found));
            start += text.Length;
        }
    }

    private static List<(int Start, int End)> Find(string text, ReadOnlySpan<string?> secrets)
    {
        var found = new List<(int Start, int End)>();
        foreach (var secret in secrets)
        {
            if (!string.IsNullOrEmpty(secret))
                found.AddRange(new SecretFinder(secret).FindIn(text));
        }

        found.Sort();
        return found;
    }

    // A text that begins at a position of the joined one. A mask stands where its secret begins; what others hold of it is dropped.
    private static string WithMasks(string text, int offset, List<(int Start, int End)> found)
    {
        var redacted = new StringBuilder();
        var at = 0;
        foreach (var (start, end) in found)
        {
            var (from, to) = (Math.Max(start - offset, at), Math.Min(end - offset, text.Length));
            if (to <= from)
                continue;
            redacted.Append(text, at, from - at).Append(start >= offset && from == start - offset ? Mask : "");
            at = to;
        }

        return redacted.Append(text, at, text.Length - at).ToString();
    }
}
