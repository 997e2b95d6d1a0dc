using System.Globalization;
using System.Xml;
using System.Xml.XPath;
using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Grading.Structure;

/// <summary>What an XPath expression must find: a text, something or nothing, or a number of nodes.</summary>
/// <param name="Path">The expression, as written.</param>
/// <param name="Value">The text that the first node must have; null if another rule is given.</param>
/// <param name="Exists">Whether there must be one; null if another rule is given.</param>
/// <param name="Count">How many there must be; null if another rule is given.</param>
internal sealed record XPathCheck(string Path, ValueSource? Value, bool? Exists, NumberSource? Count)
{
    private static readonly string[] Rules = ["equals", "exists", "count"];

    /// <summary>Reads a rule; without one, the text must be the expected answer. Null if it is invalid, which is reported.</summary>
    /// <param name="setup">The grader.</param>
    /// <param name="map">Where the rule stands.</param>
    /// <param name="key">The key of the expression.</param>
    /// <param name="namespaces">The prefixes of the expression.</param>
    public static XPathCheck? Read(GraderSetup setup, YamlMap map, string key, XmlNamespaceManager namespaces)
    {
        var path = map.RequiredText(key);
        var rules = Rules.Where(map.Has).ToList();
        if (rules.Count > 1)
            map.Problem(rules[1], $"An expression has just one of {string.Join(", ", Rules)}.");
        var check = new XPathCheck(
            path,
            rules.Count == 0 || map.Has("equals") ? new ValueSource(map.Text("equals") ?? "{expected}") : null,
            map.Flag("exists"),
            NumberSource.Read(setup, map, "count", NumberRange.Counts)
        );
        foreach (var item in setup.Items.Where(item => check.Value?.FindMissing(item) is not null))
            setup.Problems.Add(
                item.File,
                item.Line,
                $"“{check.Value!.FindMissing(item)}” is missing in the item “{item.Id}”. The grader “{setup.Id}” (xml) needs one: add it, or give the expression “equals”, “exists” or “count”."
            );
        return path.Length > 0 && IsValid(path, map, key, namespaces, needsNodes: check.Value is null) ? check : null;
    }

    /// <summary>What is wrong; null if nothing is.</summary>
    public (ReasonCode Code, string Reason)? FindFault(
        XPathNavigator document,
        XmlNamespaceManager namespaces,
        EvalItem item,
        TextNormaliser normaliser
    )
    {
        var result = document.Evaluate(Path, namespaces);
        var nodes = result as XPathNodeIterator;
        var found = nodes is null ? 1 : CountOf(nodes);
        if (Count?.For(item) is { } count && found != count)
            return (XmlGrader.OtherCount, string.Create(CultureInfo.InvariantCulture, $"“{Path}” finds {found} nodes, not {count}."));
        if (Exists is { } exists && exists != found > 0)
            return exists
                ? (XmlGrader.Missing, $"“{Path}” finds nothing.")
                : (XmlGrader.Present, $"“{Path}” finds something, and should not.");
        if (Value is null)
            return null;
        if (found == 0)
            return (XmlGrader.Missing, $"“{Path}” finds nothing.");
        var wanted = Value.TextFor(item);
        var texts = nodes is null ? [TextOf(result)] : TextsOf(nodes);
        if (texts is not [var text])
            return (XmlGrader.Several, string.Create(CultureInfo.InvariantCulture, $"“{Path}” finds {found} nodes, and one is compared."));
        if (normaliser.Apply(text) == normaliser.Apply(wanted))
            return null;
        var (shown, expected) = Quote.Apart(normaliser.Trim ? text.Trim() : text, wanted);
        return (XmlGrader.Different, $"“{Path}” is {shown}, not {expected}.");
    }

    private static int CountOf(XPathNodeIterator nodes)
    {
        var count = 0;
        for (var copy = nodes.Clone(); copy.MoveNext(); )
            count++;
        return count;
    }

    private static List<string> TextsOf(XPathNodeIterator nodes)
    {
        var texts = new List<string>();
        for (var copy = nodes.Clone(); texts.Count < 2 && copy.MoveNext(); )
            texts.Add(copy.Current!.Value);
        return texts;
    }

    private static string TextOf(object value) =>
        value switch
        {
            bool flag => flag ? "true" : "false",
            double number => number.ToString(CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    private static bool IsValid(string path, YamlMap map, string key, XmlNamespaceManager namespaces, bool needsNodes)
    {
        try
        {
            var expression = XPathExpression.Compile(path, namespaces);
            if (!needsNodes || expression.ReturnType == XPathResultType.NodeSet)
                return true;
            map.Problem(key, $"“{path}” finds no nodes but a value: compare it with “equals”.");
        }
        catch (XPathException e)
        {
            map.Problem(key, $"“{path}” is no valid XPath expression: {e.Message}");
        }

        return false;
    }
}
