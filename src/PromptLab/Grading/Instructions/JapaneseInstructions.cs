using System.Text;
using System.Text.RegularExpressions;

namespace PromptLab.Grading.Instructions;

/// <summary>Instructions that IFEval's Japanese version adds, on readings and on the ends of sentences.</summary>
internal static partial class JapaneseInstructions
{
    private const string EndMarks = "。！？";

    // Nouns that are written in hiragana and often end a sentence.
    private static readonly string[] HiraganaNouns = [.. "こと もの ところ ため とき わけ はず まま ほう など たち".Split(' ')];

    /// <summary>Every run of kanji has its reading in hiragana behind it: 漢字（かんじ）.</summary>
    public static InstructionCheck Furigana(InstructionArguments arguments) =>
        text =>
        {
            foreach (var run in Kanji().EnumerateMatches(text.Written))
            {
                if (!Reading().IsMatch(text.Written.AsSpan(run.Index + run.Length)))
                    return InstructionVerdict.Of(
                        false,
                        $"{Quote.Of(text.Written.Substring(run.Index, run.Length))} has no reading in brackets"
                    );
            }

            return InstructionVerdict.Of(true, "every kanji has its reading");
        };

    /// <summary>Every sentence outside quotes ends with the same words.</summary>
    public static InstructionCheck SentenceEnd(InstructionArguments arguments)
    {
        var written = arguments.RequiredText("ending");
        var ending = written.TrimEnd([.. EndMarks]);
        if (ending.Length == 0 && written.Length > 0)
            arguments.Problem($"“ending” of “{arguments.Name}” takes words, not an end mark alone.");
        return text =>
            WithoutQuotes(text)
                .Split([.. EndMarks])
                .Select(sentence => sentence.Trim())
                .FirstOrDefault(sentence => sentence.Length > 0 && !sentence.EndsWith(ending, StringComparison.Ordinal))
                is { } other
                ? InstructionVerdict.Of(false, $"{Quote.Of(other)} does not end with {Quote.Of(ending)}")
                : InstructionVerdict.Of(true, $"every sentence ends with {Quote.Of(ending)}");
    }

    /// <summary>
    /// At least so many sentences outside quotes end with a noun: with kanji, katakana or another letter that is no hiragana, or with a
    /// frequent noun of hiragana. It is a good guess, as no dictionary is asked.
    /// </summary>
    public static InstructionCheck NominalEndings(InstructionArguments arguments)
    {
        var limit = arguments.Limit("count", "relation", RelationWords.AtLeast);
        return text =>
        {
            var sentences = WithoutQuotes(text).Split([.. EndMarks]).SkipLast(1);
            return limit.Judge(sentences.Count(EndsWithNoun), "sentence that ends with a noun", "sentences that end with a noun");
        };
    }

    private static bool EndsWithNoun(string sentence)
    {
        Rune.DecodeLastFromUtf16(sentence, out var last, out _);
        return sentence.Length > 0
            && (
                (Rune.IsLetterOrDigit(last) && !WordRunes.IsHiragana(last))
                || Array.Exists(HiraganaNouns, noun => sentence.EndsWith(noun, StringComparison.Ordinal))
            );
    }

    private static string WithoutQuotes(InstructionText text) => Quoted().Replace(text.Written, "");

    [GeneratedRegex(@"[\u4E00-\u9FAF\u3005]+", RegexOptions.None, 1000)]
    private static partial Regex Kanji();

    [GeneratedRegex(@"^[（(][ぁ-んー]+[）)]", RegexOptions.None, 1000)]
    private static partial Regex Reading();

    [GeneratedRegex("「[^「」\n]*」|『[^『』\n]*』", RegexOptions.None, 1000)]
    private static partial Regex Quoted();
}
