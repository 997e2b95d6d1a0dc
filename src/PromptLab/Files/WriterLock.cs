using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace PromptLab.Files;

/// <summary>
/// Allows one process at a time to write a file that several append to: the process that has the lock file open exclusively.
/// </summary>
/// <remarks>
/// The lock file is never deleted: otherwise one process could hold a deleted file while another creates and locks a new one
/// of the same name.
/// </remarks>
internal static class WriterLock
{
    private const string HeldMessage = "Another process has held the file for 30 seconds. Let it finish or end it, then try again.";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan InitialDelay = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Waits up to 30 seconds for the lock and returns the locked file, which may be written to; disposing it releases the lock.
    /// </summary>
    /// <exception cref="InputException">Another process holds the lock for longer, or the file cannot be created.</exception>
    public static async Task<FileStream> AcquireAsync(string path, string shownAs, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return await CreateRetryPipeline(time).ExecuteAsync(_ => ValueTask.FromResult(Open(path)), cancellationToken);
        }
        catch (Exception e) when (IsContention(e))
        {
            throw new InputException(shownAs, null, HeldMessage);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(shownAs, null, SharedFile.UnwritableMessage(e));
        }
    }

    /// <summary>
    /// All bytes of a file that is its own lock; empty if it does not exist. Blocks the thread for up to 30 seconds while another
    /// process writes, which normally takes milliseconds.
    /// </summary>
    /// <exception cref="InputException">Another process holds the lock for longer, or the file is unreadable.</exception>
    public static byte[] Read(string path, string shownAs, TimeProvider time)
    {
        var startedAt = time.GetTimestamp();
        for (var delay = InitialDelay; ; delay = delay < MaxDelay ? delay * 2 : MaxDelay)
        {
            try
            {
                return SharedFile.ReadAllBytes(path, shownAs);
            }
            catch (IOException e) when (FileLocks.IsSharingViolation(e))
            {
                if (time.GetElapsedTime(startedAt) >= Timeout)
                    throw new InputException(shownAs, null, HeldMessage);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new InputException(shownAs, null, SharedFile.UnreadableMessage);
            }

            DurableSteps.AnnounceWait();
            Thread.Sleep(delay);
        }
    }

    private static bool IsContention(Exception e) =>
        e is TimeoutRejectedException || (e is IOException held && FileLocks.IsSharingViolation(held));

    private static FileStream Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
    }

    private static ResiliencePipeline<FileStream> CreateRetryPipeline(TimeProvider time) =>
        new ResiliencePipelineBuilder<FileStream> { TimeProvider = time }
            .AddTimeout(Timeout)
            .AddRetry(
                new RetryStrategyOptions<FileStream>
                {
                    ShouldHandle = new PredicateBuilder<FileStream>().Handle<IOException>(FileLocks.IsSharingViolation),
                    MaxRetryAttempts = int.MaxValue,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = InitialDelay,
                    MaxDelay = MaxDelay,
                    OnRetry = static _ =>
                    {
                        DurableSteps.AnnounceWait();
                        return default;
                    },
                }
            )
            .Build();
}
