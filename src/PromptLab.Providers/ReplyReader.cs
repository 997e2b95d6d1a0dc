using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.Models;

namespace PromptLab.Providers;

/// <summary>
/// Prepares the body of a successful response for the provider's client: finds an error in it, joins a stream, and writes an answer
/// anew whose form the client would refuse. A body that the client reads stays as it is, byte by byte.
/// </summary>
/// <param name="protocol">The protocol of the provider.</param>
/// <param name="template">Where the answer of an application stands; null for a protocol that has a place for it.</param>
internal sealed class ReplyReader(ProviderProtocol protocol, HttpTemplate? template = null)
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The body for the client. It never throws: a body that is none of the protocol goes on as it is.</summary>
    public ReplyBody Read(byte[] body)
    {
        try
        {
            return ReadBody(body.AsSpan().StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return new ReplyBody(body); // the client says what is wrong with it
        }
    }

    private ReplyBody ReadBody(byte[] body)
    {
        var start = body.AsSpan().TrimStart(" \t\r\n"u8);
        if (start.IsEmpty)
            return new ReplyBody(body);
        if (start[0] == '<')
            return Encoding.UTF8.GetString(body) is var text && WebPage.Is(text)
                ? new ReplyBody(body) { Error = ErrorBody.Read(text) }
                : new ReplyBody(body);
        if (EventStream.Is(body))
            return Joined(body, JoinEvents(Encoding.UTF8.GetString(body)));
        if (protocol == ProviderProtocol.Ollama && IsSeveralLines(start))
            return Joined(body, OllamaStream.Join(Encoding.UTF8.GetString(body).Split('\n').Where(line => line.Trim().Length > 0)));
        using var json = JsonDocument.Parse(body);
        return Read(body, json.RootElement);
    }

    private ReplyBody Joined(byte[] body, JsonElement? answer) =>
        answer is { } whole ? Read(JsonSerializer.SerializeToUtf8Bytes(whole), whole) : new ReplyBody(body);

    private JsonElement? JoinEvents(string body)
    {
        var events = EventStream.DataOf(body).Where(data => data.Trim().Length > 0);
        return protocol switch
        {
            ProviderProtocol.Anthropic => AnthropicStream.Join(events),
            ProviderProtocol.Ollama => OllamaStream.Join(events),
            _ => OpenAIStream.Join(events),
        };
    }

    private ReplyBody Read(byte[] body, JsonElement root)
    {
        if (protocol == ProviderProtocol.Http)
            return new ReplyBody(body)
            {
                Error = template?.HasAnswer(JsonNode.Parse(body)) == false ? ErrorBody.InReply(root, hasAnswer: false) : null,
            };
        if (ErrorBody.InReply(root, HasAnswer(root)) is { } error)
            return new ReplyBody(body) { Error = error };
        return protocol switch
        {
            ProviderProtocol.Anthropic => AnthropicReply.Read(body, root),
            ProviderProtocol.Ollama => OllamaReply.Read(body, root),
            _ => OpenAIReply.Read(body, root),
        };
    }

    private bool HasAnswer(JsonElement root) =>
        protocol switch
        {
            ProviderProtocol.Anthropic => root.Find("content") is not null,
            ProviderProtocol.Ollama => root.Find("message") is { ValueKind: JsonValueKind.Object },
            _ => root.Find("choices") is not (null or { ValueKind: JsonValueKind.Array }) || root.Find("choices").FirstOf() is not null,
        };

    // A first line that is a whole object, and another one after it.
    private static bool IsSeveralLines(ReadOnlySpan<byte> body)
    {
        var end = body.IndexOf((byte)'\n');
        return end > 0 && body[..end].TrimEnd(" \r"u8).EndsWith("}"u8) && body[end..].TrimStart(" \t\r\n"u8).StartsWith("{"u8);
    }
}
