using System.Text.Encodings.Web;
using System.Text.Json;

namespace PromptLab.Prompts;

/// <summary>The text of a prompt file whose front matter keys can be edited; all other lines stay as the author wrote them.</summary>
internal sealed class FrontMatterText
{
    private const string Fence = "---";

    private static readonly JsonSerializerOptions QuotedJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> _lines;

    public FrontMatterText(string text) => _lines = [.. text.Split('\n')];

    /// <summary>Sets a key to one line of YAML; a new key is added after <c>version</c>. A comment on the same line is kept.</summary>
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

    /// <summary>Sets a key to a text, quoted so that any text is valid YAML.</summary>
    public void SetText(string key, string text) => Set(key, JsonSerializer.Serialize(text, QuotedJson));

    /// <summary>Copies all lines of a key from another text; removes the key if the other text does not have it.</summary>
    public void Copy(string key, FrontMatterText from)
    {
        var (start, count) = from.Find(key);
        var lines = from._lines.GetRange(start, count);
        Remove(key);
        var (version, versionLines) = Find("version");
        _lines.InsertRange(version + versionLines, lines);
    }

    /// <summary>Removes a key with all lines of its value, if it is present.</summary>
    public void Remove(string key)
    {
        var (start, count) = Find(key);
        _lines.RemoveRange(start, count);
    }

    public override string ToString() => string.Join('\n', _lines);

    // A key without indentation, and the lines of its value: those that follow indented or blank.
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
