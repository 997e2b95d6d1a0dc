using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace PromptLab.Grading.Texts;

/// <summary>Words and phrases to find in texts as whole words, in any case. Immutable.</summary>
internal sealed class WordSet
{
    private readonly FrozenSet<string> _words;
    private readonly SearchValues<string> _search;
    private readonly int[] _lengths;
    private readonly StringComparison _comparison;

    /// <param name="words">The words; none is empty.</param>
    /// <param name="ignoreCase">True where capital and small letters are the same.</param>
    public WordSet(IReadOnlyCollection<string> words, bool ignoreCase)
    {
        _comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        _words = words.ToFrozenSet(StringComparer.FromComparison(_comparison));
        _search = SearchValues.Create([.. words], _comparison);
        _lengths = [.. words.Select(word => word.Length).Distinct().OrderDescending()];
    }

    /// <summary>The words of the set that stand in a text as whole words, as they are written there, in order.</summary>
    public IEnumerable<string> FindIn(string text)
    {
        var from = 0;
        while (from < text.Length && text.AsSpan(from).IndexOfAny(_search) is >= 0 and var distance)
        {
            var at = from + distance;
            var found = _lengths
                .Where(length => at + length <= text.Length)
                .Select(length => text.Substring(at, length))
                .FirstOrDefault(candidate => _words.Contains(candidate) && IsWhole(text, at, candidate.Length));
            if (found is not null)
                yield return found;
            from = at + (found?.Length ?? 1);
        }
    }

    private static bool IsWhole(string text, int from, int length) => IsEdge(text, from) && IsEdge(text, from + length);

    // No edge lies between two letters, but Chinese and Japanese have no blanks between words.
    private static bool IsEdge(string text, int at) =>
        at == 0
        || at == text.Length
        || !(IsLetter(text[at - 1]) && IsLetter(text[at]))
        || IsIdeograph(text[at - 1])
        || IsIdeograph(text[at]);

    private static bool IsIdeograph(char c) => Rune.TryCreate(c, out var rune) && WritingSystem.IsIdeograph(rune);

    private static bool IsLetter(char c) =>
        char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
