using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptLab.Files;

/// <summary>The deepest nesting of lists and objects that is read, in JSON and YAML alike.</summary>
internal static class JsonDepth
{
    /// <summary>The levels of a value that is read: few enough for every recursion over it to fit on a small stack.</summary>
    public const int Max = 256;

    /// <summary>The levels of a line of our own files, which hold such a value a few levels down.</summary>
    public const int MaxOfFiles = Max + 64;

    /// <summary>The options of reading a line of our own files.</summary>
    public static JsonReaderOptions OfFiles { get; } = new() { MaxDepth = MaxOfFiles };

    /// <summary>What is wrong with a deeper value, as a sentence.</summary>
    public const string Message = "This is nested more than 256 levels deep, which is too deep to be read. Flatten it.";

    /// <summary>Parses a JSON text of up to <see cref="Max"/> levels, such as a schema.</summary>
    /// <exception cref="JsonException">It is not JSON, or is nested too deeply; the message says which.</exception>
    public static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = Max });
        }
        catch (JsonException e) when (IsExceededBy(text))
        {
            throw new JsonException(Message, path: null, e.LineNumber, e.BytePositionInLine, e);
        }
    }

    /// <summary>
    /// True if a text is one JSON value but for its depth, which is more than <see cref="Max"/>. False for brackets that are merely
    /// opened without end: those are not JSON at any depth.
    /// </summary>
    public static bool IsExceededBy(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = int.MaxValue });
        var deepest = 0;
        try
        {
            while (reader.Read())
                deepest = Math.Max(deepest, reader.CurrentDepth);
        }
        catch (JsonException)
        {
            return false;
        }

        return deepest >= Max;
    }
}
