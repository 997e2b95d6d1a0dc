using PromptLab.Texts;

namespace PromptLab.Grading.Instructions;

/// <summary>
/// Every instruction that can be checked: the 25 of IFEval (Zhou et al., “Instruction-Following Evaluation for Large Language Models”,
/// 2023, https://arxiv.org/abs/2311.07911), and those that its versions in other languages add.
/// </summary>
internal static class InstructionCatalog
{
    private static readonly string[] SpanishLetters = ["special_character:enie", "special_character:dieresis", "special_character:tildes"];

    public static IReadOnlyList<InstructionKind> Kinds { get; } =
    [
        // Keywords
        new("keywords", ["keywords:existence"], InstructionCodes.Keywords, KeywordInstructions.Existence) { Main = "keywords" },
        new("keyword-count", ["keywords:frequency"], InstructionCodes.Keywords, KeywordInstructions.Frequency),
        new("forbidden-words", ["keywords:forbidden_words"], InstructionCodes.Keywords, KeywordInstructions.Forbidden) { Main = "words" },
        new("letter-count", ["keywords:letter_frequency"], InstructionCodes.Keywords, KeywordInstructions.LetterFrequency),
        // Language
        new("language", ["language:response_language"], InstructionCodes.Language, ResponseLanguage.Is) { Main = "language" },
        // Length
        new("sentences", ["length_constraints:number_sentences"], InstructionCodes.Length, LengthInstructions.Sentences),
        new("paragraphs", ["length_constraints:number_paragraphs"], InstructionCodes.Length, LengthInstructions.Paragraphs),
        new("words", ["length_constraints:number_words"], InstructionCodes.Length, LengthInstructions.Words),
        new(
            "paragraph-start",
            ["length_constraints:nth_paragraph_first_word"],
            InstructionCodes.Length,
            LengthInstructions.ParagraphFirstWord
        ),
        // Content
        new("placeholders", ["detectable_content:number_placeholders"], InstructionCodes.Content, FormatInstructions.Placeholders),
        new("postscript", ["detectable_content:postscript"], InstructionCodes.Content, EndInstructions.Postscript) { Main = "marker" },
        // Format
        new("bullets", ["detectable_format:number_bullet_lists"], InstructionCodes.Format, FormatInstructions.Bullets),
        new("options", ["detectable_format:constrained_response"], InstructionCodes.Format, FormatInstructions.Options)
        {
            Main = "options",
        },
        new("highlights", ["detectable_format:number_highlighted_sections"], InstructionCodes.Format, FormatInstructions.Highlights),
        new("sections", ["detectable_format:multiple_sections"], InstructionCodes.Format, FormatInstructions.Sections),
        new("json", ["detectable_format:json_format"], InstructionCodes.Format, FormatInstructions.Json),
        new("title", ["detectable_format:title"], InstructionCodes.Format, FormatInstructions.Title),
        // Combination
        new("two-responses", ["combination:two_responses"], InstructionCodes.Combination, EndInstructions.TwoResponses),
        new("repeat-prompt", ["combination:repeat_prompt"], InstructionCodes.Combination, EndInstructions.RepeatPrompt) { Main = "prompt" },
        // Start and end
        new("ends-with", ["startend:end_checker"], InstructionCodes.StartEnd, EndInstructions.EndsWith) { Main = "phrase" },
        new("quotation", ["startend:quotation"], InstructionCodes.StartEnd, EndInstructions.Quotation),
        // Case
        new("capital-words", ["change_case:capital_word_frequency"], InstructionCodes.Case, CaseInstructions.CapitalWords),
        new("upper-case", CaseInstructions.UpperIds, InstructionCodes.Case, CaseInstructions.Upper),
        new("lower-case", CaseInstructions.LowerIds, InstructionCodes.Case, CaseInstructions.Lower),
        // Punctuation
        new("no-comma", ["punctuation:no_comma"], InstructionCodes.Punctuation, PunctuationInstructions.NoComma),
        // What the versions in Spanish, French and Japanese add (Dussolle et al., “M-IFEval”, 2025, https://arxiv.org/abs/2502.04688)
        new("characters", ["length_constraints:number_letters"], InstructionCodes.Length, LengthInstructions.Characters),
        new("numbered-items", ["detectable_format:number_numbered_lists"], InstructionCodes.Format, FormatInstructions.NumberedItems),
        new("question", ["punctuation:question_marks"], InstructionCodes.Punctuation, PunctuationInstructions.Question),
        new("exclamation", ["punctuation:exclamation_marks"], InstructionCodes.Punctuation, PunctuationInstructions.Exclamation),
        new("no-full-stop", ["punctuation:no_period"], InstructionCodes.Punctuation, PunctuationInstructions.NoFullStop),
        new("words-with", SpanishLetters, InstructionCodes.Letters, LetterInstructions.WordsWith),
        new(
            "forbidden-characters",
            ["special_character:ethel_or_cedilla"],
            InstructionCodes.Letters,
            LetterInstructions.ForbiddenCharacters
        )
        {
            Main = "characters",
        },
        new("no-accents", ["special_character:no_accents"], InstructionCodes.Letters, LetterInstructions.NoAccents),
        new("accents", ["special_character:accents"], InstructionCodes.Letters, LetterInstructions.Accents),
        new("no-digits", ["detectable_content:no_digits", "letters:kansuuji"], InstructionCodes.Letters, LetterInstructions.NoDigits),
        new("informal-address", ["detectable_content:informal_address"], InstructionCodes.Content, AddressInstructions.Informal),
        new("furigana", ["letters:furigana"], InstructionCodes.Letters, JapaneseInstructions.Furigana),
        new("kanji", ["letters:kanji"], InstructionCodes.Letters, LetterInstructions.Kanji),
        new("no-hiragana", ["letters:no_hiragana"], InstructionCodes.Letters, LetterInstructions.NoHiragana),
        new("no-katakana", ["letters:no_katakana"], InstructionCodes.Letters, LetterInstructions.NoKatakana),
        new("hiragana-only", ["letters:hiragana_only"], InstructionCodes.Letters, LetterInstructions.HiraganaOnly),
        new("katakana-only", ["letters:katakana_only"], InstructionCodes.Letters, LetterInstructions.KatakanaOnly),
        new("sentence-end", ["startend:sentence_unified_end"], InstructionCodes.StartEnd, JapaneseInstructions.SentenceEnd)
        {
            Main = "ending",
        },
        new("noun-endings", ["detectable_format:nominal_ending"], InstructionCodes.Format, JapaneseInstructions.NominalEndings),
    ];

    /// <summary>The kind of a name or id, and the language that the prefix of an id names; no kind where it is not known.</summary>
    public static (InstructionKind? Kind, string? Language) Find(string name)
    {
        var (language, rest) = WithoutPrefix(name);
        return (Kinds.FirstOrDefault(kind => kind.Name == rest || kind.Ids.Contains(rest, StringComparer.Ordinal)), language);
    }

    /// <summary>What is near to a name that is not known, after a blank.</summary>
    public static string Suggest(string name)
    {
        var rest = WithoutPrefix(name).Bare;
        return rest.Contains(':', StringComparison.Ordinal)
            ? NearestName.Suggest(rest, Kinds.SelectMany(kind => kind.Ids))
            : NearestName.Suggest(rest, Kinds.Select(kind => kind.Name));
    }

    // “ja:punctuation:no_comma”
    private static (string? Language, string Bare) WithoutPrefix(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon is 2 or 3 && name.AsSpan(0, colon).ContainsAnyExceptInRange('a', 'z') is false
            ? (name[..colon], name[(colon + 1)..])
            : (null, name);
    }
}
