using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PromptLab.Files;

/// <summary>
/// Parses YAML into nodes and rejects what PromptLab's files never contain: keys that are not scalars, and aliases that are
/// cyclic or expand excessively, and nesting that is too deep for the recursion of its readers.
/// </summary>
internal static class YamlNodes
{
    /// <summary>The message for a key that is a list or a mapping.</summary>
    public const string KeyMessage = "A key is a text. Quote it, if the brackets belong to it.";

    private const int MaxAliasedNodes = 100_000;

    /// <summary>
    /// The root node of a text; null if the text is empty or invalid, the latter with the problem and its line in the text.
    /// </summary>
    public static YamlNode? Read(string text, out (int Line, string Message)? problem)
    {
        problem = null;
        var stream = new YamlStream();
        var parser = new YamlDepthParser(new Parser(new StringReader(text)));
        try
        {
            stream.Load(parser);
        }
        catch (YamlRefusedException e)
        {
            problem = (Math.Max(1, e.Line), e.Message);
            return null;
        }
        catch (YamlException e)
        {
            problem = ((int)e.Start.Line, $"This is not valid YAML: {WordsOf(e.Message)}");
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            problem = (1, "This is not valid YAML. Look at its quotes, brackets and indents.");
            return null;
        }

        var root = stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
        var remainingNodes = MaxAliasedNodes + parser.Nodes;
        problem = root is null ? null : FindProblem(root, new HashSet<object>(ReferenceEqualityComparer.Instance), ref remainingNodes);
        return problem is null ? root : null;
    }

    // The parser says what it met, which helps nobody who does not know its grammar; this says what to do.
    private static string WordsOf(string message) =>
        Ways.FirstOrDefault(way => message.Contains(way.Told, StringComparison.Ordinal)).Way is { } way ? way : message;

    private static readonly (string Told, string? Way)[] Ways =
    [
        ("found invalid mapping", "put a value that contains “: ” in quotes, such as title: \"Sort: by queue\"."),
        (
            "found unknown escape character",
            "inside double quotes a backslash begins an escape. Put the value in single quotes, such as pattern: '\\d+'."
        ),
        (
            "did not find expected ',' or ']'",
            "a list in brackets ends here without “]” or a comma is missing. Put a value that begins with [ in quotes."
        ),
        (
            "did not find expected ',' or '}'",
            "a mapping in braces ends here without “}” or a comma is missing. Put a value that begins with { in quotes."
        ),
        ("cannot start any token", "a value can't begin with this character (%, @, ` or a tab). Put it in quotes, or indent with blanks."),
        ("found unexpected end of stream", "a quote is opened and never closed."),
        ("did not find expected key", "the indent is wrong, or a value with quotes in it is not quoted as a whole."),
        ("mapping values are not allowed", "put a value that contains “: ” in quotes, such as title: \"Sort: by queue\"."),
        ("did not find expected alphabetic", "put a value that begins with * or & in quotes."),
        (
            "could not find expected ':'",
            "a colon and a blank are missing after the key, or the text of the line above goes on here without an indent."
        ),
    ];

    private static (int Line, string Message)? FindProblem(YamlNode node, HashSet<object> ancestors, ref int remainingNodes)
    {
        if (--remainingNodes < 0)
            return (Line(node), "The aliases of this file make it grow too large. Write what is meant in full.");
        var inner = node switch
        {
            YamlMappingNode map => map.Children.Values,
            YamlSequenceNode list => (IEnumerable<YamlNode>)list.Children,
            _ => [],
        };
        var isContainer = node is not YamlScalarNode;
        if (isContainer && !ancestors.Add(node))
            return (Line(node), "An alias leads back to itself. Write what is meant in full.");
        if (ancestors.Count > JsonDepth.Max) // by aliases within aliases
            return (Line(node), JsonDepth.Message);
        foreach (var part in inner)
        {
            if (FindProblem(part, ancestors, ref remainingNodes) is { } problem)
                return problem;
        }

        if (isContainer)
            ancestors.Remove(node);
        return null;
    }

    private static int Line(YamlNode node) => Math.Max(1, (int)node.Start.Line);
}
