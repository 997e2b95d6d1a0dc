using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace PromptLab.Files;

/// <summary>
/// Lets one process at a time write a file that many append to: whoever holds the lock file open, to the exclusion of
/// others, may write.
/// </summary>
/// <remarks>
/// The file is never deleted: a deleted one could be held by one process while the next makes, and holds, another of
/// its name.
/// </remarks>
internal static class WriterLock
{
    private const string Held = "Another process has held the file for 30 seconds. Let it finish or end it, then try again.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits up to 30 seconds for the lock; disposing of it lets the next one in. What is held may be written to.</summary>
    /// <exception cref="InputException">Somebody else holds it for longer, or it can't be made.</exception>
    public static async Task<FileStream> TakeAsync(string path, string shownAs, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return await Waiting(time).ExecuteAsync(_ => ValueTask.FromResult(Open(path)), cancellationToken);
        }
        catch (Exception e) when (IsHeld(e))
        {
            throw new InputException(shownAs, null, Held);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(shownAs, null, SharedFile.Refusal(e));
        }
    }

    /// <summary>
    /// All bytes of a file that is its own lock; its thread waits up to 30 seconds for whoever writes it, which takes
    /// milliseconds. None where there is no file.
    /// </summary>
    /// <exception cref="InputException">Somebody holds it for longer, or it can't be read.</exception>
    public static byte[] Read(string path, string shownAs, TimeProvider time)
    {
        var begun = time.GetTimestamp();
        for (var wait = FirstWait; ; wait = wait < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                return SharedFile.Bytes(path);
            }
            catch (IOException e) when (FileLocks.IsHeld(e))
            {
                if (time.GetElapsedTime(begun) >= Patience)
                    throw new InputException(shownAs, null, Held);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new InputException(shownAs, null, SharedFile.Unreadable);
            }

            Thread.Sleep(wait);
        }
    }

    private static bool IsHeld(Exception e) => e is TimeoutRejectedException || (e is IOException held && FileLocks.IsHeld(held));

    private static FileStream Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
    }

    private static ResiliencePipeline<FileStream> Waiting(TimeProvider time) =>
        new ResiliencePipelineBuilder<FileStream> { TimeProvider = time }
            .AddTimeout(Patience)
            .AddRetry(
                new RetryStrategyOptions<FileStream>
                {
                    ShouldHandle = new PredicateBuilder<FileStream>().Handle<IOException>(FileLocks.IsHeld),
                    MaxRetryAttempts = int.MaxValue,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = FirstWait,
                    MaxDelay = LongestWait,
                }
            )
            .Build();
}
