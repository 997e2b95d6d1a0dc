using System.Globalization;
using PromptLab.Grading.Texts;

namespace PromptLab.Grading.Instructions;

/// <summary>Instructions on the number of words, sentences, paragraphs and characters.</summary>
internal static class LengthInstructions
{
    private const string Stars = "***";
    private const string BlankLine = "blank-line";

    /// <summary>
    /// By IFEval's id, words as IFEval counts them, in Spanish without the marks of lists; else as the grader <c>count</c> does.
    /// </summary>
    public static InstructionCheck Words(InstructionArguments arguments)
    {
        var limit = arguments.Limit("num_words", "relation", fallback: null);
        var isById = arguments.IsById;
        return text =>
            limit.Judge(
                !isById ? WordCounter.Count(text.Written)
                    : text.Language == "es" ? WordCounter.Count(ListItems.WithoutMarks(text.Written))
                    : WordCount.Of(text.Written),
                "word",
                "words"
            );
    }

    /// <summary>By IFEval's id, sentences as IFEval counts them in English and French; else as the grader <c>count</c> does.</summary>
    public static InstructionCheck Sentences(InstructionArguments arguments)
    {
        var limit = arguments.Limit("num_sentences", "relation", fallback: null);
        var isById = arguments.IsById;
        return text =>
            limit.Judge(
                isById && (text.IsEnglish || text.Language == "fr")
                    ? CountRange.Of(SentenceCount.Of(text.Written))
                    : SentenceSplitter.Count(text.Written),
                "sentence",
                "sentences"
            );
    }

    /// <summary>Characters as people see them, white space included.</summary>
    public static InstructionCheck Characters(InstructionArguments arguments)
    {
        var limit = arguments.Limit("num_letters", "relation", fallback: null);
        return text => limit.Judge(new StringInfo(text.Written).LengthInTextElements, "character", "characters");
    }

    /// <summary>Paragraphs between dividers of three stars, or between blank lines.</summary>
    public static InstructionCheck Paragraphs(InstructionArguments arguments)
    {
        var divider = arguments.Text("divider") ?? (arguments.IsById ? Stars : BlankLine);
        if (divider is not (Stars or BlankLine))
            arguments.Problem($"“divider” of “{arguments.Name}” takes '{Stars}' or {BlankLine}, not “{divider}”.");
        var limit = arguments.Limit("num_paragraphs", "relation", fallback: RelationWords.Exactly);
        if (limit.Max == 0 && arguments.Problems.Count == 0)
            arguments.Problem($"“{arguments.Name}” wants 0 paragraphs, which no response has.");
        return divider == BlankLine
            ? text => limit.Judge(TextBlocks.CountParagraphs(text.Written), "paragraph", "paragraphs")
            : text => JudgeDivided(limit, text.Written.Split(Stars));
    }

    /// <summary>The number of paragraphs between blank lines is the wanted one, and one of them begins with a word.</summary>
    public static InstructionCheck ParagraphFirstWord(InstructionArguments arguments)
    {
        var wanted = arguments.RequiredText("first_word", "word");
        var count = arguments.Whole(1, "num_paragraphs", "paragraphs");
        var nth = arguments.Whole(1, "nth_paragraph", "paragraph");
        if (nth is null && arguments.Problems.Count == 0)
            arguments.Problem(
                $"“{arguments.Name}” needs “{(arguments.IsById ? "nth_paragraph" : "paragraph")}”: the paragraph that begins with the word, from 1."
            );
        if (nth > count)
            arguments.Problem(
                FormattableString.Invariant($"“{arguments.Name}” wants a word in paragraph {nth} of {count}, which no response has.")
            );
        return text => JudgeFirstWord(text, wanted, count, nth ?? 1);
    }

    // Nothing may stand before the first divider and after the last one, but there is a paragraph between any two.
    private static InstructionVerdict JudgeDivided(CountLimits limit, string[] parts)
    {
        if (parts.Skip(1).SkipLast(1).Any(string.IsNullOrWhiteSpace))
            return InstructionVerdict.Of(false, $"nothing stands between two dividers {Stars}");
        return limit.Judge(parts.Count(part => !string.IsNullOrWhiteSpace(part)), "paragraph", $"paragraphs divided by {Stars}");
    }

    private static InstructionVerdict JudgeFirstWord(InstructionText text, string wanted, int? count, int nth)
    {
        var parts = text.Written.Split("\n\n");
        var paragraphs = parts.Count(part => !string.IsNullOrWhiteSpace(part));
        if (count is not null && paragraphs != count)
            return InstructionVerdict.Of(false, FormattableString.Invariant($"it has {paragraphs} paragraphs, not {count}"));
        if (nth > paragraphs || parts[nth - 1].Trim() is not { Length: > 0 } paragraph)
            return InstructionVerdict.Of(false, FormattableString.Invariant($"there is no paragraph {nth}"));
        return FirstWord.Begins(paragraph, wanted, text)
            ? InstructionVerdict.Of(true, FormattableString.Invariant($"paragraph {nth} begins with {Quote.Of(wanted)}"))
            : InstructionVerdict.Of(
                false,
                FormattableString.Invariant($"paragraph {nth} begins with {Quote.Of(paragraph)}, not {Quote.Of(wanted)}")
            );
    }
}
