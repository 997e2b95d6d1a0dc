using System.Text;

namespace PromptLab.Cli.Terminal;

/// <summary>A stream on which everything written passes one filter. Lines end with a line feed. Thread-safe.</summary>
/// <param name="inner">The underlying stream.</param>
internal abstract class FilteringWriter(TextWriter inner) : TextWriter
{
    private readonly Lock _lock = new();

    /// <summary>The underlying stream.</summary>
    public TextWriter Inner => inner;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_lock)
        {
            if (Filter(buffer) is { } changed)
                inner.Write(changed);
            else
                inner.Write(buffer);
        }
    }

    public override void WriteLine() => Write("\n");

    public override void WriteLine(string? value) => Write(value + "\n");

    public override Task WriteAsync(char value) => Done(() => Write(value));

    public override Task WriteAsync(string? value) => Done(() => Write(value));

    public override Task WriteLineAsync(string? value) => Done(() => WriteLine(value));

    public override void Flush() => inner.Flush();

    /// <summary>What is written in the place of a text; null for the text itself. Called by one thread at a time, in order.</summary>
    protected abstract string? Filter(ReadOnlySpan<char> text);

    private static Task Done(Action write)
    {
        write();
        return Task.CompletedTask;
    }
}
