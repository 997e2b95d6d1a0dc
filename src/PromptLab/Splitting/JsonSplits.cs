using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Splitting;

/// <summary>Sets splits in the text of a JSON Lines file without changing anything else.</summary>
internal static class JsonSplits
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The text with the splits of some items set. If a line has no “split”, it is added after “id”.</summary>
    /// <param name="text">The text of a valid file, with its own line ends and BOM.</param>
    /// <param name="mapping">The names of the keys.</param>
    /// <param name="splits">The splits by item id; other items keep theirs.</param>
    public static string Set(string text, ItemMapping mapping, IReadOnlyDictionary<string, string> splits)
    {
        var end = DataText.EndsWithReturns(text, () => -1) ? '\r' : '\n';
        return string.Join(
            end,
            text.Split(end)
                .Select(line => string.IsNullOrWhiteSpace(line.TrimStart(ByteOrderMark)) ? line : SetInLine(line, mapping, splits))
        );
    }

    private static string SetInLine(string line, ItemMapping mapping, IReadOnlyDictionary<string, string> splits)
    {
        var start = line[0] == ByteOrderMark ? 1 : 0;
        var bytes = Encoding.UTF8.GetBytes(line[start..]);
        var item = (JsonObject)JsonDepth.Parse(line[start..])!;
        var source = mapping.SourceOf(ItemColumns.Id);
        var (id, split) = Find(bytes, MappedJson.KeyOf(item, source), mapping.SourceOf(ItemColumns.Split));
        id = id with { Text = MappedJson.ValueAt(item, source).Value is JsonValue value ? CanonicalJson.TextOf(value) : "" };
        if (!splits.TryGetValue(id.Text, out var name))
            return line;
        var blank = bytes[id.Start - 1] == ' ' ? " " : ""; // matches the spacing after colons in this line
        return split is { } old
            ? Replace(old.Start, old.End, $"\"{name}\"")
            : Replace(id.End, id.End, $",{blank}\"{mapping.SourceOf(ItemColumns.Split)}\":{blank}\"{name}\"");

        string Replace(int from, int to, string replacement) =>
            string.Concat(
                line.AsSpan(0, start),
                Encoding.UTF8.GetString(bytes.AsSpan(0, from)),
                replacement,
                Encoding.UTF8.GetString(bytes.AsSpan(to))
            );
    }

    private static (ValueSpan Id, ValueSpan? Split) Find(byte[] bytes, string idKey, string splitKey)
    {
        var (id, split) = (default(ValueSpan), default(ValueSpan?));
        var reader = new Utf8JsonReader(bytes.AsSpan(), JsonDepth.OfFiles);
        for (reader.Read(); reader.Read() && reader.TokenType == JsonTokenType.PropertyName; reader.Skip())
        {
            var (isId, isSplit) = (reader.ValueTextEquals(idKey), reader.ValueTextEquals(splitKey));
            reader.Read();
            if (!isId && !isSplit)
                continue;
            var start = (int)reader.TokenStartIndex;
            reader.Skip(); // an id may stand inside an object
            var place = new ValueSpan(start, (int)reader.BytesConsumed, "");
            (id, split) = isId ? (place, split) : (id, place);
        }

        return (id, split);
    }

    /// <summary>The position of a value in a line.</summary>
    /// <param name="Start">The index of its first byte.</param>
    /// <param name="End">The index after its last byte.</param>
    /// <param name="Text">The value as text.</param>
    private readonly record struct ValueSpan(int Start, int End, string Text);
}
