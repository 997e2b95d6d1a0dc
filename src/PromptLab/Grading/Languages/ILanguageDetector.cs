namespace PromptLab.Grading.Languages;

/// <summary>Tells the language of a text. Thread-safe.</summary>
internal interface ILanguageDetector
{
    /// <summary>The language of most of a text; null if it can't be told, because the text is too short or mixed.</summary>
    LanguageGuess? Detect(string text);
}

/// <summary>The language of a text, as a detector sees it.</summary>
/// <param name="Code">The ISO 639-1 code, such as <c>de</c>.</param>
/// <param name="Confidence">How sure the detector is, from 0 to 1.</param>
internal sealed record LanguageGuess(string Code, double Confidence);
