namespace PromptLab.Calling;

/// <summary>Collects why calls were not made, as sentences without duplicates, in order. Thread-safe.</summary>
internal sealed class StopReasons
{
    private readonly Lock _lock = new();
    private readonly List<string> _reasons = [];

    /// <summary>The reasons so far; empty if every call was made.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            lock (_lock)
                return [.. _reasons];
        }
    }

    /// <summary>Adds a reason; a duplicate is ignored.</summary>
    public void Add(string reason)
    {
        lock (_lock)
        {
            if (!_reasons.Contains(reason, StringComparer.Ordinal))
                _reasons.Add(reason);
        }
    }
}
