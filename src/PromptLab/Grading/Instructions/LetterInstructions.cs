using System.Globalization;
using System.Text;
using PromptLab.Texts;

namespace PromptLab.Grading.Instructions;

/// <summary>Instructions on letters of some languages, which IFEval's versions in Spanish, French and Japanese add.</summary>
internal static class LetterInstructions
{
    /// <summary>As many words as wanted have one of the letters, as a capital or small one.</summary>
    public static InstructionCheck WordsWith(InstructionArguments arguments)
    {
        var letters = arguments.Name.Split(':')[^1] switch
        {
            "enie" => "ñ",
            "dieresis" => "ü",
            "tildes" => "áéíóú",
            _ => arguments.RequiredText("letters"),
        };
        var limit =
            letters.Length > 1 && arguments.IsById
                ? arguments.Limit("num_words", "relation", fallback: null)
                : arguments.Limit("let_frequency", "relation", RelationWords.Exactly);
        return text =>
            limit.Judge(
                WordList.Of(CaseFold.Letters(text.Written, isTurkish: false)).Count(word => word.AsSpan().ContainsAny(letters)),
                $"word with {letters}",
                $"words with {letters}"
            );
    }

    /// <summary>None of the characters stands in the text, as a capital or small one.</summary>
    public static InstructionCheck ForbiddenCharacters(InstructionArguments arguments)
    {
        var characters = arguments.RequiredTexts("forbidden_char", "characters");
        return text =>
        {
            var small = CaseFold.Letters(text.Written, isTurkish: false);
            return
                characters.FirstOrDefault(one => small.Contains(CaseFold.Letters(one, isTurkish: false), StringComparison.Ordinal))
                    is { } found
                ? InstructionVerdict.Of(false, $"it has {Quote.Of(found)}")
                : InstructionVerdict.Of(true, $"it has none of {string.Join(", ", characters.Select(Quote.Of))}");
        };
    }

    /// <summary>No Latin letter has an accent or another mark.</summary>
    public static InstructionCheck NoAccents(InstructionArguments arguments) =>
        text =>
            WordList.Of(text.Written).FirstOrDefault(HasAccent) is { } found
                ? InstructionVerdict.Of(false, $"{Quote.Of(found)} has an accent")
                : InstructionVerdict.Of(true, "it has no accents");

    /// <summary>Words that stand without their accents, or with others, are none of those that are given with the right ones.</summary>
    public static InstructionCheck Accents(InstructionArguments arguments)
    {
        var right = arguments.Mapping("word_to_accentuate", "words");
        return text =>
        {
            foreach (var word in WordList.Of(CaseFold.Letters(text.Written, isTurkish: false)))
            {
                if (right.GetValueOrDefault(WithoutMarks(word)) is { } wanted && wanted != word)
                    return InstructionVerdict.Of(false, $"it has {Quote.Of(word)}, not {Quote.Of(wanted)}");
            }

            return InstructionVerdict.Of(true, "its accents are right");
        };
    }

    /// <summary>No digit of any script stands in the text.</summary>
    public static InstructionCheck NoDigits(InstructionArguments arguments) => text => None(text, Rune.IsDigit, "digits");

    public static InstructionCheck NoHiragana(InstructionArguments arguments) => text => None(text, WordRunes.IsHiragana, "hiragana");

    public static InstructionCheck NoKatakana(InstructionArguments arguments) => text => None(text, WordRunes.IsKatakana, "katakana");

    /// <summary>Every letter is hiragana.</summary>
    public static InstructionCheck HiraganaOnly(InstructionArguments arguments) =>
        text => None(text, rune => Rune.IsLetter(rune) && !WordRunes.IsHiragana(rune) && rune.Value != 'ー', "letters but hiragana");

    /// <summary>Every letter is katakana.</summary>
    public static InstructionCheck KatakanaOnly(InstructionArguments arguments) =>
        text => None(text, rune => Rune.IsLetter(rune) && !WordRunes.IsKatakana(rune), "letters but katakana");

    /// <summary>As many Chinese characters as wanted are there.</summary>
    public static InstructionCheck Kanji(InstructionArguments arguments)
    {
        var limit = arguments.Limit("kanji_limit", "relation", fallback: null);
        return text => limit.Judge(text.Written.EnumerateRunes().Count(WordRunes.IsChinese), "kanji", "kanji");
    }

    private static InstructionVerdict None(InstructionText text, Func<Rune, bool> isForbidden, string what)
    {
        foreach (var rune in text.Written.EnumerateRunes())
        {
            if (isForbidden(rune))
                return InstructionVerdict.Of(false, $"it has {Quote.Of(rune.ToString())}, and should have no {what}");
        }

        return InstructionVerdict.Of(true, $"it has no {what}");
    }

    private static bool HasAccent(string word)
    {
        var isLatin = false;
        foreach (var rune in UnicodeText.Normalize(word, NormalizationForm.FormD).EnumerateRunes())
        {
            if (isLatin && Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark)
                return true;
            isLatin = rune.IsAscii && Rune.IsLetter(rune);
        }

        return false;
    }

    private static string WithoutMarks(string word) =>
        string.Concat(
            UnicodeText
                .Normalize(word, NormalizationForm.FormD)
                .Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
        );
}
