using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptLab.JsonSchemas;

/// <summary>
/// Names of hosts (RFC 1123, with the A-labels of RFC 5890), addresses (RFC 2673, RFC 4291) and mailboxes (RFC 5321, RFC 6531).
/// </summary>
internal static class HostFormat
{
    private const int MaxNameLength = 253;
    private const int MaxLocalLength = 64;
    private const RegexOptions Linear = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    private static readonly Regex Label = new(@"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\z", Linear);
    private static readonly Regex Octet = new(@"^(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\z", Linear);
    private static readonly Regex Hexadecimal = new(@"^[0-9A-Fa-f]{1,4}\z", Linear);
    private static readonly Regex Atom = new(@"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\uffff-]+\z", Linear);
    private static readonly Regex Quoted = new("^\"([ !#-\\[\\]-~\u0080-\uffff]|\\\\[ -~])*\"\\z", Linear);
    private static readonly IdnMapping Names = new() { UseStd3AsciiRules = true };

    public static bool IsHostname(string text) => text.Length is > 0 and <= MaxNameLength && Array.TrueForAll(text.Split('.'), IsLabel);

    public static bool IsIPv4(string text) => text.Split('.') is { Length: 4 } parts && Array.TrueForAll(parts, Octet.IsMatch);

    public static bool IsIPv6(string text)
    {
        var halves = text.Split("::");
        if (halves.Length > 2)
            return false;
        var isShort = halves.Length == 2;
        var count = halves.Select((half, index) => CountGroups(half, isLast: index == halves.Length - 1, mayBeEmpty: isShort)).ToList();
        return !count.Contains(null) && (isShort ? count.Sum() < 8 : count.Sum() == 8);
    }

    /// <summary>True for a mailbox: a local part and a host, or an address in brackets.</summary>
    public static bool IsEmail(string text, bool international)
    {
        if (!international && text.Any(c => c > '\u007f'))
            return false;
        var at = text.LastIndexOf('@');
        return at is > 0 and <= MaxLocalLength && IsLocalPart(text[..at]) && IsMailHost(text[(at + 1)..], international);
    }

    // The digits of an IPv4 address count as two groups; null where a part is not one.
    private static int? CountGroups(string half, bool isLast, bool mayBeEmpty)
    {
        if (half.Length == 0)
            return mayBeEmpty ? 0 : null;
        var parts = half.Split(':');
        var hasIPv4 = isLast && IsIPv4(parts[^1]);
        var groups = hasIPv4 ? parts[..^1] : parts;
        return Array.TrueForAll(groups, Hexadecimal.IsMatch) ? groups.Length + (hasIPv4 ? 2 : 0) : null;
    }

    private static bool IsLocalPart(string text) => Quoted.IsMatch(text) || Array.TrueForAll(text.Split('.'), Atom.IsMatch);

    private static bool IsMailHost(string text, bool international)
    {
        if (text is ['[', .. var address, ']'])
            return address.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? IsIPv6(address[5..]) : IsIPv4(address);
        return IsHostname(text) || (international && text.Any(c => c > '\u007f') && TryMap(text));
    }

    // Hyphens in third and fourth place mark an encoded name, which must decode.
    private static bool IsLabel(string label) =>
        Label.IsMatch(label)
        && (
            label is not [_, _, '-', '-', ..]
            || (label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase) && label.Length > 4 && TryUnmap(label))
        );

    private static bool TryMap(string name)
    {
        try
        {
            return IsHostname(Names.GetAscii(name));
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool TryUnmap(string label)
    {
        try
        {
            return Names.GetUnicode(label).Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
