using System.Text;

namespace PromptLab.Cli.Terminal;

/// <summary>
/// A stream that a CI server reads for commands, with the marks that begin one broken up by a space of no width: whatever a
/// model or a file says, it stays text. Thread-safe.
/// </summary>
/// <remarks>
/// The runner of GitHub Actions takes a line for a command where its text, blanks at the start left aside, begins with
/// <c>::</c>, and where <c>##[</c> stands anywhere in it: ActionCommand.TryParseV2 and TryParse in
/// https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs.
/// </remarks>
/// <param name="inner">The stream.</param>
internal sealed class WorkflowCommandEscaper(TextWriter inner) : TextWriter
{
    private const char NoWidth = '\u200B';

    private readonly Lock _lock = new();
    private string _start = ""; // what the line begins with so far, blanks left aside: nothing, a colon, or more than that
    private int _hashes;

    public override Encoding Encoding => inner.Encoding;

    /// <summary>The stream itself, for commands of ours, each a whole line; the same where it is not guarded.</summary>
    public static TextWriter Unguarded(TextWriter writer) => writer is WorkflowCommandEscaper guarded ? guarded.Inner : writer;

    private TextWriter Inner => inner;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        var inert = new StringBuilder(buffer.Length);
        lock (_lock)
        {
            foreach (var c in buffer)
                Add(c, inert);
            inner.Write(inert.ToString());
        }
    }

    public override void WriteLine() => Write("\n");

    public override void WriteLine(string? value) => Write(value + "\n");

    public override Task WriteAsync(char value) => Done(() => Write(value));

    public override Task WriteAsync(string? value) => Done(() => Write(value));

    public override Task WriteLineAsync(string? value) => Done(() => WriteLine(value));

    public override void Flush() => inner.Flush();

    private void Add(char c, StringBuilder inert)
    {
        if ((c == ':' && _start == ":") || (c == '[' && _hashes >= 2))
            inert.Append(NoWidth);
        inert.Append(c);
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
