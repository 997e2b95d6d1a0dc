namespace PromptLab.Files;

/// <summary>Gathers every problem of an input, so that a person sees them all at once, each of them once. Not thread-safe.</summary>
public sealed class Problems
{
    private readonly List<Problem> _found = [];
    private readonly HashSet<Problem> _seen = [];

    /// <summary>What was found, in the order of finding; warnings among it.</summary>
    public IReadOnlyList<Problem> Found => _found;

    /// <summary>True where at least one finding is an error.</summary>
    public bool HasErrors => _found.Exists(problem => !problem.IsWarning);

    /// <summary>Adds an error.</summary>
    public void Add(string file, int? line, string message) => Add(new Problem(file, line, message));

    /// <summary>Adds a finding that stops nothing.</summary>
    public void Warn(string file, int? line, string message) => Add(new Problem(file, line, message) { IsWarning = true });

    /// <summary>Adds what was found elsewhere.</summary>
    public void AddRange(IEnumerable<Problem> problems)
    {
        foreach (var problem in problems)
            Add(problem);
    }

    /// <summary>Ends the work when there are errors.</summary>
    /// <exception cref="InputException">At least one finding is an error.</exception>
    public void ThrowIfErrors()
    {
        if (HasErrors)
            throw new InputException(_found);
    }

    private void Add(Problem problem)
    {
        if (_seen.Add(problem))
            _found.Add(problem);
    }
}
