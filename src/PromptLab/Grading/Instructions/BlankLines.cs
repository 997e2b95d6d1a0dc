namespace PromptLab.Grading.Instructions;

/// <summary>Paragraphs as people write them: lines with a blank line between.</summary>
internal static class BlankLines
{
    /// <summary>How many paragraphs a text has.</summary>
    public static int CountParagraphs(string text)
    {
        var (count, isInside) = (0, false);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var isBlank = line.IsWhiteSpace();
            count += !isBlank && !isInside ? 1 : 0;
            isInside = !isBlank;
        }

        return count;
    }
}
