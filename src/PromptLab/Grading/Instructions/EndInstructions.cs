namespace PromptLab.Grading.Instructions;

/// <summary>Instructions on how a response begins and ends, and on its parts.</summary>
internal static class EndInstructions
{
    private const string SixStars = "******";
    private const string DoubleMarks = "P.P.S";

    private static readonly char[] ClosingQuotes = [.. "\"”“»«’」』"];

    // Pairs that wrap a response; by the id, English texts have straight double quotes only, as in IFEval.
    private static readonly string[] QuotesOfAnyLanguage =
    [
        "\"\"",
        "“”",
        "„“",
        "„”",
        "””",
        "«»",
        "»«",
        "「」",
        "『』",
        "＂＂",
        "〝〟",
        "‹›",
        "›‹",
        "‘’",
        "‚‘",
    ];

    /// <summary>The text ends with a phrase, whatever its capital letters; a closing quote behind it does not count.</summary>
    public static InstructionCheck EndsWith(InstructionArguments arguments)
    {
        var phrase = arguments.RequiredText("end_phrase", "phrase");
        return text =>
        {
            var isTurkish = CaseFold.IsTurkish(text.Language, text.Written, phrase);
            var (whole, wanted) = (text.Folded(isTurkish).Trim(), CaseFold.Apply(phrase, isTurkish));
            var bare = text.IsEnglish ? whole.Trim('"') : whole.TrimEnd(ClosingQuotes).TrimEnd();
            if (text.Language == "es")
                bare = bare.TrimEnd('.');
            return whole.EndsWith(wanted, StringComparison.Ordinal) || bare.EndsWith(wanted, StringComparison.Ordinal)
                ? InstructionVerdict.Of(true, $"it ends with {Quote.Of(phrase)}")
                : InstructionVerdict.Of(false, $"it ends with {Quote.Of(EndOf(text.Trimmed))}, not {Quote.Of(phrase)}");
        };
    }

    /// <summary>The whole text stands in double quotes.</summary>
    public static InstructionCheck Quotation(InstructionArguments arguments)
    {
        var isById = arguments.IsById;
        return text =>
        {
            var pairs = text.Language switch
            {
                _ when !isById => QuotesOfAnyLanguage,
                "en" or "es" => ["\"\""],
                "fr" => ["\"\"", "''", "«»"],
                "ja" => ["「」"],
                _ when text.IsEnglish => ["\"\""],
                _ => QuotesOfAnyLanguage,
            };
            return text.Trimmed is [var first, .., var last] && pairs.Any(pair => pair[0] == first && pair[1] == last)
                ? InstructionVerdict.Of(true, "it is in quotation marks")
                : InstructionVerdict.Of(false, $"it is not in quotation marks: it is {Quote.Of(text.Trimmed)}");
        };
    }

    /// <summary>The text begins with the prompt, whatever its capital letters.</summary>
    public static InstructionCheck RepeatPrompt(InstructionArguments arguments)
    {
        var prompt = arguments.RequiredText("prompt_to_repeat", "prompt").Replace("\r\n", "\n", StringComparison.Ordinal);
        return text =>
        {
            var isTurkish = CaseFold.IsTurkish(text.Language, text.Written, prompt);
            return text.Folded(isTurkish).TrimStart().StartsWith(CaseFold.Apply(prompt, isTurkish), StringComparison.Ordinal)
                ? InstructionVerdict.Of(true, "it begins with the prompt")
                : InstructionVerdict.Of(false, $"it begins with {Quote.Of(text.Trimmed)}, not {Quote.Of(prompt)}");
        };
    }

    /// <summary>Two different responses stand on the two sides of six stars.</summary>
    public static InstructionCheck TwoResponses(InstructionArguments arguments) =>
        text =>
        {
            var parts = text.Written.Split(SixStars);
            var responses = parts.Select(part => part.Trim()).Where(part => part.Length > 0).ToList();
            if (parts.Skip(1).SkipLast(1).Any(string.IsNullOrWhiteSpace))
                return InstructionVerdict.Of(false, $"nothing stands between two dividers {SixStars}");
            if (responses.Count != 2)
                return InstructionVerdict.Of(
                    false,
                    FormattableString.Invariant($"{SixStars} divides it into {responses.Count}, not into 2 responses")
                );
            return responses[0] == responses[1]
                ? InstructionVerdict.Of(false, "its two responses are the same")
                : InstructionVerdict.Of(true, "it has two responses");
        };

    /// <summary>A postscript is there: its mark stands somewhere, at the beginning of a word, whatever its capital letters.</summary>
    public static InstructionCheck Postscript(InstructionArguments arguments)
    {
        var mark = arguments.Text("postscript_marker", "marker") ?? "P.S.";
        return text =>
            PostscriptMark.IsIn(text, mark)
                ? InstructionVerdict.Of(true, $"it has a postscript {Quote.Of(mark)}")
                : InstructionVerdict.Of(false, $"it has no postscript {Quote.Of(mark)}");
    }

    private static string EndOf(string text) => text.Length <= 50 ? text : "…" + text[^50..];
}
