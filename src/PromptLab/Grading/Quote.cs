using PromptLab.Texts;

namespace PromptLab.Grading;

/// <summary>Quotes the first 60 characters of a text on one line, for the reasons of scores.</summary>
internal static class Quote
{
    private const int MaxLength = 60;

    public static string Of(string text) => $"“{ShortText.OnOneLine(text, MaxLength)}”";
}
