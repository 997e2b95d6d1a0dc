using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PromptLab.Files;

/// <summary>
/// Passes a parser's events on and stops at the bracket that is nested too deeply, before a tree is built recursively from them.
/// Counts the nodes.
/// </summary>
internal sealed class YamlDepthParser(IParser inner) : IParser
{
    private int _depth;

    public ParsingEvent? Current => inner.Current;

    /// <summary>The scalars, lists and mappings so far; an alias counts as none.</summary>
    public int Nodes { get; private set; }

    /// <exception cref="YamlTooDeepException">A list or mapping is nested more than <see cref="JsonDepth.Max"/> levels deep.</exception>
    public bool MoveNext()
    {
        if (!inner.MoveNext())
            return false;
        Nodes += Current is Scalar or MappingStart or SequenceStart ? 1 : 0;
        _depth += Current?.NestingIncrease ?? 0;
        // The stream and the document are levels of the parser's own.
        return _depth <= JsonDepth.Max + 2 ? true : throw new YamlTooDeepException((int)Current!.Start.Line);
    }
}

/// <summary>A YAML text is nested more than <see cref="JsonDepth.Max"/> levels deep.</summary>
/// <param name="line">The line, from 1.</param>
internal sealed class YamlTooDeepException(int line) : Exception(JsonDepth.Message)
{
    public int Line { get; } = line;
}
