using System.Text.Json.Nodes;

namespace PromptLab.Grading.Structure;

/// <summary>Dotted paths in which <c>*</c> stands for any one field or element, such as <c>items.*.id</c>. Immutable.</summary>
internal sealed class PathPatterns
{
    private const string Any = "*";

    private readonly IReadOnlyList<IReadOnlyList<string>> _patterns;

    private PathPatterns(IReadOnlyList<IReadOnlyList<string>> patterns) => _patterns = patterns;

    public static PathPatterns None { get; } = new([]);

    /// <summary>Reads a list of paths; an empty one, which would include everything, is reported.</summary>
    public static PathPatterns Read(GraderSetup setup, string key)
    {
        var paths = setup.Options.Texts(key);
        if (setup.Options.Has(key) && (paths.Count == 0 || paths.Any(path => JsonPath.Split(path).Any(name => name.Length == 0))))
            setup.Options.Problem(key, $"“{key}” takes paths such as meta.created or items.*.id; none of their names is empty.");
        return new PathPatterns([.. paths.Select(JsonPath.Split)]);
    }

    /// <summary>The paths that lead to nothing in any of the values.</summary>
    public IEnumerable<string> FindUnused(IEnumerable<JsonNode?> values)
    {
        var all = values.ToList();
        return all.Count == 0
            ? []
            : _patterns
                .Where(pattern => !all.Exists(value => Leads(pattern, 0, value)))
                .Select(pattern => pattern.Aggregate("", JsonPath.Append));
    }

    private static bool Leads(IReadOnlyList<string> pattern, int at, JsonNode? node)
    {
        if (at == pattern.Count)
            return node is not null;
        return pattern[at] == Any
            ? Children(node).Any(child => Leads(pattern, at + 1, child))
            : JsonPath.TryFind(node, JsonPath.Append("", pattern[at]), out var child) && Leads(pattern, at + 1, child);
    }

    private static IEnumerable<JsonNode?> Children(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.Select(field => field.Value),
            JsonArray list => list,
            _ => [],
        };

    /// <summary>True if a path is one of these, or leads into one.</summary>
    public bool Includes(IReadOnlyList<string> path) => _patterns.Any(pattern => IsMatch(pattern, path));

    private static bool IsMatch(IReadOnlyList<string> pattern, IReadOnlyList<string> path) =>
        pattern.Count <= path.Count && pattern.Zip(path).All(pair => pair.First == Any || pair.First == pair.Second);
}
