using PromptLab.Files;

namespace PromptLab.Cli.Terminal;

/// <summary>Writes files that options name, relative to the working directory. Controls are pictured in them.</summary>
internal static class OutputFile
{
    /// <summary>Writes a file atomically: on failure an existing file is unchanged.</summary>
    /// <exception cref="InputException">The file is not writable.</exception>
    public static void Write(CommandContext context, string name, Action<TextWriter> write) =>
        Write(context, name, write, TextFile.WriteAtomically);

    /// <summary>Appends to a file, which need not exist; the callback gets its length in bytes.</summary>
    /// <exception cref="InputException">The file is not writable.</exception>
    public static void Append(CommandContext context, string name, Action<TextWriter, long> write)
    {
        var file = new FileInfo(Path.Combine(context.WorkingDirectory, name));
#pragma warning disable RS0030 // The text has passed the filter.
        Write(context, name, writer => write(writer, file.Exists ? file.Length : 0), File.AppendAllText);
#pragma warning restore RS0030
    }

    private static void Write(CommandContext context, string name, Action<TextWriter> write, Action<string, string> put)
    {
        using var text = new StringWriter { NewLine = "\n" };
        using (var printable = new PrintableWriter(text))
            write(printable);
        try
        {
            put(Path.Combine(context.WorkingDirectory, name), text.ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(name, null, $"The file can't be written: {e.Message}");
        }
    }
}
