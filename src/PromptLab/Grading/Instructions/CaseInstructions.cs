namespace PromptLab.Grading.Instructions;

/// <summary>Instructions on capital and small letters.</summary>
internal static class CaseInstructions
{
    private static readonly Dictionary<string, string> Languages = new(StringComparer.Ordinal)
    {
        ["english"] = "en",
        ["spanish"] = "es",
        ["french"] = "fr",
    };

    public static readonly string[] UpperIds = [.. Languages.Keys.Select(language => $"change_case:{language}_capital")];
    public static readonly string[] LowerIds = [.. Languages.Keys.Select(language => $"change_case:{language}_lowercase")];

    /// <summary>Every letter is a capital one; by an id, the response is in the id's language too.</summary>
    public static InstructionCheck Upper(InstructionArguments arguments)
    {
        var language = LanguageIn(arguments);
        return text =>
            LetterCase.FirstSmall(text.Written) is { } small ? InstructionVerdict.Of(false, $"{Quote.Of(small)} is not in capital letters")
            : !LetterCase.IsUpper(text.Written) ? InstructionVerdict.Of(false, "it has no capital letter")
            : ResponseLanguage.JudgeOther(text, language) ?? InstructionVerdict.Of(true, "it is in capital letters");
    }

    /// <summary>Every letter is a small one; by an id, the response is in the id's language too.</summary>
    public static InstructionCheck Lower(InstructionArguments arguments)
    {
        var language = LanguageIn(arguments);
        return text =>
            LetterCase.FirstCapital(text.Written) is { } capital
                ? InstructionVerdict.Of(false, $"{Quote.Of(capital)} is not in small letters")
            : !LetterCase.IsLower(text.Written) ? InstructionVerdict.Of(false, "it has no small letter")
            : ResponseLanguage.JudgeOther(text, language) ?? InstructionVerdict.Of(true, "it is in small letters");
    }

    /// <summary>Words in capital letters are there as often as wanted.</summary>
    public static InstructionCheck CapitalWords(InstructionArguments arguments)
    {
        var limit = arguments.Limit("capital_frequency", "capital_relation", fallback: null);
        return text => limit.Judge(Instructions.CapitalWords.Count(text.Written), "word in capital letters", "words in capital letters");
    }

    private static string? LanguageIn(InstructionArguments arguments) =>
        Languages.FirstOrDefault(language => arguments.Name.Contains($":{language.Key}_", StringComparison.Ordinal)).Value;
}
