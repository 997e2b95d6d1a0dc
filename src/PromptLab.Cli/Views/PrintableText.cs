namespace PromptLab.Cli.Views;

/// <summary>Texts of strangers on a terminal.</summary>
internal static class PrintableText
{
    private const char FirstPicture = '\u2400';

    /// <summary>
    /// A text on one line: control characters as their pictures, so that no response can steer a terminal, and not too
    /// long.
    /// </summary>
    public static string Visible(string text, int longest)
    {
        var start = text.Length <= longest ? text : text[..longest] + "…";
        return string.Concat(
            start.Select(c =>
                c < ' ' ? (char)(FirstPicture + c)
                : char.IsControl(c) ? '\uFFFD'
                : c
            )
        );
    }
}
