namespace PromptLab.Workspace;

/// <summary>Is told what a door call does while it does it. What it is told is also in the call's result, but for progress.</summary>
public interface IProjectObserver
{
    /// <summary>Takes note of an event. Events of one call come one after the other, some from other threads than the caller's.</summary>
    /// <remarks>An exception out of this method ends the call; what is already kept stays kept.</remarks>
    void Observe(ProjectEvent happened);

    /// <summary>
    /// Carries out the calls of a run, so that a terminal can draw a bar meanwhile. Must await <paramref name="work"/>
    /// once.
    /// </summary>
    /// <param name="work">Makes the calls.</param>
    Task WhileCallingAsync(Func<Task> work) => work();
}

/// <summary>An observer that takes note of nothing.</summary>
internal sealed class SilentObserver : IProjectObserver
{
    public static readonly SilentObserver Instance = new();

    public void Observe(ProjectEvent happened) { }
}
