using System.Text;
using System.Text.Json;
using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Splitting;

/// <summary>Sets splits in the text of a JSON Lines file without changing anything else.</summary>
internal static class JsonSplits
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The text with the splits of some items set. If a line has no “split”, it is added after “id”.</summary>
    /// <param name="text">The text of a valid file, with its own line ends and BOM.</param>
    /// <param name="splits">The splits by item id; other items keep theirs.</param>
    public static string Set(string text, IReadOnlyDictionary<string, string> splits) =>
        string.Join(
            '\n',
            text.Split('\n').Select(line => string.IsNullOrWhiteSpace(line.TrimStart(ByteOrderMark)) ? line : SetInLine(line, splits))
        );

    private static string SetInLine(string line, IReadOnlyDictionary<string, string> splits)
    {
        var start = line[0] == ByteOrderMark ? 1 : 0;
        var bytes = Encoding.UTF8.GetBytes(line[start..]);
        var (id, split) = Find(bytes);
        if (!splits.TryGetValue(id.Text, out var name))
            return line;
        var blank = bytes[id.Start - 1] == ' ' ? " " : ""; // matches the spacing after colons in this line
        return split is { } old
            ? Replace(old.Start, old.End, $"\"{name}\"")
            : Replace(id.End, id.End, $",{blank}\"{ItemColumns.Split}\":{blank}\"{name}\"");

        string Replace(int from, int to, string replacement) =>
            string.Concat(
                line.AsSpan(0, start),
                Encoding.UTF8.GetString(bytes.AsSpan(0, from)),
                replacement,
                Encoding.UTF8.GetString(bytes.AsSpan(to))
            );
    }

    private static (ValueSpan Id, ValueSpan? Split) Find(byte[] bytes)
    {
        var (id, split) = (default(ValueSpan), default(ValueSpan?));
        var reader = new Utf8JsonReader(bytes.AsSpan(), JsonDepth.OfFiles);
        for (reader.Read(); reader.Read() && reader.TokenType == JsonTokenType.PropertyName; reader.Skip())
        {
            var (isId, isSplit) = (reader.ValueTextEquals(ItemColumns.Id), reader.ValueTextEquals(ItemColumns.Split));
            reader.Read();
            if (!isId && !isSplit)
                continue;
            var (start, end) = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
            var place = new ValueSpan(
                start,
                end,
                reader.TokenType == JsonTokenType.String ? reader.GetString() ?? "" : Encoding.UTF8.GetString(bytes.AsSpan(start..end))
            );
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
