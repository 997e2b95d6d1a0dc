using System.Globalization;

namespace PromptLab.Files;

/// <summary>
/// Bounds the work on one text that others wrote: counted steps, an elapsed time for what can't be counted (patterns), and a
/// cancellation token. Not thread-safe; create one for each text.
/// </summary>
/// <remarks>The steps are what decides, so that a slow machine reaches the same verdict as a fast one.</remarks>
/// <param name="cancellationToken">Ends the work at once.</param>
internal sealed class WorkBudget(CancellationToken cancellationToken = default)
{
    /// <summary>Steps for one grading: seconds of work, and a hundred times what an honest response takes.</summary>
    public const long MaxSteps = 5_000_000;

    private const int StepsBetweenChecks = 1024;

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(30);

    private readonly long _startedAt = TimeProvider.System.GetTimestamp(); // like a pattern's own limit, not the run's clock
    private long _nextCheck;

    /// <summary>The steps taken so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Counts steps.</summary>
    /// <exception cref="WorkBudgetException">The steps or the time are used up.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Spend(long steps = 1)
    {
        Steps += Math.Min(steps, MaxSteps + 1);
        if (Steps > MaxSteps)
            throw new WorkBudgetException(string.Create(CultureInfo.InvariantCulture, $"more than {MaxSteps:N0} steps"));
        if (Steps >= _nextCheck)
            Check();
    }

    /// <summary>Checks the time and the token: before each piece of work that steps do not measure, such as a pattern.</summary>
    /// <exception cref="WorkBudgetException">The time is used up.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Check()
    {
        _nextCheck = Steps + StepsBetweenChecks;
        cancellationToken.ThrowIfCancellationRequested();
        if (TimeProvider.System.GetElapsedTime(_startedAt) > MaxTime)
            throw new WorkBudgetException(string.Create(CultureInfo.InvariantCulture, $"more than {MaxTime.TotalSeconds} seconds"));
    }
}
