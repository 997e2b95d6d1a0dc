namespace PromptLab.Calling;

/// <summary>Why calls were no longer made, as sentences for people, each once, in the order in which it happened. Thread-safe.</summary>
internal sealed class StopNotes
{
    private readonly Lock _lock = new();
    private readonly List<string> _reasons = [];

    /// <summary>What was noted so far; empty where every call was made.</summary>
    public IReadOnlyList<string> Reasons
    {
        get
        {
            lock (_lock)
                return [.. _reasons];
        }
    }

    /// <summary>Notes a reason.</summary>
    public void Add(string reason)
    {
        lock (_lock)
        {
            if (!_reasons.Contains(reason, StringComparer.Ordinal))
                _reasons.Add(reason);
        }
    }
}
