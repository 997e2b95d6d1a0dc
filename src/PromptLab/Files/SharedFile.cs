namespace PromptLab.Files;

/// <summary>The bytes of a file that many append to: read beside a writer, appended whole or not at all.</summary>
internal static class SharedFile
{
    /// <summary>What a person is told of a file that can't be read.</summary>
    public const string Unreadable = "The file can't be read. Close it in other programs and see that you may read it.";

    /// <summary>All bytes; none where there is no file.</summary>
    /// <exception cref="InputException">The file can't be read.</exception>
    public static byte[] Read(string path, string shownAs)
    {
        try
        {
            return Bytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(shownAs, null, Unreadable);
        }
    }

    /// <summary>The same with the exceptions as they come.</summary>
    public static byte[] Bytes(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>Appends bytes in one write and waits until they are on the disk.</summary>
    /// <exception cref="InputException">They can't be written; the file is as it was.</exception>
    public static void Append(string path, string shownAs, byte[] bytes) => Refusing(shownAs, () =>
        {
            using var stream = new FileStream(
                path,
                FileMode.OpenOrCreate,
                FileAccess.Write,
                FileShare.ReadWrite | FileShare.Delete,
                bufferSize: 0
            );
            var length = stream.Seek(0, SeekOrigin.End);
            try
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }
            catch (IOException)
            {
                stream.SetLength(length);
                throw;
            }
        });

    /// <summary>Puts another text in the file's place, all at once.</summary>
    /// <exception cref="InputException">It can't be written; the file is as it was.</exception>
    public static void Replace(string path, string shownAs, string text) => Refusing(shownAs, () => TextFile.WriteAtomically(path, text));

    /// <summary>What a person is told of a file that can't be written.</summary>
    public static string Refusal(Exception e) =>
        e is UnauthorizedAccessException
            ? "The file can't be written: access is denied. Make the file and its folder writable."
            : "The file can't be written. See that its folder is a folder that you may write to, that the disk has room and that no other program has the file open.";

    private static void Refusing(string shownAs, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(shownAs, null, Refusal(e));
        }
    }
}
