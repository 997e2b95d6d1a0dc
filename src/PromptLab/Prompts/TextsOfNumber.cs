using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>
/// The texts that a version number was frozen with, as far as they are known: from its file, both sides of it where a merge left
/// it in conflict, and from elsewhere, such as version control. Each is recognised by the hash that the lock has of it.
/// </summary>
internal sealed class TextsOfNumber
{
    private readonly List<(string Text, Prompt Prompt)> _known = [];
    private readonly string _path;
    private readonly string _shownAs;

    /// <param name="path">The version's file.</param>
    /// <param name="shownAs">The file name to use in messages.</param>
    /// <param name="elsewhere">Texts from elsewhere; those that are no version of the prompt are ignored.</param>
    public TextsOfNumber(string path, string shownAs, IEnumerable<string> elsewhere)
    {
        (_path, _shownAs) = (path, shownAs);
        FileText = TextFile.TryRead(path, shownAs, new Problems());
        var (ours, theirs) = MergeConflict.SidesOf(FileText ?? "");
        (Ours, Theirs) = (Add(ours), Add(theirs));
        foreach (var text in elsewhere)
            Add(text);
    }

    /// <summary>The text of the file as it stands; null where there is none.</summary>
    public string? FileText { get; }

    /// <summary>What the file is, or our side of it where it is in conflict; null where that is no prompt.</summary>
    public Prompt? Ours { get; }

    /// <summary>What the file is, or their side of it where it is in conflict; null where that is no prompt.</summary>
    public Prompt? Theirs { get; }

    /// <summary>The text with a content hash, the one with this metadata first; null where it is not known.</summary>
    public (string Text, Prompt Prompt)? Find(LockedVersion line)
    {
        var same = _known.Where(one => one.Prompt.Hash == line.Hash).ToList();
        var exact = same.FindIndex(one => PromptIdentity.MetadataHash(one.Prompt) == line.MetadataHash);
        return same.Count == 0 ? null : same[Math.Max(exact, 0)];
    }

    private Prompt? Add(string text)
    {
        var normal = TextFile.Normalise(text);
        var prompt = PromptFile.Parse(normal, _path, _shownAs, new Problems());
        if (prompt is not null)
            _known.Add((normal, prompt));
        return prompt;
    }
}
