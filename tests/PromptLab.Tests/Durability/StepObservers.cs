using PromptLab.Files;

namespace PromptLab.Tests.Durability;

/// <summary>Ends a command before a step, and lets it change nothing from then on: what kill -9 does, in process.</summary>
/// <param name="at">The number of steps that are taken before; <see cref="int.MaxValue"/> to count all of them.</param>
internal sealed class KillAt(int at) : IStepObserver
{
    private readonly Lock _lock = new();
    private readonly List<string> _taken = [];

    /// <summary>The steps that were taken, such as <c>move versions.lock</c>.</summary>
    public IReadOnlyList<string> Taken => _taken;

    /// <summary>The step before which the command was ended; null where it came to its end.</summary>
    public string? KilledBefore { get; private set; }

    public void Before(string step)
    {
        lock (_lock)
        {
            if (_taken.Count < at)
            {
                _taken.Add(step);
                return;
            }

            KilledBefore ??= step;
        }

        throw new KilledException(step);
    }

    public void Waiting() { }
}

/// <summary>Runs another command in the middle of one: before a step, until that one ends or waits for a lock.</summary>
/// <param name="at">The number of steps that are taken before.</param>
/// <param name="other">The other command.</param>
internal sealed class RunAt(int at, Func<Task<int>> other) : IStepObserver
{
    private readonly Lock _lock = new();
    private int _taken;

    /// <summary>The other command; null where the first one took no such step.</summary>
    public Task<int>? Other { get; private set; }

    public void Before(string step)
    {
        lock (_lock)
        {
            if (_taken++ != at)
                return;
        }

        var waits = new WaitNotifier();
        Other = Task.Run(() =>
        {
            DurableSteps.Observer = waits;
            return other();
        });
        Task.WaitAny(Other, waits.IsWaiting);
    }

    public void Waiting() { }

    private sealed class WaitNotifier : IStepObserver
    {
        private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task IsWaiting => _waiting.Task;

        public void Before(string step) { }

        public void Waiting() => _waiting.TrySetResult();
    }
}

/// <summary>The command was ended here.</summary>
internal sealed class KilledException(string step) : Exception($"Killed before: {step}");
