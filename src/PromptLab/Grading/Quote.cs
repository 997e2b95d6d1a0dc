using PromptLab.Texts;

namespace PromptLab.Grading;

/// <summary>The start of a text in quotation marks, for the reasons of scores.</summary>
internal static class Quote
{
    private const int Longest = 60;

    public static string Of(string text) => $"“{ShortText.OnOneLine(text, Longest)}”";
}
