using System.Globalization;
using System.Text;

namespace PromptLab.Models;

/// <summary>
/// Finds one secret in texts: as it is, with characters escaped as JSON, URLs and HTML escape them, with white space, line ends or
/// invisible characters between, and in base64, alone or behind a user name.
/// </summary>
/// <remarks>A secret of fewer than 8 characters, such as the “none” of a local server, is found only as it is.</remarks>
internal sealed class SecretFinder(string secret)
{
    private const int MinLengthOfForms = 8;
    private const int MinLengthOfBase64 = 8;
    private const int MaxGap = 32;
    private const int MaxSlashes = 16;
    private const int BytesPerGroup = 3;

    private static readonly (string Entity, char Character)[] Entities =
    [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&apos;", '\''),
    ];

    private static readonly string[] EscapedGaps = ["\\r", "\\n", "\\t", "%0A", "%0D", "%0a", "%0d"];

    private readonly IReadOnlyList<string> _base64 = secret.Length < MinLengthOfForms ? [] : [.. Base64Forms(secret)];

    /// <summary>Where the secret stands, in order; none overlap.</summary>
    public IEnumerable<(int Start, int End)> FindIn(string text)
    {
        for (var at = 0; at < text.Length; )
        {
            if (EndAt(text, at) is { } end)
            {
                yield return (at, end);
                at = end;
            }
            else
            {
                at++;
            }
        }

        foreach (var form in _base64)
        {
            for (var at = text.IndexOf(form, StringComparison.Ordinal); at >= 0; )
            {
                var (start, end) = WholeBase64(text, at, at + form.Length);
                yield return (start, end);
                at = text.IndexOf(form, end, StringComparison.Ordinal);
            }
        }
    }

    // The end of the secret that starts at a position; null if none does.
    private int? EndAt(string text, int start)
    {
        if (secret.Length < MinLengthOfForms)
            return text.AsSpan(start).StartsWith(secret, StringComparison.Ordinal) ? start + secret.Length : null;
        var at = start;
        for (var i = 0; i < secret.Length; i++)
        {
            if (i > 0 && LengthOf(text, at, secret[i]) == 0)
                at = EndOfGap(text, at);
            var length = LengthOf(text, at, secret[i]);
            if (length == 0)
                return null;
            at += length;
        }

        return at;
    }

    // How many characters of the text write a character of the secret; 0 if they write something else.
    private static int LengthOf(string text, int at, char character)
    {
        if (at >= text.Length)
            return 0;
        var rest = text.AsSpan(at);
        var escaped = text[at] switch
        {
            '\\' => LengthOfBackslash(rest, character),
            '%' when rest.Length > 2 && IsHex(rest[1..3], character) => 3,
            '&' => LengthOfEntity(rest, character),
            _ => 0,
        };
        return escaped > 0 ? escaped
            : text[at] == character ? 1
            : 0;
    }

    // Once escaped, or several times as a JSON text inside another one is: \/ and \\/, \u002b and \\u002b.
    private static int LengthOfBackslash(ReadOnlySpan<char> rest, char character)
    {
        var slashes = 0;
        while (slashes < Math.Min(rest.Length, MaxSlashes) && rest[slashes] == '\\')
            slashes++;
        var next = rest[slashes..];
        if (next.Length > 4 && next[0] is 'u' or 'U' && IsHex(next[1..5], character))
            return slashes + 5;
        return next.Length > 0 && next[0] == character && !char.IsAsciiLetterOrDigit(character) ? slashes + 1
            : character == '\\' && slashes > 1 ? 2
            : 0;
    }

    private static int LengthOfEntity(ReadOnlySpan<char> rest, char character)
    {
        foreach (var (entity, meant) in Entities)
        {
            if (meant == character && rest.StartsWith(entity, StringComparison.OrdinalIgnoreCase))
                return entity.Length;
        }

        var end = rest.IndexOf(';');
        if (end is < 3 or > 8 || rest[1] != '#')
            return 0;
        var isHex = rest[2] is 'x' or 'X';
        var digits = rest[(isHex ? 3 : 2)..end];
        var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return int.TryParse(digits, style, CultureInfo.InvariantCulture, out var code) && code == character ? end + 1 : 0;
    }

    private static bool IsHex(ReadOnlySpan<char> digits, char character) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && code == character;

    private static int EndOfGap(string text, int start)
    {
        var at = start;
        while (at < text.Length && at - start < MaxGap)
        {
            var rest = text.AsSpan(at);
            var escaped = Array.Find(EscapedGaps, gap => text.AsSpan(at).StartsWith(gap, StringComparison.Ordinal));
            if (escaped is not null)
                at += escaped.Length;
            else if (char.IsWhiteSpace(rest[0]) || char.IsControl(rest[0]) || IsInvisible(rest[0]))
                at++;
            else
                break;
        }

        return at;
    }

    private static bool IsInvisible(char character) => char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    // The characters that encode the secret alone, for each place that it can have within a group of three bytes.
    private static IEnumerable<string> Base64Forms(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        for (var before = 0; before < BytesPerGroup; before++)
        {
            var text = Convert.ToBase64String([.. new byte[before], .. bytes]);
            var skipped = before == 0 ? 0 : before + 1;
            var wholeGroups = (before + bytes.Length) / BytesPerGroup * 4;
            var form = text[skipped..wholeGroups];
            if (form.Length < MinLengthOfBase64)
                continue;
            yield return form;
            if (form.AsSpan().ContainsAny('+', '/'))
                yield return form.Replace('+', '-').Replace('/', '_');
        }
    }

    private static (int Start, int End) WholeBase64(string text, int start, int end)
    {
        while (start > 0 && IsBase64(text[start - 1]))
            start--;
        while (end < text.Length && (IsBase64(text[end]) || text[end] == '='))
            end++;
        return (start, end);
    }

    private static bool IsBase64(char character) => char.IsAsciiLetterOrDigit(character) || character is '+' or '/' or '-' or '_';
}
