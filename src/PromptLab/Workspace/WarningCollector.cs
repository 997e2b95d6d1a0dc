using PromptLab.Files;

namespace PromptLab.Workspace;

/// <summary>Forwards every event of one operation, and collects the warnings for its result.</summary>
internal sealed class WarningCollector(IProjectObserver inner) : IProjectObserver
{
    private readonly List<Problem> _warnings = [];

    public IReadOnlyList<Problem> Warnings => _warnings;

    public void Observe(ProjectEvent happened)
    {
        if (happened is WarningFound found)
            _warnings.AddRange([found.Warning, .. found.Others]);
        inner.Observe(happened);
    }

    public Task WhileCallingAsync(Func<Task> work) => inner.WhileCallingAsync(work);
}
