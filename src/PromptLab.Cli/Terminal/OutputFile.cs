using PromptLab.Files;

namespace PromptLab.Cli.Terminal;

/// <summary>A file that the command line names to be written.</summary>
internal static class OutputFile
{
    /// <summary>Writes the whole file, or leaves what was there.</summary>
    /// <exception cref="InputException">It can't be written.</exception>
    public static void Write(CommandContext context, string name, Action<TextWriter> write) =>
        Write(context, name, write, TextFile.WriteAtomically);

    /// <summary>Adds to the end of a file; the writer is told how many bytes are there.</summary>
    /// <exception cref="InputException">It can't be written.</exception>
    public static void Append(CommandContext context, string name, Action<TextWriter, long> write)
    {
        var file = new FileInfo(Path.Combine(context.WorkingDirectory, name));
        Write(context, name, writer => write(writer, file.Exists ? file.Length : 0), File.AppendAllText);
    }

    private static void Write(CommandContext context, string name, Action<TextWriter> write, Action<string, string> put)
    {
        using var text = new StringWriter { NewLine = "\n" };
        write(text);
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
