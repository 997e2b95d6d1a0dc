namespace PromptLab.Prompts;

/// <summary>
/// A reference to a text of a prompt: <c>triage@v3</c>, <c>triage@production</c>, <c>triage@latest</c>, <c>triage@draft-2</c>,
/// <c>triage@sha256:e6d9…</c>, or <c>triage</c> alone.
/// </summary>
/// <remarks>
/// Every text can be parsed as one; <see cref="PromptLibrary.Resolve(PromptReference, Files.Problems)"/> finds out whether the
/// prompt and the version exist.
/// </remarks>
/// <param name="Name">The prompt's name: the text before the first <c>@</c>.</param>
/// <param name="Version">
/// The text after it: a version, a label, <c>latest</c>, a draft, or a hash with <c>sha256:</c>; null for a bare name.
/// </param>
internal sealed record PromptReference(string Name, string? Version = null)
{
    /// <summary>The version name of the editable text.</summary>
    public const string Draft = "draft";

    private const char Separator = '@';

    /// <summary>
    /// Sorts references by name, then by version number (<c>v2</c> before <c>v10</c>). A bare name comes first; labels, drafts and
    /// hashes come last.
    /// </summary>
    public static IComparer<string?> Order { get; } =
        Comparer<string?>.Create((one, other) => Compare(Parse(one ?? ""), Parse(other ?? "")));

    /// <summary>Parses a reference; any text is valid.</summary>
    public static PromptReference Parse(string text) =>
        text.IndexOf(Separator, StringComparison.Ordinal) is var at and >= 0 ? new(text[..at], text[(at + 1)..]) : new(text);

    /// <summary>Parses a full reference, or a version or label alone, such as <c>v3</c>, of a known prompt.</summary>
    /// <param name="text">A full reference, or the part after the <c>@</c>.</param>
    /// <param name="within">The prompt's name if the text has none.</param>
    public static PromptReference Parse(string text, string within) =>
        text.Contains(Separator, StringComparison.Ordinal) ? Parse(text) : new(within, text);

    /// <summary>The reference as text, such as <c>triage@v3</c>; <see cref="Parse(string)"/> reads it back.</summary>
    public override string ToString() => Version is null ? Name : $"{Name}{Separator}{Version}";

    private static int Compare(PromptReference one, PromptReference other)
    {
        var (first, second) = (one.Version ?? "", other.Version ?? "");
        return string.CompareOrdinal(one.Name, other.Name) is not 0 and var byName ? byName
            : (first.Length > 0).CompareTo(second.Length > 0) is not 0 and var byBareName ? byBareName
            : PromptVersion.SortKey(first).CompareTo(PromptVersion.SortKey(second)) is not 0 and var byNumber ? byNumber
            : first.Length.CompareTo(second.Length) is not 0 and var byLength ? byLength
            : string.CompareOrdinal(first, second);
    }
}
