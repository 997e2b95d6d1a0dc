using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace PromptLab.Grading.Texts;

/// <summary>Finds e-mail and IP addresses.</summary>
internal static partial class NetworkAddresses
{
    // RFC 5321, 4.5.3.1
    private const int LongestLocalPart = 64;
    private const int LongestDomain = 255;
    private const int LongestIp = 45;

    /// <summary>E-mail addresses: a local part, @, and a domain with a full stop.</summary>
    public static IEnumerable<string> Emails(string text)
    {
        for (var at = text.IndexOf('@'); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var from = at;
            while (from > 0 && at - from < LongestLocalPart && IsLocal(text[from - 1]))
                from--;
            while (from < at && text[from] is '.' or '-' or '+' or '\'')
                from++;
            var to = at + 1;
            while (to < text.Length && to - at <= LongestDomain && (char.IsLetterOrDigit(text[to]) || text[to] is '.' or '-'))
                to++;
            var domain = text[(at + 1)..to].TrimEnd('.', '-');
            if (from < at && text[at - 1] != '.' && IsDomain(domain) && !IsScale(domain))
                yield return text[from..(at + 1)] + domain;
        }
    }

    /// <summary>IPv4 and IPv6 addresses but those of no one: 127.0.0.1, 0.0.0.0, ::1. A version such as “v1.2.3.4” is none.</summary>
    public static IEnumerable<string> Ips(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsIpCharacter(text[at]))
                continue;
            var to = at;
            while (to < text.Length && IsIpCharacter(text[to]))
                to++;
            foreach (var found in IpsIn(text, at, to))
                yield return found;
            at = to;
        }
    }

    /// <summary>The usual form of an address that <see cref="Ips"/> found.</summary>
    public static string CanonicalIp(string ip) => IPAddress.TryParse(ip, out var address) ? address.ToString() : ip;

    // One address of six, or addresses of four between colons: “IP:8.8.8.8”, “8.8.8.8:53”
    private static IEnumerable<string> IpsIn(string text, int from, int to)
    {
        var start = from + 1 < to && text[from] == ':' && text[from + 1] != ':' ? from + 1 : from;
        var whole = text[start..Math.Min(to, start + LongestIp + 2)].TrimEnd('.', ':');
        if (whole.Contains(':', StringComparison.Ordinal) && IsFree(text, start, start + whole.Length) && IsIp(whole))
        {
            yield return whole;
            yield break;
        }

        for (var at = from; at < to; )
        {
            var end = text.IndexOf(':', at, to - at) is >= 0 and var colon ? colon : to;
            var part = text[at..end].TrimEnd('.');
            if (part.Length > 0 && IsFree(text, at, at + part.Length) && IsIp(part) && !VersionBefore().IsMatch(Before(text, at)))
                yield return part;
            at = end + 1;
        }
    }

    private static bool IsFree(string text, int from, int to) =>
        !(from > 0 && (char.IsLetterOrDigit(text[from - 1]) || text[from - 1] is '.' or '-' or '_'))
        && !(to < text.Length && char.IsLetterOrDigit(text[to]));

    private static string Before(string text, int at)
    {
        const int shown = 20;
        return text[Math.Max(0, at - shown)..at];
    }

    private static bool IsLocal(char c) => char.IsLetterOrDigit(c) || ".!#$%&'*+/=?^_`{|}~-".Contains(c, StringComparison.Ordinal);

    private static bool IsDomain(string domain)
    {
        var labels = domain.Split('.');
        return labels.Length > 1
            && labels.All(label => label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-')
            && labels[^1].Length > 1
            && labels[^1].All(char.IsLetter);
    }

    // “logo@2x.png”
    private static bool IsScale(string domain) => domain.Length > 2 && char.IsAsciiDigit(domain[0]) && domain[1] == 'x' && domain[2] == '.';

    private static bool IsIpCharacter(char c) => char.IsAsciiHexDigit(c) || c is '.' or ':';

    private static bool IsIp(string text)
    {
        var isFour = text.All(c => char.IsAsciiDigit(c) || c == '.') && text.Count(c => c == '.') == 3;
        var isSix = text.Count(c => c == ':') >= 2 && text.Any(char.IsAsciiDigit);
        if (isFour && text.Split('.').Any(part => part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0')))
            return false;
        return (isFour || isSix)
            && IPAddress.TryParse(text, out var address)
            && address.AddressFamily == (isFour ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6)
            && !IPAddress.IsLoopback(address)
            && !address.Equals(IPAddress.Any)
            && !address.Equals(IPAddress.IPv6Any)
            && !address.Equals(IPAddress.Broadcast);
    }

    [GeneratedRegex(
        @"(?<!\p{L})(versions?|releases?|ver|rev|revision|build|firmware|versión|versione|versão|versie|версия)[\s.:=""'“(]{0,4}(is |no\.? )?\z"
            + @"|(版本|バージョン|버전)[\s:：]{0,3}\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex VersionBefore();
}
