using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace PromptLab.Files;

/// <summary>
/// Finds where the nodes of a YAML text end. The end mark of a mapping or list node equals its start mark, so the ends are
/// taken from the parser's events.
/// </summary>
/// <param name="text">The text from which the nodes were parsed; valid YAML.</param>
internal sealed class YamlNodeEnds(string text)
{
    private readonly Dictionary<long, Mark> _ends = FindEnds(text);

    /// <summary>The index just after a scalar, or after the closing bracket of a flow mapping or list, from 0.</summary>
    public int EndOf(YamlNode node) => node is YamlScalarNode ? (int)node.End.Index : (int)_ends[node.Start.Index].Index + 1;

    /// <summary>The last line of a node, from 1; 0 for an empty scalar. Comments after it do not count.</summary>
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
            _ => (int)_ends[node.Start.Index].Line,
        };

    private static Dictionary<long, Mark> FindEnds(string text)
    {
        var (ends, open, parser) = (new Dictionary<long, Mark>(), new Stack<long>(), new Parser(new StringReader(text)));
        while (parser.MoveNext())
        {
            if (parser.Current is MappingStart or SequenceStart)
                open.Push(parser.Current.Start.Index);
            else if (parser.Current is MappingEnd or SequenceEnd)
                ends[open.Pop()] = parser.Current.Start;
        }

        return ends;
    }
}
