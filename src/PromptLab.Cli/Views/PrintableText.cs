namespace PromptLab.Cli.Views;

/// <summary>Makes texts of models and files safe for a terminal.</summary>
internal static class PrintableText
{
    private const char FirstPicture = '\u2400';

    /// <summary>
    /// The text on one line, cut after <paramref name="longest"/> characters. Control characters become visible symbols, so that no
    /// response can control the terminal.
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
