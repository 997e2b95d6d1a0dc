using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PromptLab.Files;

/// <summary>
/// Reads YAML into nodes and refuses what no file of ours holds: keys that are no texts, and aliases that lead back to
/// themselves or grow without measure.
/// </summary>
internal static class YamlNodes
{
    private const int MostNodes = 100_000;

    /// <summary>The root of a text; null where it is empty, and where it is no YAML, with the problem and its line in it.</summary>
    public static YamlNode? Read(string text, out (int Line, string Message)? problem)
    {
        problem = null;
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            problem = ((int)e.Start.Line, $"This is not valid YAML: {e.Message}");
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            problem = (1, "This is not valid YAML. Look at its quotes, brackets and indents.");
            return null;
        }

        var root = stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
        var left = MostNodes;
        problem = root is null ? null : ProblemOf(root, new HashSet<object>(ReferenceEqualityComparer.Instance), ref left);
        return problem is null ? root : null;
    }

    private static (int Line, string Message)? ProblemOf(YamlNode node, HashSet<object> above, ref int left)
    {
        if (--left < 0)
            return (Line(node), "The aliases of this file make it grow too large. Write what is meant in full.");
        var inner = node switch
        {
            YamlMappingNode map => map.Children.Values,
            YamlSequenceNode list => (IEnumerable<YamlNode>)list.Children,
            _ => [],
        };
        if (node is YamlMappingNode { Children.Keys: var keys } && keys.FirstOrDefault(key => key is not YamlScalarNode) is { } strange)
            return (Line(strange), "A key is a text. Quote it, if the brackets belong to it.");
        var isOpen = node is not YamlScalarNode;
        if (isOpen && !above.Add(node))
            return (Line(node), "An alias leads back to itself. Write what is meant in full.");
        foreach (var part in inner)
        {
            if (ProblemOf(part, above, ref left) is { } problem)
                return problem;
        }

        if (isOpen)
            above.Remove(node);
        return null;
    }

    private static int Line(YamlNode node) => Math.Max(1, (int)node.Start.Line);
}
