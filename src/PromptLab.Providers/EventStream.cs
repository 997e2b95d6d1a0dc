using System.Text;
using System.Text.Json;

namespace PromptLab.Providers;

/// <summary>Reads server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html.</summary>
internal static class EventStream
{
    private const string DataField = "data:";
    private static readonly string[] Fields = [DataField, "event:", "id:", "retry:", ":"];

    /// <summary>True for a body that begins as a stream of events does.</summary>
    public static bool Is(ReadOnlySpan<byte> body)
    {
        var start = body.TrimStart(" \t\r\n"u8);
        foreach (var field in Fields)
        {
            if (start.StartsWith(Encoding.UTF8.GetBytes(field)))
                return true;
        }

        return false;
    }

    /// <summary>The data of each event, in order.</summary>
    public static IEnumerable<string> DataOf(string body)
    {
        var data = new List<string>();
        foreach (var line in body.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith(DataField, StringComparison.Ordinal))
                data.Add(line[DataField.Length..].TrimStart(' '));
            if (line.Length > 0 || data.Count == 0)
                continue;
            yield return string.Join('\n', data);
            data.Clear();
        }

        if (data.Count > 0)
            yield return string.Join('\n', data);
    }

    /// <summary>True for the event with which OpenAI's protocol ends a stream.</summary>
    public static bool IsEnd(string data) => data.Trim() == "[DONE]";

    /// <summary>The event as JSON; it stays valid after the stream was read.</summary>
    /// <exception cref="JsonException">It is none, as where a stream was cut off.</exception>
    public static JsonElement Parse(string data)
    {
        using var json = JsonDocument.Parse(data);
        return json.RootElement.Clone();
    }
}
