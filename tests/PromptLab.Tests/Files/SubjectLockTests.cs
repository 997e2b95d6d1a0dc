using PromptLab.Files;

namespace PromptLab.Tests.Files;

public sealed class SubjectLockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("promptlab-").FullName;

    private string Subject => Path.Combine(_folder, "triage");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_lock_leaves_no_file()
    {
        using (SubjectLock.Acquire(Subject, "triage", TimeProvider.System))
            Assert.Equal([".triage.lock"], Directory.EnumerateFiles(_folder).Select(Path.GetFileName));

        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    [Fact]
    public void A_lock_file_that_a_killed_process_left_behind_holds_nobody_up()
    {
        File.WriteAllText(Path.Combine(_folder, ".triage.lock"), "");

        SubjectLock.Acquire(Subject, "triage", TimeProvider.System).Dispose();

        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    [Fact]
    public async Task Eight_that_take_it_in_turns_are_never_in_it_together()
    {
        var (inside, most, taken) = (0, 0, 0);
        await Parallel.ForAsync(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, (_, stopping) =>
        {
            for (var turn = 0; turn < 5; turn++)
            {
                using var held = SubjectLock.Acquire(Subject, "triage", TimeProvider.System, stopping);
                var now = Interlocked.Increment(ref inside);
                most = Math.Max(most, now);
                Thread.Yield();
                taken++; // unguarded: the lock is the guard
                Interlocked.Decrement(ref inside);
            }

            return default;
        });

        Assert.Equal((1, 40), (most, taken));
    }

    [Fact]
    public void Waiting_for_it_can_be_cancelled()
    {
        using var held = SubjectLock.Acquire(Subject, "triage", TimeProvider.System);
        using var stopping = new CancellationTokenSource();
        stopping.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => SubjectLock.Acquire(Subject, "triage", TimeProvider.System, stopping.Token));
    }
}
