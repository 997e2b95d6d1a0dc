using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace PromptLab.Grading;

/// <summary>
/// A text in which every character that serves the same purpose in a numeral is the same character: digits of all scripts are
/// ASCII, dashes are <c>-</c>, <c>−</c> or <c>—</c>, blanks that join groups are U+00A0, and LaTeX and HTML spellings are
/// resolved. It knows where each character stood in the original.
/// </summary>
internal sealed partial class NumberCharacters
{
    public const char JoiningBlank = '\u00A0';
    public const char SoftHyphen = '\u00AD';

    private static readonly (string Spelling, string Meaning)[] Spellings =
    [
        ("{,}", ","),
        (",\\!", ","),
        ("{.}", "."),
        ("{-}", "-"),
        ("{\\,}", "\u00A0"),
        ("\\thinspace ", "\u00A0"),
        ("\\,", "\u00A0"),
        ("\\;", "\u00A0"),
        ("\\:", "\u00A0"),
        ("\\ ", "\u00A0"),
        ("\\!", ""),
        ("\\%", "%"),
        ("\\$", "$"),
        ("\\times", "×"),
        ("\\cdot", "·"),
        ("&nbsp;", "\u00A0"),
        ("&thinsp;", "\u00A0"),
        ("&minus;", "−"),
        ("&ndash;", "-"),
        ("&mdash;", "—"),
        ("&times;", "×"),
    ];

    private readonly string _original;
    private readonly StringBuilder _text;
    private readonly List<int> _origins;

    private NumberCharacters(string original)
    {
        _original = original;
        _text = new StringBuilder(original.Length);
        _origins = new List<int>(original.Length + 1);
        for (var at = 0; at < original.Length; )
            at +=
                AddSpelling(at) is > 0 and var spelled ? spelled
                : AddReference(at) is > 0 and var referred ? referred
                : AddCharacter(at);
        _origins.Add(original.Length);
        Text = _text.ToString();
    }

    /// <summary>The text with unified characters.</summary>
    public string Text { get; }

    public static NumberCharacters Of(string text) => new(text);

    /// <summary>Where a character stood in the original text.</summary>
    public int OriginOf(int at) => _origins[at];

    /// <summary>The part of the original text that became the part from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public string Original(int start, int end)
    {
        var from = _origins[start];
        var to = end == start ? from : Math.Max(from, _origins[end]);
        return _original[from..to];
    }

    private int AddSpelling(int at)
    {
        if (_original[at] is not ('{' or ',' or '\\' or '&'))
            return 0;
        foreach (var (spelling, meaning) in Spellings)
        {
            if (string.CompareOrdinal(_original, at, spelling, 0, spelling.Length) != 0)
                continue;
            foreach (var c in meaning)
                Add(c, at);
            return spelling.Length;
        }

        return 0;
    }

    // A character by its number, such as &#8722; for a minus: its digits are no number of the text.
    private int AddReference(int at)
    {
        if (_original[at] != '&' || Reference().Match(_original, at) is not { Success: true } reference)
            return 0;
        foreach (var c in WebUtility.HtmlDecode(reference.Value))
            Add(char.IsAscii(c) ? c : Unify(c, CharUnicodeInfo.GetUnicodeCategory(c)), at);
        return reference.Length;
    }

    private int AddCharacter(int at)
    {
        var c = _original[at];
        var length = char.IsSurrogatePair(_original, at) ? 2 : 1;
        var category = CharUnicodeInfo.GetUnicodeCategory(_original, at);
        if (char.IsAscii(c))
            Add(c, at);
        else if (category == UnicodeCategory.DecimalDigitNumber)
            Add((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(_original, at)), at);
        else if (c == '\u215F') // fraction numerator one
        {
            Add('1', at);
            Add('/', at);
        }
        else if (!IsInvisible(c, category))
        {
            Add(Unify(c, category), at);
            if (length == 2)
                Add(_original[at + 1], at + 1);
        }

        return length;
    }

    private void Add(char c, int origin)
    {
        _text.Append(c);
        _origins.Add(origin);
    }

    // Marks of direction and width, the selectors of emoji and their keycap show nothing of their own.
    private static bool IsInvisible(char c, UnicodeCategory category) =>
        (category == UnicodeCategory.Format && c != SoftHyphen) || c is '\uFE0E' or '\uFE0F' or '\u20E3';

    private static char Unify(char c, UnicodeCategory category) =>
        c switch
        {
            '\u2212' or '\u2796' => '−',
            '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\uFE63' or '\uFF0D' or '\u2043' => '-',
            '\u2014' or '\u2015' or '\uFE58' => '—',
            '\u2019' or '\u2018' or '\u02BC' or '\uFF07' or '\u02B9' => '\'',
            '\u2044' or '\u2215' => '/',
            '\u22C5' or '\u2219' or '\u2022' => '·',
            '\u2715' or '\u2716' or '\u2A09' => '×',
            '\u066A' => '%',
            >= '\uFF01' and <= '\uFF5E' => (char)(c - '\uFF01' + '!'), // full-width forms
            _ when category == UnicodeCategory.SpaceSeparator && c != '\u3000' => JoiningBlank,
            '\u3000' => ' ',
            _ => c,
        };

    [GeneratedRegex(@"\G&#(?:[0-9]{1,6}|[xX][0-9A-Fa-f]{1,5});", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Reference();
}
