using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PromptLab.Files;

/// <summary>
/// Passes a parser's events on and stops at what must not become part of a tree: a bracket that is nested too deeply, and a key
/// that is no text. The tree is built recursively, and the hash of a key is that of all that it holds: one that held itself would
/// have no end. Counts the nodes.
/// </summary>
internal sealed class YamlDepthParser(IParser inner) : IParser
{
    private readonly Stack<Container> _open = new();
    private readonly HashSet<AnchorName> _scalars = [];
    private int _depth;

    private enum Container
    {
        List,
        MapBeforeKey,
        MapBeforeValue,
    }

    public ParsingEvent? Current => inner.Current;

    /// <summary>The scalars, lists and mappings so far; an alias counts as none.</summary>
    public int Nodes { get; private set; }

    /// <exception cref="YamlRefusedException">
    /// A list or mapping is nested more than <see cref="JsonDepth.Max"/> levels deep, or is the key of a mapping.
    /// </exception>
    public bool MoveNext()
    {
        if (!inner.MoveNext())
            return false;
        Nodes += Current is Scalar or MappingStart or SequenceStart ? 1 : 0;
        _depth += Current?.NestingIncrease ?? 0;
        // The stream and the document are levels of the parser's own.
        if (_depth > JsonDepth.Max + 2)
            throw new YamlRefusedException((int)Current!.Start.Line, JsonDepth.Message);
        if (Current is NodeEvent or AnchorAlias)
            Begin(Current);
        else if (Current is MappingEnd or SequenceEnd)
            _open.Pop();
        return true;
    }

    private void Begin(ParsingEvent node)
    {
        var isText = node is Scalar || (node is AnchorAlias alias && _scalars.Contains(alias.Value));
        if (_open.TryPop(out var container))
        {
            if (container == Container.MapBeforeKey && !isText)
                throw new YamlRefusedException((int)node.Start.Line, YamlNodes.KeyMessage);
            _open.Push(
                container switch
                {
                    Container.MapBeforeKey => Container.MapBeforeValue,
                    Container.MapBeforeValue => Container.MapBeforeKey,
                    _ => container,
                }
            );
        }

        if (node is MappingStart)
            _open.Push(Container.MapBeforeKey);
        else if (node is SequenceStart)
            _open.Push(Container.List);
        if (node is Scalar { Anchor.IsEmpty: false } scalar)
            _scalars.Add(scalar.Anchor);
        else if (node is NodeEvent { Anchor.IsEmpty: false } other)
            _scalars.Remove(other.Anchor);
    }
}

/// <summary>A YAML text has something that no file of ours may have.</summary>
/// <param name="line">The line, from 1.</param>
/// <param name="message">What it is, and what to do.</param>
internal sealed class YamlRefusedException(int line, string message) : Exception(message)
{
    public int Line { get; } = line;
}
