using System.Text;

namespace PromptLab.Cli.Terminal;

/// <summary>
/// A stream that CI servers read for commands. Text that would start a command is broken up by a zero-width space, so that nothing
/// from a model or a file can run one; the rest is as on a <see cref="PrintableWriter"/>. Thread-safe.
/// </summary>
/// <remarks>
/// GitHub Actions takes a line for a command where it starts with <c>::</c> after optional white space, or contains <c>##[</c>:
/// ActionCommand.TryParseV2 and TryParse in
/// https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs.
/// </remarks>
/// <param name="inner">The underlying stream.</param>
internal sealed class WorkflowCommandEscaper(TextWriter inner) : FilteringWriter(inner as PrintableWriter ?? new PrintableWriter(inner))
{
    private const char ZeroWidthSpace = '\u200B';

    private string _start = ""; // the start of the line without leading white space: "", ":" or "more"
    private int _hashes;

    /// <summary>The underlying stream, for our own commands, each a whole line; a stream without escaping is returned as it is.</summary>
    public static TextWriter Unguarded(TextWriter writer) => writer is WorkflowCommandEscaper escaper ? escaper.Inner : writer;

    protected override string Filter(ReadOnlySpan<char> text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
            Append(c, escaped);
        return escaped.ToString();
    }

    private void Append(char c, StringBuilder escaped)
    {
        if ((c == ':' && _start == ":") || (c == '[' && _hashes >= 2))
            escaped.Append(ZeroWidthSpace);
        escaped.Append(c);
        _hashes = c == '#' ? _hashes + 1 : 0;
        _start =
            c is '\n' or '\r' ? ""
            : _start.Length == 0 && char.IsWhiteSpace(c) ? ""
            : _start.Length == 0 && c == ':' ? ":"
            : "more";
    }
}
