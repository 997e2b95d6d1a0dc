namespace PromptLab.Grading.Languages;

/// <summary>A script, and the language that is written in it where it is one alone.</summary>
/// <param name="Name">The name of the script.</param>
/// <param name="From">Its first code point.</param>
/// <param name="To">Its last code point.</param>
/// <param name="Language">The ISO 639-1 code; null where several languages share the script.</param>
/// <param name="Weight">How many letters of an alphabet one of its characters stands for.</param>
internal sealed record Script(string Name, int From, int To, string? Language = null, int Weight = 1)
{
    public const string Latin = "Latin";
    public const string Cyrillic = "Cyrillic";
    public const string Arabic = "Arabic";
    public const string Hebrew = "Hebrew";
    public const string Devanagari = "Devanagari";
    public const string Bengali = "Bengali";
    public const string Ethiopic = "Ethiopic";
    public const string Kana = "Kana";
    public const string Han = "Han";

    /// <summary>The blocks of all known scripts, in the order of their code points.</summary>
    private static readonly Script[] All =
    [
        new(Latin, 0x0041, 0x024F),
        new("Greek", 0x0370, 0x03FF, "el"),
        new(Cyrillic, 0x0400, 0x052F),
        new("Armenian", 0x0530, 0x058F, "hy"),
        new(Hebrew, 0x0590, 0x05FF),
        new(Arabic, 0x0600, 0x06FF),
        new(Arabic, 0x0750, 0x077F),
        new(Devanagari, 0x0900, 0x097F, Weight: 2),
        new(Bengali, 0x0980, 0x09FF, Weight: 2),
        new("Gurmukhi", 0x0A00, 0x0A7F, "pa", Weight: 2),
        new("Gujarati", 0x0A80, 0x0AFF, "gu", Weight: 2),
        new("Odia", 0x0B00, 0x0B7F, "or", Weight: 2),
        new("Tamil", 0x0B80, 0x0BFF, "ta", Weight: 2),
        new("Telugu", 0x0C00, 0x0C7F, "te", Weight: 2),
        new("Kannada", 0x0C80, 0x0CFF, "kn", Weight: 2),
        new("Malayalam", 0x0D00, 0x0D7F, "ml", Weight: 2),
        new("Sinhala", 0x0D80, 0x0DFF, "si", Weight: 2),
        new("Thai", 0x0E00, 0x0E7F, "th", Weight: 2),
        new("Lao", 0x0E80, 0x0EFF, "lo", Weight: 2),
        new("Tibetan", 0x0F00, 0x0FFF, "bo", Weight: 2),
        new("Myanmar", 0x1000, 0x109F, "my", Weight: 2),
        new("Georgian", 0x10A0, 0x10FF, "ka"),
        new("Hangul", 0x1100, 0x11FF, "ko"),
        new(Ethiopic, 0x1200, 0x137F, Weight: 2),
        new("Khmer", 0x1780, 0x17FF, "km", Weight: 2),
        new("Georgian", 0x1C90, 0x1CBF, "ka"),
        new(Latin, 0x1E00, 0x1EFF),
        new("Greek", 0x1F00, 0x1FFF, "el"),
        new(Kana, 0x3041, 0x30FF, "ja", Weight: 2),
        new("Hangul", 0x3130, 0x318F, "ko", Weight: 2),
        new(Kana, 0x31F0, 0x31FF, "ja", Weight: 2),
        new(Han, 0x3400, 0x9FFF, Weight: 3),
        new("Hangul", 0xAC00, 0xD7AF, "ko", Weight: 2),
        new(Han, 0xF900, 0xFAFF, Weight: 3),
        new(Arabic, 0xFB50, 0xFDFF),
        new(Arabic, 0xFE70, 0xFEFC),
        new(Kana, 0xFF66, 0xFF9D, "ja", Weight: 2),
        new(Han, 0x20000, 0x323AF, Weight: 3),
    ];

    /// <summary>The script of a letter; null if it is none of these.</summary>
    public static Script? Of(int letter)
    {
        var (low, high) = (0, All.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = All[middle].To < letter ? (middle + 1, high) : (low, middle);
        }

        return All[low].From <= letter && letter <= All[low].To ? All[low] : null;
    }
}
