using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace PromptLab.Files;

/// <summary>
/// Allows one process at a time to change a subject of several files, such as a prompt: it is held while a command reads,
/// decides and writes, so that nobody decides on what another one is about to change.
/// </summary>
/// <remarks>
/// The lock is a file beside the subject, <c>.triage.lock</c> for <c>prompts/triage</c>, that is there only while it is held. A
/// file that a killed process left behind holds nobody up.
/// </remarks>
internal sealed class SubjectLock : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMilliseconds(250);
    private static readonly DateTime Epoch = new(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly string _path;
    private readonly FileStream _file;

    private SubjectLock(string path, FileStream file) => (_path, _file) = (path, file);

    /// <summary>Waits up to 30 seconds for the lock; disposing it releases it.</summary>
    /// <param name="subject">The full path of the subject, a folder or a file that need not exist.</param>
    /// <param name="shownAs">The subject's name to use in messages.</param>
    /// <param name="time">The clock used while waiting.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <exception cref="InputException">Another process holds it for longer, or the folder is not writable.</exception>
    public static IDisposable Acquire(string subject, string shownAs, TimeProvider time, CancellationToken cancellationToken = default)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(subject))!;
        var path = Path.Combine(folder, $".{Path.GetFileName(subject)}.lock");
        var startedAt = time.GetTimestamp();
        for (var delay = FirstDelay; ; delay = delay < MaxDelay ? delay * 2 : MaxDelay)
        {
            if (TryAcquire(folder, path, shownAs) is { } held)
                return held;
            if (time.GetElapsedTime(startedAt) >= Timeout)
                throw new InputException(
                    shownAs,
                    null,
                    "Another process has been changing this for 30 seconds. Let it finish or end it, then try again."
                );
            DurableSteps.AnnounceWait();
            cancellationToken.WaitHandle.WaitOne(delay);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    // While it is held nobody else can delete it, so the name is the very file that is held.
    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
            TryDelete(_path);
        _file.Dispose();
    }

    private static SubjectLock? TryAcquire(string folder, string path, string shownAs)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None;
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, options);
            if (OperatingSystem.IsWindows() || IsStillNamed(file.SafeFileHandle, path))
                return new SubjectLock(path, file);
            file.Dispose();
            return null;
        }
        catch (IOException e) when (FileLocks.IsSharingViolation(e))
        {
            return null;
        }
        catch (UnauthorizedAccessException) when (OperatingSystem.IsWindows() && File.Exists(path))
        {
            return null; // its last holder is just deleting it
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(shownAs, null, SharedFile.UnwritableMessage(e));
        }
    }

    // Between opening and locking, the last holder may have deleted the file, and another one may have made a new one of its
    // name. A time of its own tells whether the name is the file that is held: a stat takes no lock.
    private static bool IsStillNamed(SafeFileHandle held, string path)
    {
        File.SetLastWriteTimeUtc(held, Epoch.AddSeconds(RandomNumberGenerator.GetInt32(1_000_000_000)));
        return File.Exists(path) && File.GetLastWriteTimeUtc(path) == File.GetLastWriteTimeUtc(held);
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is left behind, which holds nobody up.
        }
    }
}
