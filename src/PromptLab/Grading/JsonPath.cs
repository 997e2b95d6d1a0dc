using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace PromptLab.Grading;

/// <summary>
/// Resolves dotted paths in JSON, such as <c>refund.amount</c> or <c>items.0.id</c>. A dot that belongs to a key has a backslash before
/// it, <c>a\.b</c>, and so has a backslash.
/// </summary>
internal static class JsonPath
{
    /// <summary>The revision of reading paths, which enters the hash of the graders that escape something in one.</summary>
    public const int EscapeRevision = 1;

    /// <summary>The value at a path; null if it is missing or JSON null.</summary>
    public static JsonNode? Find(JsonNode? json, string path) => TryFind(json, path, out var found) ? found : null;

    /// <summary>Finds the value at a path, which may be JSON null; false if there is none.</summary>
    public static bool TryFind(JsonNode? json, string path, out JsonNode? found)
    {
        found = json;
        foreach (var name in Split(path))
        {
            switch (found)
            {
                case JsonObject map when map.TryGetPropertyValue(name, out var value):
                    found = value;
                    break;
                case JsonArray list
                    when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count:
                    found = list[index];
                    break;
                default:
                    found = null;
                    return false;
            }
        }

        return true;
    }

    /// <summary>The names of a path, without escapes.</summary>
    public static IReadOnlyList<string> Split(string path)
    {
        var names = new List<string>();
        var name = new StringBuilder();
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '\\' && i + 1 < path.Length && (path[i + 1] is '.' or '\\'))
            {
                name.Append(path[++i]);
            }
            else if (path[i] == '.')
            {
                names.Add(name.ToString());
                name.Clear();
            }
            else
            {
                name.Append(path[i]);
            }
        }

        names.Add(name.ToString());
        return names;
    }

    /// <summary>A path with one more name, escaped; an empty path is the root.</summary>
    public static string Append(string path, string name)
    {
        var escaped = name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(".", "\\.", StringComparison.Ordinal);
        return path.Length == 0 ? escaped : $"{path}.{escaped}";
    }

    /// <summary>A path with an index.</summary>
    public static string Append(string path, int index) => Append(path, index.ToString(CultureInfo.InvariantCulture));
}
