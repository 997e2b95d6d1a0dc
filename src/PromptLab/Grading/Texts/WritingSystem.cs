using System.Text;

namespace PromptLab.Grading.Texts;

/// <summary>Tells scripts that put no blanks between words from the others.</summary>
internal static class WritingSystem
{
    // Han, Hiragana, Katakana and Bopomofo, by the blocks of Unicode 16; marks of repetition and prolonged sounds included.
    private static readonly (int From, int To)[] Ideographs =
    [
        (0x2E80, 0x2FDF),
        (0x3005, 0x3007),
        (0x3021, 0x3029),
        (0x3031, 0x3035),
        (0x3038, 0x303B),
        (0x3041, 0x3096),
        (0x309D, 0x309F),
        (0x30A1, 0x30FA),
        (0x30FC, 0x30FF),
        (0x3105, 0x312F),
        (0x31A0, 0x31BF),
        (0x31F0, 0x31FF),
        (0x3400, 0x4DBF),
        (0x4E00, 0x9FFF),
        (0xF900, 0xFAFF),
        (0xFF66, 0xFF9D),
        (0x1B000, 0x1B16F),
        (0x20000, 0x323AF),
    ];

    // Thai, Lao, Tibetan, Myanmar, Khmer, Tai and Javanese scripts: their words stand together and need a dictionary to be told apart.
    private static readonly (int From, int To)[] Unsegmented =
    [
        (0x0E01, 0x0E4E),
        (0x0E81, 0x0ECD),
        (0x0EDC, 0x0EDF),
        (0x0F40, 0x0FBC),
        (0x1000, 0x103F),
        (0x1050, 0x108F),
        (0x1780, 0x17D3),
        (0x1950, 0x19DF),
        (0x1A20, 0x1A7F),
        (0xA980, 0xA9C0),
        (0xA9E0, 0xA9EF),
        (0xA9FA, 0xA9FE),
        (0xAA60, 0xAADF),
    ];

    /// <summary>True for a character of Chinese or Japanese, each of which counts as a word.</summary>
    public static bool IsIdeograph(Rune rune) => IsIn(Ideographs, rune);

    /// <summary>True for a letter or sign of a script whose words can't be told apart without a dictionary.</summary>
    public static bool IsUnsegmented(Rune rune) => IsIn(Unsegmented, rune);

    /// <summary>True if a text holds a letter or a digit of any script.</summary>
    public static bool HasWord(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
                return true;
        }

        return false;
    }

    private static bool IsIn((int From, int To)[] ranges, Rune rune) =>
        rune.Value >= ranges[0].From && Array.Exists(ranges, range => rune.Value >= range.From && rune.Value <= range.To);
}
