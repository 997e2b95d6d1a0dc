using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace PromptLab.Files;

/// <summary>
/// Where the nodes of a YAML text end. The end mark of a mapping or a list is that of its beginning; the parser's
/// events know better.
/// </summary>
/// <param name="text">The text that the nodes were read from; it is valid.</param>
internal sealed class YamlPlaces(string text)
{
    private readonly Dictionary<long, Mark> _closings = ClosingsOf(text);

    /// <summary>The character after a scalar or after the closing bracket of a mapping or a list in brackets, from 0.</summary>
    public int EndOf(YamlNode node) => node is YamlScalarNode ? (int)node.End.Index : (int)_closings[node.Start.Index].Index + 1;

    /// <summary>The last line of a node, from 1; 0 for one without a text. Comments after it don't belong to it.</summary>
    public int LastLineOf(YamlNode node) =>
        node switch
        {
            YamlMappingNode { Style: not MappingStyle.Flow, Children.Count: > 0 } map => map.Children.Max(pair =>
                Math.Max(LastLineOf(pair.Key), LastLineOf(pair.Value))
            ),
            YamlSequenceNode { Style: not SequenceStyle.Flow, Children.Count: > 0 } list => list.Children.Max(LastLineOf),
            YamlScalarNode { Value: null or "" } => 0,
            YamlScalarNode { Style: ScalarStyle.Literal or ScalarStyle.Folded } block => (int)block.End.Line
                - (block.End.Column == 1 ? 1 : 0),
            YamlScalarNode => (int)node.End.Line,
            _ => (int)_closings[node.Start.Index].Line,
        };

    private static Dictionary<long, Mark> ClosingsOf(string text)
    {
        var (closings, open, parser) = (new Dictionary<long, Mark>(), new Stack<long>(), new Parser(new StringReader(text)));
        while (parser.MoveNext())
        {
            if (parser.Current is MappingStart or SequenceStart)
                open.Push(parser.Current.Start.Index);
            else if (parser.Current is MappingEnd or SequenceEnd)
                closings[open.Pop()] = parser.Current.Start;
        }

        return closings;
    }
}
