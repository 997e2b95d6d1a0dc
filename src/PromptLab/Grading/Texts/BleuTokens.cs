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
            "intl" => Split(
                Symbol().Replace(PunctuationBefore().Replace(PunctuationAfter().Replace(text, "${a} ${b} "), " ${a} ${b}"), " ${a} ")
            ),
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
            .Replace(
                StopBefore().Replace(StopAfter().Replace(AsciiSymbol().Replace(text, " ${a} "), "${a} ${b} "), " ${a} ${b}"),
                "${a} ${b} "
            );

    private static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"(?<a>[\{-~\[-` -&\(-\+:-@/])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AsciiSymbol();

    [GeneratedRegex(@"(?<a>[^0-9])(?<b>[.,])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StopAfter();

    [GeneratedRegex(@"(?<a>[.,])(?<b>[^0-9])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StopBefore();

    [GeneratedRegex("(?<a>[0-9])(?<b>-)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DashAfterDigit();

    [GeneratedRegex(@"(?<a>\P{N})(?<b>\p{P})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PunctuationAfter();

    [GeneratedRegex(@"(?<a>\p{P})(?<b>\P{N})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PunctuationBefore();

    [GeneratedRegex(@"(?<a>\p{S})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Symbol();
}
