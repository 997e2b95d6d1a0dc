namespace PromptLab.Workspace;

/// <summary>
/// Receives events of an operation while it runs. Except for progress, the operation's result has the same facts.
/// </summary>
public interface IProjectObserver
{
    /// <summary>
    /// Handles one event. Events of one operation arrive one at a time, but not always on the thread of the caller.
    /// </summary>
    /// <param name="happened">The event; ignore kinds that you do not know, since new ones may be added.</param>
    /// <remarks>An exception thrown here ends the operation. Results saved so far are not lost.</remarks>
    void Observe(ProjectEvent happened);

    /// <summary>
    /// Wraps the model calls of a run, for example to show a progress bar meanwhile. An implementation must invoke
    /// <paramref name="work"/> exactly once and await it.
    /// </summary>
    /// <param name="work">Makes the calls.</param>
    Task WhileCallingAsync(Func<Task> work) => work();
}

/// <summary>An observer that ignores every event.</summary>
internal sealed class SilentObserver : IProjectObserver
{
    public static readonly SilentObserver Instance = new();

    public void Observe(ProjectEvent happened) { }
}
