using System.Text;

namespace PromptLab.Cli.Terminal;

/// <summary>
/// Writes to a terminal, which may be closed while a command works: from then on nothing is written, and the command still
/// saves what it has. Streams that go to a file are not wrapped: what can't be written there has to be known.
/// </summary>
/// <param name="terminal">The stream of the terminal.</param>
internal sealed class TerminalWriter(TextWriter terminal) : TextWriter
{
    private bool _isClosed;

    public override Encoding Encoding => terminal.Encoding;

    public override void Write(char value) => Try(() => terminal.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => terminal.Write(buffer, index, count));

    public override void Write(string? value) => Try(() => terminal.Write(value));

    public override void Flush() => Try(terminal.Flush);

    private void Try(Action write)
    {
        if (_isClosed)
            return;
        try
        {
            write();
        }
        catch (IOException)
        {
            _isClosed = true;
        }
    }
}
