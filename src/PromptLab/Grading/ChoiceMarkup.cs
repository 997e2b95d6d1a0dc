using System.Globalization;
using System.Text.RegularExpressions;
using PromptLab.Texts;

namespace PromptLab.Grading;

/// <summary>Takes the wrappers off a text in which a choice is stated, so that <c>`B`</c>, **B**, 「B」 and \boxed{B} read alike.</summary>
internal static partial class ChoiceMarkup
{
    /// <summary>
    /// The text without emphasis, inline code, HTML and LaTeX, with full-width and circled letters as plain ones, and without what
    /// is struck out. What marks an answer, such as <c>\boxed</c>, becomes “answer:”.
    /// </summary>
    public static string Remove(string text)
    {
        text = Invisible().Replace(UnicodeText.Compose(text), "");
        text = StruckOut().Replace(text, " ");
        text = AnswerMark().Replace(text, " answer: ");
        text = Space().Replace(LineTag().Replace(InlineTag().Replace(Unwrap(TextCommand().Replace(text, "{")), ""), "\n"), " ");
        text = Underscore().Replace(text.Replace("`", "", StringComparison.Ordinal).Replace("$", "", StringComparison.Ordinal), "");
        if (text.Count(c => c == '*') > 1) // one alone is no emphasis: A*
            text = text.Replace("*", "", StringComparison.Ordinal);
        return string.Concat(text.Replace("👉", "→", StringComparison.Ordinal).Select(ToBracket));
    }

    private static string Unwrap(string text) => ShortTag().Replace(text, "${content}");

    private static char ToBracket(char c) =>
        char.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.OpenPunctuation when c is not ('(' or '{' or '[' or '„') => '[',
            UnicodeCategory.ClosePunctuation when c is not (')' or '}' or ']') => ']',
            UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation when c is not ('’' or '‘') => '"',
            _ => c switch
            {
                '„' => '"',
                '’' or '‘' => '\'',
                '➡' or '⇒' or '➔' or '⟶' => '→',
                '。' or '．' => '.',
                '、' or '，' => ',',
                '−' or '‐' or '‑' or '–' or '—' or '―' => '—',
                _ => c,
            },
        };

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;

    [GeneratedRegex(@"[\p{Cf}]", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Invisible();

    [GeneratedRegex(@"~~[^~\n]{1,300}~~|<(?<tag>del|s|strike)>[^<]{0,300}</\k<tag>>", Options, 5000)]
    private static partial Regex StruckOut();

    [GeneratedRegex(@"\\(?:boxed|fbox)\s*(?=\{)|<(?:final_?)?(?:answer|choice)\s*>", Options, 5000)]
    private static partial Regex AnswerMark();

    [GeneratedRegex(@"\\(?:text|math|bf|rm|sf|it)[a-z]{0,9}\s*\{", Options, 5000)]
    private static partial Regex TextCommand();

    [GeneratedRegex(@"</?(?:em|strong|code|span|font|mark|kbd|samp|sub|sup|tt)(?:\s[^<>\n]{0,200})?>", Options, 5000)]
    private static partial Regex InlineTag();

    // <b>B</b>, but not the angle brackets of <B>.
    [GeneratedRegex(@"<(?<tag>[biu])(?:\s[^<>\n]{0,200})?>(?<content>[^<]{0,300})</\k<tag>>", Options, 5000)]
    private static partial Regex ShortTag();

    [GeneratedRegex(@"</?(?:p|div|br|li|ul|ol|h[1-6]|(?:final_?)?(?:answer|choice))(?:\s[^<>\n]{0,200})?/?>", Options, 5000)]
    private static partial Regex LineTag();

    [GeneratedRegex(@"\\(?:[()\[\],;: ]|quad|qquad)|&nbsp;", Options, 5000)]
    private static partial Regex Space();

    [GeneratedRegex(@"(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])", Options, 5000)]
    private static partial Regex Underscore();
}
