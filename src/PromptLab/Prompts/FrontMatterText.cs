using System.Text.Encodings.Web;
using System.Text.Json;

namespace PromptLab.Prompts;

/// <summary>A prompt file's text, in which keys of the front matter are set while every other line stays as the author wrote it.</summary>
internal sealed class FrontMatterText
{
    private const string Fence = "---";

    private static readonly JsonSerializerOptions Quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> _lines;

    public FrontMatterText(string text) => _lines = [.. text.Split('\n')];

    /// <summary>Sets a key to YAML on one line; a new key goes behind <c>version</c>.</summary>
    public void Set(string key, string yaml)
    {
        var (start, count) = Find(key);
        if (count == 0)
        {
            var (version, versionLines) = Find("version");
            _lines.Insert(version + versionLines, $"{key}: {yaml}");
            return;
        }

        var comment = count == 1 && _lines[start].IndexOf(" #", StringComparison.Ordinal) is var at and > 0 ? _lines[start][at..] : "";
        _lines.RemoveRange(start, count);
        _lines.Insert(start, $"{key}: {yaml}{comment}");
    }

    /// <summary>Sets a key to a text, quoted so that any text is YAML.</summary>
    public void SetText(string key, string text) => Set(key, JsonSerializer.Serialize(text, Quoted));

    /// <summary>Sets a key as another text has it, lines and all; removes it where the other has none.</summary>
    public void Copy(string key, FrontMatterText from)
    {
        var (start, count) = from.Find(key);
        var lines = from._lines.GetRange(start, count);
        Remove(key);
        var (version, versionLines) = Find("version");
        _lines.InsertRange(version + versionLines, lines);
    }

    /// <summary>Removes a key with its value.</summary>
    public void Remove(string key)
    {
        var (start, count) = Find(key);
        _lines.RemoveRange(start, count);
    }

    public override string ToString() => string.Join('\n', _lines);

    // A key at the margin, with the lines that belong to its value: those that are indented or blank.
    private (int Start, int Count) Find(string key)
    {
        var end = _lines.FindIndex(1, line => line.TrimEnd() == Fence);
        var start = _lines.FindIndex(1, end - 1, line => line.StartsWith(key + ":", StringComparison.Ordinal));
        if (start < 0)
            return (end, 0);
        var next = start + 1;
        while (next < end && (_lines[next].Length == 0 || char.IsWhiteSpace(_lines[next][0])))
            next++;
        while (next > start + 1 && _lines[next - 1].Length == 0)
            next--;
        return (start, next - start);
    }
}
