using PromptLab.Files;

namespace PromptLab.EvalSets;

/// <summary>The options of reading an eval set: whether its items must have a split, and texts that replace its files.</summary>
internal sealed record EvalSetReadOptions
{
    /// <summary>True if items may lack a split, and train, dev and holdout need not be declared.</summary>
    public bool AllowMissingSplits { get; init; }

    /// <summary>Texts to read instead of files, by full path; empty to read every file.</summary>
    public IReadOnlyDictionary<string, string> TextOverrides { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The text of a file or its replacement; null, with a problem reported, if the file is missing, unreadable, too large or not UTF-8.
    /// </summary>
    public string? ReadText(string path, string shownAs, Problems problems) =>
        TextOverrides.TryGetValue(path, out var text) ? TextFile.Normalise(text) : TextFile.TryRead(path, shownAs, problems);

    /// <summary>Opens a data file or its replacement.</summary>
    /// <exception cref="InputException">The file is missing, unreadable, too large or not UTF-8; the last while it is read.</exception>
    public TextReader OpenData(string path, string shownAs) =>
        TextOverrides.TryGetValue(path, out var text) ? new StringReader(DataText.Normalise(text)) : TextFile.OpenData(path, shownAs);
}
