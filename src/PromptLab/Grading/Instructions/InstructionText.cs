using System.Text;
using PromptLab.Grading.Texts;

namespace PromptLab.Grading.Instructions;

/// <summary>A response, or a variant of it, as the checks of instructions read it. Not thread-safe.</summary>
/// <param name="text">The text; line ends of Windows are read as plain ones.</param>
/// <param name="language">The language of the rules; null where nothing says which.</param>
internal sealed class InstructionText(string text, string? language)
{
    private const int LettersToOneOther = 100;

    private bool? _isEnglish;
    private (bool IsTurkish, string Text)? _folded;

    /// <summary>The text as written, with line feeds as line ends.</summary>
    public string Written { get; } = text.Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>The text without white space at its ends.</summary>
    public string Trimmed => field ??= Written.Trim();

    /// <summary>The language of the rules, as an ISO 639-1 code; null where nothing says which.</summary>
    public string? Language => language;

    /// <summary>
    /// True if the rules are those of English: the instruction says so, or it names no language and 99% of the text's letters are from
    /// A to Z, as other languages have more letters of their own.
    /// </summary>
    public bool IsEnglish => _isEnglish ??= language == "en" || (language is null && IsInLettersOfEnglish(Written));

    /// <summary>The text with every form of blanks, apostrophes and hyphens as a plain one, and without invisible characters.</summary>
    public InstructionText Alike => field ??= new InstructionText(AlikeOf(text), language);

    /// <summary>A word or phrase in the form of <see cref="Alike"/>.</summary>
    public static string AlikeOf(string text) => new FoldedText(text, ignoreCase: false).Text;

    /// <summary>The text with capital and small letters made the same.</summary>
    public string Folded(bool isTurkish)
    {
        if (_folded?.IsTurkish != isTurkish)
            _folded = (isTurkish, CaseFold.Apply(Written, isTurkish));
        return _folded!.Value.Text;
    }

    private static bool IsInLettersOfEnglish(string text)
    {
        var (letters, others) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            letters += Rune.IsLetter(rune) ? 1 : 0;
            others += !rune.IsAscii && Rune.IsLetter(rune) ? 1 : 0;
        }

        return others * LettersToOneOther <= letters;
    }
}
