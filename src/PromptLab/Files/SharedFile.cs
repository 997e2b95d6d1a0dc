namespace PromptLab.Files;

/// <summary>Raw access to a file that several processes append to: reads during writes are allowed, appends are all or nothing.</summary>
internal static class SharedFile
{
    /// <summary>The message for a file that is unreadable.</summary>
    public const string UnreadableMessage = "The file can't be read. Close it in other programs and see that you may read it.";

    /// <summary>All bytes of the file; empty if it does not exist.</summary>
    /// <exception cref="InputException">The file is unreadable, or too large.</exception>
    public static byte[] Read(string path, string shownAs)
    {
        try
        {
            return ReadAllBytes(path, shownAs);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(shownAs, null, UnreadableMessage);
        }
    }

    /// <summary>All bytes of the file, empty if it does not exist; I/O exceptions are passed on unchanged.</summary>
    /// <exception cref="InputException">The file is too large.</exception>
    public static byte[] ReadAllBytes(string path, string shownAs)
    {
        try
        {
            using var stream = OpenToRead(path);
            return ReadAllBytes(stream, shownAs);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>Opens a file to be read while others may write it; I/O exceptions are passed on unchanged.</summary>
    public static FileStream OpenToRead(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>All bytes of an open file, from its start.</summary>
    /// <exception cref="InputException">The file is too large.</exception>
    public static byte[] ReadAllBytes(Stream stream, string shownAs) =>
        FileLimits.ReadUpTo(stream, FileLimits.Record)
        ?? throw new InputException(shownAs, null, FileLimits.FileMessage(FileLimits.Record));

    /// <summary>Appends bytes in one write and flushes them to disk.</summary>
    /// <exception cref="InputException">Writing failed; the file is unchanged.</exception>
    public static void Append(string path, string shownAs, byte[] bytes) => ThrowingInputExceptions(shownAs, () =>
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
                DurableSteps.Append(stream, bytes, path);
                stream.Flush(flushToDisk: true);
            }
            catch (IOException)
            {
                stream.SetLength(length);
                throw;
            }
        });

    /// <summary>Checks that <see cref="Append"/> can open the file. Changes nothing, and makes no file.</summary>
    /// <exception cref="InputException">It can't.</exception>
    public static void CheckAppendable(string path, string shownAs) => ThrowingInputExceptions(shownAs, () =>
        {
            var isNew = !Path.Exists(path);
            using var stream = new FileStream(
                path,
                FileMode.OpenOrCreate,
                FileAccess.Write,
                FileShare.ReadWrite | FileShare.Delete,
                bufferSize: 0,
                isNew ? FileOptions.DeleteOnClose : FileOptions.None
            );
        });

    /// <summary>
    /// Checks that <see cref="Replace"/> can write the file beside it. Whoever checks holds the lock: one that is left there from
    /// a killed process goes.
    /// </summary>
    /// <exception cref="InputException">It can't; the message names the file beside it.</exception>
    public static void CheckReplaceable(string path, string shownAs)
    {
        var pending = TextFile.PendingPathOf(path);
        ThrowingInputExceptions(TextFile.PendingPathOf(shownAs), () =>
        {
            using var stream = new FileStream(
                pending,
                FileMode.OpenOrCreate,
                FileAccess.Write,
                FileShare.None,
                bufferSize: 0,
                FileOptions.DeleteOnClose
            );
        });
    }

    /// <summary>Replaces the whole file atomically.</summary>
    /// <exception cref="InputException">Writing failed; the file is unchanged.</exception>
    public static void Replace(string path, string shownAs, string text) =>
        ThrowingInputExceptions(shownAs, () => TextFile.WriteAtomically(path, text));

    /// <summary>The message for a file that is not writable.</summary>
    public static string UnwritableMessage(Exception e) =>
        e is UnauthorizedAccessException
            ? "The file can't be written: access is denied. Make the file and its folder writable."
            : "The file can't be written. See that its folder is a folder that you may write to, that the disk has room and that no other program has the file open.";

    private static void ThrowingInputExceptions(string shownAs, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(shownAs, null, UnwritableMessage(e));
        }
    }
}
