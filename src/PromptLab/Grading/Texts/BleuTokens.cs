using System.Text;
using System.Text.RegularExpressions;

namespace PromptLab.Grading.Texts;

/// <summary>The tokens of BLEU, by the rules of sacrebleu's tokenizers of the same names.</summary>
/// <remarks>
/// Post, “A Call for Clarity in Reporting BLEU Scores”, 2018, https://aclanthology.org/W18-6319/. <c>13a</c> and <c>intl</c>
/// are those of mteval-v13a.pl and mteval-v14.pl.
/// </remarks>
internal static partial class BleuTokens
{
    public static IReadOnlyList<string> Names { get; } = ["13a", "intl", "char", "none"];

    /// <summary>The tokens of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tokenizer">One of <see cref="Names"/>.</param>
    public static IReadOnlyList<string> Of(string text, string tokenizer) =>
        tokenizer switch
        {
            "13a" => Split(WithDigitDash(Unescape(text))),
            "intl" => Split(Symbol().Replace(PunctuationBefore().Replace(PunctuationAfter().Replace(text, "$1 $2 "), " $1 $2"), " $1 ")),
            "char" => [.. text.EnumerateRunes().Where(rune => !Rune.IsWhiteSpace(rune)).Select(rune => rune.ToString())],
            _ => Split(text),
        };

    private static string Unescape(string text) =>
        $" {text} "
            .Replace("<skipped>", "", StringComparison.Ordinal)
            .Replace("-\n", "", StringComparison.Ordinal)
            .Replace('\n', ' ')
            .Replace("&quot;", "\"", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal);

    private static string WithDigitDash(string text) =>
        DashAfterDigit()
            .Replace(StopBefore().Replace(StopAfter().Replace(AsciiSymbol().Replace(text, " $1 "), "$1 $2 "), " $1 $2"), "$1 $2 ");

    private static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"([\{-~\[-` -&\(-\+:-@/])", RegexOptions.None, 1000)]
    private static partial Regex AsciiSymbol();

    [GeneratedRegex(@"([^0-9])([.,])", RegexOptions.None, 1000)]
    private static partial Regex StopAfter();

    [GeneratedRegex(@"([.,])([^0-9])", RegexOptions.None, 1000)]
    private static partial Regex StopBefore();

    [GeneratedRegex("([0-9])(-)", RegexOptions.None, 1000)]
    private static partial Regex DashAfterDigit();

    [GeneratedRegex(@"(\P{N})(\p{P})", RegexOptions.None, 1000)]
    private static partial Regex PunctuationAfter();

    [GeneratedRegex(@"(\p{P})(\P{N})", RegexOptions.None, 1000)]
    private static partial Regex PunctuationBefore();

    [GeneratedRegex(@"(\p{S})", RegexOptions.None, 1000)]
    private static partial Regex Symbol();
}
