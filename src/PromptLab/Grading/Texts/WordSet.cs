using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace PromptLab.Grading.Texts;

/// <summary>Words and phrases to find in texts as whole words. Blanks and apostrophes are the same in every form. Immutable.</summary>
internal sealed class WordSet
{
    private readonly FrozenSet<string> _words;
    private readonly SearchValues<string> _search;
    private readonly int[] _lengths;
    private readonly bool _ignoreCase;
    private readonly bool _hasDotless;

    /// <param name="words">The words; none is empty.</param>
    /// <param name="ignoreCase">True where capital and small letters are the same.</param>
    public WordSet(IReadOnlyCollection<string> words, bool ignoreCase)
    {
        _ignoreCase = ignoreCase;
        _words = words.Select(word => new FoldedText(word.Trim(), ignoreCase).Text).ToFrozenSet(StringComparer.Ordinal);
        _search = SearchValues.Create([.. _words], StringComparison.Ordinal);
        _lengths = [.. _words.Select(word => word.Length).Distinct().OrderDescending()];
        _hasDotless = ignoreCase && _words.Any(word => word.Contains('ı', StringComparison.Ordinal));
    }

    /// <summary>The words of the set that stand in a text as whole words, in order.</summary>
    public IEnumerable<FoundWord> FindIn(string text) => FoldsOf(text).SelectMany(FindIn);

    /// <summary>True if a word that was found in one text stands in another as a whole word.</summary>
    public bool Holds(string text, FoundWord found) => FoldsOf(text).Any(folded => Holds(folded.Text, found.Word));

    private IEnumerable<FoundWord> FindIn(FoldedText folded)
    {
        var text = folded.Text;
        var from = 0;
        while (from < text.Length && text.AsSpan(from).IndexOfAny(_search) is >= 0 and var distance)
        {
            var at = from + distance;
            var found = _lengths
                .Where(length => at + length <= text.Length)
                .Select(length => text.Substring(at, length))
                .FirstOrDefault(candidate => _words.Contains(candidate) && IsWhole(text, at, candidate.Length));
            if (found is not null)
                yield return new FoundWord(found, folded.Written(at, found.Length));
            from = at + (found?.Length ?? 1);
        }
    }

    // “SINIR” is “sınır” in Turkish and “sinir” elsewhere: where a word has the dotless ı, both are looked for.
    private IEnumerable<FoldedText> FoldsOf(string text)
    {
        yield return new FoldedText(text, _ignoreCase);
        if (_hasDotless && text.Contains('I', StringComparison.Ordinal))
            yield return new FoldedText(text.Replace('I', 'ı'), _ignoreCase);
    }

    private static bool Holds(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if (IsWhole(text, at, word.Length))
                return true;
        }

        return false;
    }

    private static bool IsWhole(string text, int from, int length) => IsEdge(text, from) && IsEdge(text, from + length);

    // No edge lies between two letters, but Chinese, Japanese and Thai have no blanks between words.
    private static bool IsEdge(string text, int at) =>
        at == 0 || at == text.Length || !(IsLetter(text[at - 1]) && IsLetter(text[at])) || IsUnspaced(text[at - 1]) || IsUnspaced(text[at]);

    // A vowel sign goes on with the word.
    private static bool IsUnspaced(char c) =>
        Rune.TryCreate(c, out var rune) && (WritingSystem.IsIdeograph(rune) || (WritingSystem.IsUnsegmented(rune) && Rune.IsLetter(rune)));

    private static bool IsLetter(char c) =>
        char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}

/// <summary>A word that was found.</summary>
/// <param name="Word">The word, folded.</param>
/// <param name="Written">The word as it stands in the text.</param>
internal sealed record FoundWord(string Word, string Written);
