using System.Globalization;
using System.Text.Json.Nodes;

namespace PromptLab.EvalSets;

/// <summary>
/// The lines of a JSON Lines file with our names in the place of those that <see cref="ItemMapping"/> maps. A name is a key, or a
/// path to a value, such as <c>meta.labels.0</c>.
/// </summary>
internal sealed class MappedJson(ItemMapping mapping, string shownAs)
{
    private const char Dot = '.';

    private readonly HashSet<string> _found = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _keys = new(StringComparer.Ordinal);

    /// <summary>The line with our names; the line itself where nothing is mapped or ignored.</summary>
    public JsonObject Read(JsonObject line)
    {
        if (mapping.Sources.Count == 0 && mapping.Ignored.Count == 0)
            return line;
        _keys.UnionWith(line.Select(pair => pair.Key));
        var (mapped, gone) = (new JsonObject(), GoneFrom(line));
        foreach (var (key, value) in line.Where(pair => !gone.Contains(pair.Key)))
            mapped[key] = value?.DeepClone();
        foreach (var (name, source) in mapping.ItemSources)
        {
            if (ValueAt(line, source) is not { IsThere: true, Value: var value })
                continue;
            _found.Add(name);
            if (!Put(mapped, name, value?.DeepClone()))
                mapping.ReportTwice(name, shownAs);
        }

        return mapped;
    }

    /// <summary>Reports names that no line of the file had.</summary>
    public void ReportMissing()
    {
        foreach (var (name, _) in mapping.ItemSources.Where(source => _keys.Count > 0 && !_found.Contains(source.Key)))
            mapping.ReportMissing(name, shownAs, [.. _keys]);
    }

    /// <summary>The value of a key or at a path; not there where a step of the path leads nowhere.</summary>
    public static (bool IsThere, JsonNode? Value) ValueAt(JsonObject line, string source)
    {
        if (line.TryGetPropertyValue(source, out var whole))
            return (true, whole);
        JsonNode? at = line;
        foreach (var step in source.Split(Dot))
        {
            if (at is JsonObject map && map.TryGetPropertyValue(step, out var next))
                at = next;
            else if (at is JsonArray list && IndexIn(list, step) is { } index)
                at = list[index];
            else
                return (false, null);
        }

        return (true, at);
    }

    /// <summary>The key of a line that holds the value of a source.</summary>
    public static string KeyOf(JsonObject line, string source) => line.ContainsKey(source) ? source : source.Split(Dot)[0];

    private static int? IndexIn(JsonArray list, string step) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count ? index : null;

    // Keys that are ignored, and those of which a part was mapped; a key with one of our names keeps its meaning too.
    private HashSet<string> GoneFrom(JsonObject line) =>
        mapping
            .Sources.Values.Select(source => KeyOf(line, source))
            .Where(key =>
                key != ItemColumns.Input && (!ItemColumns.Known.Contains(key, StringComparer.Ordinal) || mapping.Sources.ContainsKey(key))
            )
            .Concat(mapping.Ignored)
            .ToHashSet(StringComparer.Ordinal);

    // False where there is a value of this name already.
    private static bool Put(JsonObject item, string name, JsonNode? value)
    {
        var at = item;
        if (name.IndexOf(Dot, StringComparison.Ordinal) is > 0 and var dot)
        {
            var parent = name[..dot];
            name = name[(dot + 1)..];
            if (item[parent] is null)
                item[parent] = new JsonObject();
            if (item[parent] is not JsonObject fields)
                return false;
            at = fields;
        }

        if (at.ContainsKey(name))
            return false;
        at[name] = value;
        return true;
    }
}
