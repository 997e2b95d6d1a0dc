using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PromptLab.Grading.Texts;

/// <summary>Finds e-mail and IP addresses.</summary>
internal static class NetworkAddresses
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
            if (from < at && text[at - 1] != '.' && IsDomain(domain))
                yield return text[from..(at + 1)] + domain;
        }
    }

    /// <summary>IPv4 and IPv6 addresses but those of no one: 127.0.0.1, 0.0.0.0, ::1. A version such as “v1.2.3.4” is none.</summary>
    public static IEnumerable<string> Ips(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsIpCharacter(text[at]) || (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '.' or ':' or '-' or '_')))
                continue;
            var to = at;
            while (to < text.Length && to - at <= LongestIp && IsIpCharacter(text[to]))
                to++;
            var written = text[at..to].TrimEnd('.', ':');
            if ((to == text.Length || !char.IsLetterOrDigit(text[to])) && IsIp(written) && !IsVersion(text, at))
                yield return written;
            at = to;
        }
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

    private static bool IsVersion(string text, int at)
    {
        const int shown = 9;
        var before = text[Math.Max(0, at - shown)..at].TrimEnd().ToLower(CultureInfo.InvariantCulture);
        return before.EndsWith("version", StringComparison.Ordinal) || before.EndsWith("release", StringComparison.Ordinal);
    }
}
