using System.Text;

namespace PromptLab.Cli.Terminal;

/// <summary>
/// A stream that CI servers read for commands. Text that would start a command is broken up by a zero-width space, so that nothing
/// from a model or a file can run one. Thread-safe.
/// </summary>
/// <remarks>
/// GitHub Actions takes a line for a command where it starts with <c>::</c> after optional white space, or contains <c>##[</c>:
/// ActionCommand.TryParseV2 and TryParse in
/// https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs.
/// </remarks>
/// <param name="inner">The underlying stream.</param>
internal sealed class WorkflowCommandEscaper(TextWriter inner) : TextWriter
{
    private const char ZeroWidthSpace = '\u200B';

    private readonly Lock _lock = new();
    private string _start = ""; // the start of the line without leading white space: "", ":" or "more"
    private int _hashes;

    public override Encoding Encoding => inner.Encoding;

    /// <summary>The underlying stream, for our own commands, each a whole line; a stream without escaping is returned as it is.</summary>
    public static TextWriter Unguarded(TextWriter writer) => writer is WorkflowCommandEscaper escaper ? escaper.Inner : writer;

    private TextWriter Inner => inner;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        var escaped = new StringBuilder(buffer.Length);
        lock (_lock)
        {
            foreach (var c in buffer)
                Append(c, escaped);
            inner.Write(escaped.ToString());
        }
    }

    public override void WriteLine() => Write("\n");

    public override void WriteLine(string? value) => Write(value + "\n");

    public override Task WriteAsync(char value) => Done(() => Write(value));

    public override Task WriteAsync(string? value) => Done(() => Write(value));

    public override Task WriteLineAsync(string? value) => Done(() => WriteLine(value));

    public override void Flush() => inner.Flush();

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

    private static Task Done(Action write)
    {
        write();
        return Task.CompletedTask;
    }
}
