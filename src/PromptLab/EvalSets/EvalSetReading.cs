using PromptLab.Files;

namespace PromptLab.EvalSets;

/// <summary>
/// How an eval set is read: as a run needs it, or before all its items have a split; from its files, or from texts that
/// are to replace them.
/// </summary>
internal sealed record EvalSetReading
{
    /// <summary>True where items may lack a split, and train, dev and holdout need not be declared.</summary>
    public bool BeforeSplitting { get; init; }

    /// <summary>Texts that are read instead of files, by full path; empty where all is read from its file.</summary>
    public IReadOnlyDictionary<string, string> Instead { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The text of a file; null with a problem noted where it is missing, unreadable or not UTF-8.</summary>
    public string? TextOf(string path, string shownAs, Problems problems) =>
        Instead.TryGetValue(path, out var text) ? TextFile.Normalise(text) : TextFile.TryRead(path, shownAs, problems);
}
