namespace PromptLab.Grading;

/// <summary>The start of a text in quotation marks, for the reasons of scores.</summary>
internal static class Quote
{
    private const int Longest = 60;

    public static string Of(string text)
    {
        // Not through the middle of a character.
        var cut = char.IsHighSurrogate(text.ElementAtOrDefault(Longest - 1)) ? Longest - 1 : Longest;
        var start = text.Length <= Longest ? text : text[..cut] + "…";
        return start.Any(char.IsControl) ? $"“{string.Concat(start.Select(c => char.IsControl(c) ? ' ' : c))}”" : $"“{start}”";
    }
}
