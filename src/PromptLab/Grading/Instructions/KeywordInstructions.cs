using System.Globalization;
using System.Text;

namespace PromptLab.Grading.Instructions;

/// <summary>Instructions on words and letters that a response must have, or must not have.</summary>
internal static class KeywordInstructions
{
    private const int KatakanaAfterHiragana = 0x60;

    /// <summary>Every keyword stands in the text, also as a part of a word.</summary>
    public static InstructionCheck Existence(InstructionArguments arguments)
    {
        var keywords = arguments.RequiredTexts("keywords", "words");
        var isById = arguments.IsById;
        return text =>
        {
            var absent = keywords.Where(keyword => Find(text, keyword, isById) == 0).ToList();
            return absent.Count == 0
                ? InstructionVerdict.Of(true, $"it has {InList(keywords)}")
                : InstructionVerdict.Of(false, $"it does not have {InList(absent)}");
        };
    }

    /// <summary>A keyword stands in the text as often as wanted, also as a part of a word.</summary>
    public static InstructionCheck Frequency(InstructionArguments arguments)
    {
        var keyword = arguments.RequiredText("keyword", "word");
        var limit = arguments.Limit("frequency", "relation", fallback: null);
        var isById = arguments.IsById;
        return text => limit.Judge(Find(text, keyword, isById), Quote.Of(keyword) + " once", "times " + Quote.Of(keyword));
    }

    /// <summary>None of the words stands in the text as a whole word.</summary>
    public static InstructionCheck Forbidden(InstructionArguments arguments)
    {
        var words = arguments.RequiredTexts("forbidden_words", "words");
        var isById = arguments.IsById;
        return text =>
            words.FirstOrDefault(word => Find(text, word, isById, wholeWord: true) > 0) is { } found
                ? InstructionVerdict.Of(false, $"it has {Quote.Of(found)}")
                : InstructionVerdict.Of(true, $"it has none of {InList(words)}");
    }

    /// <summary>A letter stands in the text as often as wanted, as a capital or small one.</summary>
    public static InstructionCheck LetterFrequency(InstructionArguments arguments)
    {
        var letter = arguments.RequiredText("letter");
        if (letter.Length > 0 && new StringInfo(letter).LengthInTextElements != 1)
            arguments.Problem($"“letter” of “{arguments.Name}” takes one letter, not “{letter}”.");
        var limit = arguments.Limit("let_frequency", "let_relation", fallback: null);
        return text => limit.Judge(Count(text, letter), Quote.Of(letter) + " once", "times " + Quote.Of(letter));
    }

    // By the name, apostrophes, blanks and line ends are the same in every form.
    private static int Find(InstructionText text, string word, bool isById, bool wholeWord = false) =>
        isById ? KeywordSearch.Count(text, word, wholeWord) : KeywordSearch.Count(text.Alike, InstructionText.AlikeOf(word), wholeWord);

    private static int Count(InstructionText text, string letter)
    {
        var isTurkish = CaseFold.IsTurkish(text.Language, text.Written, letter);
        var wanted = CaseFold.Letters(letter, isTurkish);
        var alsoWanted = text.Language == "ja" && KatakanaOf(wanted) is { } katakana ? katakana : wanted;
        var elements = StringInfo.GetTextElementEnumerator(CaseFold.Letters(text.Written, isTurkish));
        var count = 0;
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            if (element == wanted || element == alsoWanted)
                count++;
        }

        return count;
    }

    private static string? KatakanaOf(string letter) =>
        letter.Length == 1 && WordRunes.IsHiragana(new Rune(letter[0])) ? ((char)(letter[0] + KatakanaAfterHiragana)).ToString() : null;

    private static string InList(IReadOnlyList<string> words) => string.Join(", ", words.Select(Quote.Of));
}
