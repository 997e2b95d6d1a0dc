using System.Globalization;
using System.Text;

namespace PromptLab.Texts;

/// <summary>Characters that nobody sees, such as a zero-width space, a byte order mark or a soft hyphen.</summary>
internal static class InvisibleText
{
    private const int BlackFlag = 0x1F3F4;

    // Format characters that are drawn: the number signs of Arabic, Syriac and Kaithi, and Egyptian joiners.
    private static readonly (int From, int To)[] DrawnFormats =
    [
        (0x0600, 0x0605),
        (0x06DD, 0x06DD),
        (0x070F, 0x070F),
        (0x0890, 0x0891),
        (0x08E2, 0x08E2),
        (0x110BD, 0x110CD),
        (0x13430, 0x1343F),
    ];

    // Variation selectors and fillers, which Unicode counts as marks and letters.
    private static readonly (int From, int To)[] Undrawn =
    [
        (0x034F, 0x034F),
        (0x115F, 0x1160),
        (0x17B4, 0x17B5),
        (0x180B, 0x180F),
        (0x3164, 0x3164),
        (0xFE00, 0xFE0F),
        (0xFFA0, 0xFFA0),
        (0xE0100, 0xE01EF),
    ];

    // Scripts whose letters look different where a joiner stands between them: Arabic, those of India, Myanmar, Khmer, Mongolian.
    private static readonly (int From, int To)[] Joining =
    [
        (0x0600, 0x0DFF),
        (0x1000, 0x109F),
        (0x1780, 0x18AF),
        (0xA800, 0xABFF),
        (0xFB50, 0xFDFF),
        (0xFE70, 0xFEFC),
        (0x10A00, 0x11FFF),
    ];

    /// <summary>True if a text has nothing to see: it is empty, or only white space and invisible characters.</summary>
    public static bool IsBlank(string text) =>
        text.EnumerateRunes().All(rune => Rune.IsWhiteSpace(rune) || rune.Value == 0x2800 || Rune.IsControl(rune) || IsInvisible(rune));

    /// <summary>
    /// The text in normalisation form C without invisible characters, with every kind of blank as a plain one. A joiner stays
    /// where it changes what one sees: within an emoji, and between letters of scripts that join.
    /// </summary>
    public static string Remove(string text)
    {
        Rune[] runes = [.. UnicodeText.Normalize(text, NormalizationForm.FormC).EnumerateRunes()];
        var visible = new StringBuilder(text.Length);
        var around = new Neighbours(runes);
        for (var i = 0; i < runes.Length; i++)
        {
            around.MoveTo(i);
            if (Rune.GetUnicodeCategory(runes[i]) == UnicodeCategory.SpaceSeparator)
                visible.Append(' ');
            else if ((!IsInvisible(runes[i]) && !IsUndrawnControl(runes[i])) || HasMeaning(runes[i], around))
                visible.Append(runes[i]);
        }

        return UnicodeText.Normalize(visible.ToString(), NormalizationForm.FormC);
    }

    /// <summary>True for a character without any width or mark of its own.</summary>
    public static bool IsInvisible(Rune rune) =>
        (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && !IsIn(DrawnFormats, rune)) || IsIn(Undrawn, rune);

    private static bool IsUndrawnControl(Rune rune) => Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune);

    private static bool HasMeaning(Rune rune, Neighbours around) =>
        rune.Value is 0x200C or 0x200D ? Joins(around.Before) && Joins(around.After) : IsTag(rune) && around.IsAfterFlag;

    private static bool Joins(Rune? rune) =>
        rune is { } known
        && (IsIn(Joining, known) || Rune.GetUnicodeCategory(known) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol);

    // The flags of England, Scotland and Wales are a black flag and invisible letters.
    private static bool IsTag(Rune rune) => rune.Value is >= 0xE0020 and <= 0xE007F;

    private static bool IsIn((int From, int To)[] ranges, Rune rune) =>
        Array.Exists(ranges, range => rune.Value >= range.From && rune.Value <= range.To);

    /// <summary>What one sees next to a place in a text, found in one pass over it.</summary>
    private sealed class Neighbours(Rune[] runes)
    {
        private int _next = -1;

        /// <summary>The visible character before the place; null at the start.</summary>
        public Rune? Before { get; private set; }

        /// <summary>The visible character after the place; null at the end.</summary>
        public Rune? After => _next < runes.Length ? runes[_next] : null;

        /// <summary>True if nothing but invisible letters stands between the place and a black flag before it.</summary>
        public bool IsAfterFlag { get; private set; }

        /// <summary>Moves to a place; the places are taken in order, from 0.</summary>
        public void MoveTo(int index)
        {
            if (index > 0 && !IsInvisible(runes[index - 1]))
                Before = runes[index - 1];
            if (index > 0 && !IsTag(runes[index - 1]))
                IsAfterFlag = runes[index - 1].Value == BlackFlag;
            for (_next = Math.Max(_next, index + 1); _next < runes.Length && IsInvisible(runes[_next]); )
                _next++;
        }
    }
}
