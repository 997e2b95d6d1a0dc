using System.Collections.Frozen;

namespace PromptLab.Grading.Languages;

/// <summary>What tells a language from others in its script: frequent words, and the letters that it uses.</summary>
internal sealed class LanguageProfile(string code, string letters, string words)
{
    /// <summary>The ISO 639 code: of two letters where there is one.</summary>
    public string Code { get; } = code;

    /// <summary>Small letters besides a to z; empty if letters tell nothing.</summary>
    public FrozenSet<char> Letters { get; } = letters.ToFrozenSet();

    /// <summary>Its most frequent words, in small letters.</summary>
    public FrozenSet<string> Words { get; } = words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
