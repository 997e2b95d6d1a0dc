namespace PromptLab.Files;

/// <summary>Collects every problem of an input, so that users see all of them at once, without duplicates. Not thread-safe.</summary>
public sealed class Problems
{
    private const int MaxFound = 10_000;
    private const string MoreMessage = "There are more problems here; the first 10,000 are listed. Fix these first.";

    private readonly List<Problem> _found = [];
    private readonly HashSet<Problem> _seen = [];

    /// <summary>All problems including warnings, in the order found.</summary>
    public IReadOnlyList<Problem> Found => _found;

    /// <summary>True if at least one problem is an error.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Adds an error; <paramref name="line"/> counts from 1, null for the whole file.</summary>
    public void Add(string file, int? line, string message) => Add(new Problem(file, line, message));

    /// <summary>Adds a warning; <paramref name="line"/> counts from 1, null for the whole file.</summary>
    public void Warn(string file, int? line, string message) => Add(new Problem(file, line, message) { IsWarning = true });

    /// <summary>Adds problems found elsewhere; duplicates are ignored.</summary>
    public void AddRange(IEnumerable<Problem> problems)
    {
        foreach (var problem in problems)
            Add(problem);
    }

    /// <summary>Throws if there are errors; warnings alone do not throw.</summary>
    /// <exception cref="InputException">At least one problem is an error.</exception>
    public void ThrowIfErrors()
    {
        if (HasErrors)
            throw new InputException(_found);
    }

    private void Add(Problem problem)
    {
        if (_found.Count >= MaxFound && (problem.IsWarning || HasErrors))
            problem = new Problem(problem.File, null, MoreMessage) { IsWarning = !HasErrors };
        if (!_seen.Add(problem))
            return;
        _found.Add(problem);
        HasErrors |= !problem.IsWarning;
    }
}
