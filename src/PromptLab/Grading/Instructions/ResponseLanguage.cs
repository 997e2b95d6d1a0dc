using PromptLab.Grading.Languages;
using PromptLab.Texts;

namespace PromptLab.Grading.Instructions;

/// <summary>The language of a response, for the instructions that ask for one.</summary>
internal static class ResponseLanguage
{
    private static readonly LanguageDetector Detector = LanguageDetector.BuiltIn;

    /// <summary>The response is in a language; undecided where it is too short or mixed to tell.</summary>
    public static InstructionCheck Is(InstructionArguments arguments)
    {
        var written = arguments.RequiredText("language");
        var wanted = LanguageNames.CodeOf(written);
        if (wanted is null && written.Length > 0)
            arguments.Problem(
                $"“{ShortText.OnOneLine(written, 40)}” is no known language of “{arguments.Name}”. Write a code such as de, or an English name. Known: {string.Join(", ", LanguageNames.Codes)}."
            );
        return text =>
            SureLanguageOf(text.Written) is not { } found
                ? new InstructionVerdict(null, $"the language of {Quote.Of(text.Trimmed)} can't be told")
                : InstructionVerdict.Of(
                    found == wanted,
                    found == wanted
                        ? $"it is {LanguageNames.NameOf(found)}"
                        : $"it is {LanguageNames.NameOf(found)}, not {LanguageNames.NameOf(wanted ?? "")}"
                );
    }

    /// <summary>The verdict on a response that is surely in another language than the wanted one; null if it may be in that one.</summary>
    public static InstructionVerdict? JudgeOther(InstructionText text, string? wanted) =>
        wanted is not null && SureLanguageOf(text.Written.ToLowerInvariant()) is { } found && found != wanted
            ? InstructionVerdict.Of(false, $"it is {LanguageNames.NameOf(found)}, not {LanguageNames.NameOf(wanted)}")
            : null;

    private static string? SureLanguageOf(string text) =>
        Detector.Detect(text) is { Confidence: >= LanguageGrader.LeastConfidence } guess ? guess.Code : null;
}
