using System.Text.RegularExpressions;

namespace PromptLab.JsonSchemas;

/// <summary>Addresses by the grammars of RFC 3986 (URI) and RFC 3987 (IRI), which are stricter than <see cref="Uri"/>.</summary>
internal static class UriFormat
{
    private const RegexOptions Linear = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    // The parts of https://www.rfc-editor.org/rfc/rfc3986#appendix-B.
    private static readonly Regex Parts = new(
        @"^((?<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?(//(?<authority>[^/?#]*))?(?<path>[^?#]*)(\?(?<query>[^#]*))?(#(?<fragment>.*))?\z",
        Linear | RegexOptions.Singleline
    );

    private static readonly Regex Authority = new(
        @"^((?<user>[^@\[\]]*)@)?(?<host>\[[^\[\]]*\]|[^:@\[\]]*)(:[0-9]*)?\z",
        Linear | RegexOptions.Singleline
    );

    private static readonly Regex FutureAddress = new(@"^[vV][0-9A-Fa-f]+\.[A-Za-z0-9._~!$&'()*+,;=:-]+\z", Linear);

    /// <summary>True for an address with a scheme.</summary>
    public static bool IsUri(string text, bool international) => Matches(text, international, needsScheme: true);

    /// <summary>True for an address, or one that is relative to another.</summary>
    public static bool IsReference(string text, bool international) => Matches(text, international, needsScheme: false);

    private static bool Matches(string text, bool international, bool needsScheme)
    {
        var parts = Parts.Match(text);
        if (!parts.Success || (needsScheme && !parts.Groups["scheme"].Success))
            return false;
        var path = parts.Groups["path"].Value;
        // Without a scheme, a colon in the first segment would make it one.
        if (
            !parts.Groups["scheme"].Success
            && !parts.Groups["authority"].Success
            && path.Split('/')[0].Contains(':', StringComparison.Ordinal)
        )
            return false;
        return HasOnly(path, ":@/", international)
            && HasOnly(parts.Groups["query"].Value, ":@/?", international)
            && HasOnly(parts.Groups["fragment"].Value, ":@/?", international)
            && (!parts.Groups["authority"].Success || IsAuthority(parts.Groups["authority"].Value, international));
    }

    private static bool IsAuthority(string text, bool international)
    {
        var parts = Authority.Match(text);
        if (!parts.Success || !HasOnly(parts.Groups["user"].Value, ":", international))
            return false;
        var host = parts.Groups["host"].Value;
        return host is ['[', .. var address, ']']
            ? HostFormat.IsIPv6(address) || FutureAddress.IsMatch(address)
            : HasOnly(host, "", international);
    }

    // Unreserved characters, sub-delimiters, percent-encoded bytes, and some others.
    private static bool HasOnly(string text, string others, bool international)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                    return false;
                i += 2;
            }
            else if (
                !char.IsAsciiLetterOrDigit(c)
                && !"-._~!$&'()*+,;=".Contains(c, StringComparison.Ordinal)
                && !others.Contains(c, StringComparison.Ordinal)
                && !(international && c >= '\u00a0')
            )
            {
                return false;
            }
        }

        return true;
    }
}
