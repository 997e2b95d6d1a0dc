namespace PromptLab.Texts;

/// <summary>Shortens texts for messages and reports, without splitting a surrogate pair.</summary>
internal static class ShortText
{
    /// <summary>A text of at most <paramref name="maxLength"/> characters, or its start followed by “…”.</summary>
    public static string Truncate(string text, int maxLength)
    {
        if (text.Length <= maxLength)
            return text;
        return text[..(char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength)] + "…";
    }

    /// <summary>The truncated text on one line: every control character, line feeds included, becomes a space.</summary>
    public static string OnOneLine(string text, int maxLength)
    {
        var start = Truncate(text, maxLength);
        return start.Any(char.IsControl) ? string.Concat(start.Select(c => char.IsControl(c) ? ' ' : c)) : start;
    }
}
