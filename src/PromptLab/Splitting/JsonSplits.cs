using System.Text;
using System.Text.Json;
using PromptLab.EvalSets;

namespace PromptLab.Splitting;

/// <summary>Writes splits into the text of a JSON lines file and leaves every other character as it is.</summary>
internal static class JsonSplits
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The text with the splits of some items set. Where a line has no “split”, it is added after “id”.</summary>
    /// <param name="text">The file's text with its own line ends and BOM; it was read without a problem before.</param>
    /// <param name="splits">The splits by item id; other items keep what they have.</param>
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
        var blank = bytes[id.Start - 1] == ' ' ? " " : ""; // as the line has it after its colons
        return split is { } old
            ? Replace(old.Start, old.End, $"\"{name}\"")
            : Replace(id.End, id.End, $",{blank}\"{ItemColumns.Split}\":{blank}\"{name}\"");

        string Replace(int from, int to, string instead) =>
            string.Concat(
                line.AsSpan(0, start),
                Encoding.UTF8.GetString(bytes.AsSpan(0, from)),
                instead,
                Encoding.UTF8.GetString(bytes.AsSpan(to))
            );
    }

    private static (Place Id, Place? Split) Find(byte[] bytes)
    {
        var (id, split) = (default(Place), default(Place?));
        var reader = new Utf8JsonReader(bytes);
        for (reader.Read(); reader.Read() && reader.TokenType == JsonTokenType.PropertyName; reader.Skip())
        {
            var (isId, isSplit) = (reader.ValueTextEquals(ItemColumns.Id), reader.ValueTextEquals(ItemColumns.Split));
            reader.Read();
            if (!isId && !isSplit)
                continue;
            var (start, end) = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
            var place = new Place(
                start,
                end,
                reader.TokenType == JsonTokenType.String ? reader.GetString() ?? "" : Encoding.UTF8.GetString(bytes.AsSpan(start..end))
            );
            (id, split) = isId ? (place, split) : (id, place);
        }

        return (id, split);
    }

    /// <summary>A value of a line.</summary>
    /// <param name="Start">Its first byte, from 0.</param>
    /// <param name="End">The byte after its last one.</param>
    /// <param name="Text">What it says.</param>
    private readonly record struct Place(int Start, int End, string Text);
}
