using System.Net;
using System.Text.RegularExpressions;

namespace PromptLab.Providers;

/// <summary>Recognizes the web pages that proxies, gateways and sign-in services send in the place of an answer.</summary>
internal static partial class WebPage
{
    private const int MaxLength = 64 * 1024;

    /// <summary>True for a text that is a web page.</summary>
    public static bool Is(string text) => Start().IsMatch(text);

    /// <summary>The title, else the first heading, else the text without its tags; empty where there is none.</summary>
    public static string TitleOf(string page)
    {
        var start = page.Length <= MaxLength ? page : page[..MaxLength];
        var title = Title().Match(start) is { Success: true } named ? named.Groups["text"].Value : "";
        if (string.IsNullOrWhiteSpace(title))
            title = Heading().Match(start) is { Success: true } headed ? headed.Groups["text"].Value : Hidden().Replace(start, " ");
        return Spaces().Replace(WebUtility.HtmlDecode(Tag().Replace(title, " ")), " ").Trim();
    }

    [GeneratedRegex(
        @"^\s*(<\?xml[^>]{0,200}>\s*)?(<!--.{0,500}?-->\s*)*<(!doctype\s+html|html|head|title|body|h1|center)\b",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Start();

    [GeneratedRegex(
        @"<title[^>]{0,200}>(?<text>[^<]{0,2000})",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Title();

    [GeneratedRegex(
        @"<h[1-3][^>]{0,200}>(?<text>.{1,2000}?)</h[1-3]>",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Heading();

    [GeneratedRegex(
        @"<(?<tag>script|style)\b.{0,20000}?</\k<tag>>",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Hidden();

    [GeneratedRegex("<[^>]{0,2000}>", RegexOptions.None, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
