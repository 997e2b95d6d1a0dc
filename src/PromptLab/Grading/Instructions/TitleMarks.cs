namespace PromptLab.Grading.Instructions;

/// <summary>The marks around a title, and the title between them.</summary>
internal static class TitleMarks
{
    /// <summary>The marks that the rules of a language ask for.</summary>
    public static (string Open, string Close) For(string? language) =>
        language switch
        {
            "ja" => ("『", "』"),
            "fr" => ("##", "##"),
            _ => ("<<", ">>"),
        };

    /// <summary>The first title that is not blank, with its marks on one line; null if there is none.</summary>
    public static string? Find(InstructionText text, string open, string close)
    {
        foreach (var line in text.Written.Split('\n'))
        {
            var start = line.IndexOf(open, StringComparison.Ordinal);
            var end = line.LastIndexOf(close, StringComparison.Ordinal);
            if (start < 0 || end <= start + open.Length)
                continue;
            var title = line[start..end].TrimStart(open[0]).TrimEnd(close[0]).Trim();
            if (title.Length > 0)
                return title;
        }

        return null;
    }
}
