namespace PromptLab.Prompts;

/// <summary>
/// What names a text of a prompt: <c>triage@v3</c>, <c>triage@production</c>, <c>triage@latest</c>, <c>triage@draft-2</c>,
/// <c>triage@sha256:e6d9…</c>, or <c>triage</c> alone.
/// </summary>
/// <remarks>
/// Every text is one: whether there is such a prompt and such a version is for
/// <see cref="PromptLibrary.Resolve(PromptReference, Files.Problems)"/> to say.
/// </remarks>
/// <param name="Name">The prompt's name: what stands before the first <c>@</c>.</param>
/// <param name="Version">
/// What stands behind it: a version, a label, <c>latest</c>, a draft, or a hash with <c>sha256:</c>; null for the bare name.
/// </param>
public sealed record PromptReference(string Name, string? Version = null)
{
    /// <summary>The version name of the editable text.</summary>
    public const string Draft = "draft";

    private const char At = '@';

    /// <summary>
    /// Sorts references by name, then <c>v2</c> before <c>v10</c>; the bare name goes first, and what names no version last.
    /// </summary>
    public static IComparer<string?> Order { get; } =
        Comparer<string?>.Create((one, other) => Compare(Parse(one ?? ""), Parse(other ?? "")));

    /// <summary>The reference that a text is.</summary>
    public static PromptReference Parse(string text) =>
        text.IndexOf(At, StringComparison.Ordinal) is var at and >= 0 ? new(text[..at], text[(at + 1)..]) : new(text);

    /// <summary>The reference that a text is where a version or a label alone, such as <c>v3</c>, is one of a known prompt.</summary>
    /// <param name="text">A full reference, or what stands behind the <c>@</c> of one.</param>
    /// <param name="within">The prompt's name.</param>
    public static PromptReference Parse(string text, string within) =>
        text.Contains(At, StringComparison.Ordinal) ? Parse(text) : new(within, text);

    /// <summary>The reference as people write it; <see cref="Parse(string)"/> gives the same one back.</summary>
    public override string ToString() => Version is null ? Name : $"{Name}{At}{Version}";

    private static int Compare(PromptReference one, PromptReference other)
    {
        var (first, second) = (one.Version ?? "", other.Version ?? "");
        return string.CompareOrdinal(one.Name, other.Name) is not 0 and var byName ? byName
            : (first.Length > 0).CompareTo(second.Length > 0) is not 0 and var byBareName ? byBareName
            : PromptVersion.PlaceOf(first).CompareTo(PromptVersion.PlaceOf(second)) is not 0 and var byNumber ? byNumber
            : first.Length.CompareTo(second.Length) is not 0 and var byLength ? byLength
            : string.CompareOrdinal(first, second);
    }
}
