using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace PromptLab.Files;

/// <summary>Lets one process at a time write a file that many append to: whoever holds the lock file open, to the exclusion of others, may write.</summary>
/// <remarks>The file is never deleted: a deleted one could be held by one process while the next makes, and holds, another of its name.</remarks>
internal static class WriterLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Waits up to 30 seconds for the lock; disposing of it lets the next one in. What is held may be written to.</summary>
    /// <exception cref="InputException">Somebody else holds it for longer, or it can't be made.</exception>
    public static async Task<FileStream> TakeAsync(string path, string shownAs, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return await Waiting(time).ExecuteAsync(_ => ValueTask.FromResult(Open(path)), cancellationToken);
        }
        catch (Exception e) when (e is TimeoutRejectedException || (e is IOException held && FileLocks.IsHeld(held)))
        {
            throw new InputException(shownAs, null, "Another process has held the file for 30 seconds. Let it finish or end it, then try again.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(shownAs, null, SharedFile.Refusal(e));
        }
    }

    private static FileStream Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
    }

    private static ResiliencePipeline<FileStream> Waiting(TimeProvider time) =>
        new ResiliencePipelineBuilder<FileStream> { TimeProvider = time }
            .AddTimeout(Patience)
            .AddRetry(new RetryStrategyOptions<FileStream>
            {
                ShouldHandle = new PredicateBuilder<FileStream>().Handle<IOException>(FileLocks.IsHeld),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(5),
                MaxDelay = TimeSpan.FromMilliseconds(250),
            })
            .Build();
}
