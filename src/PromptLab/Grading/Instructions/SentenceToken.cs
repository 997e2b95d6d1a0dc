using System.Text;

namespace PromptLab.Grading.Instructions;

/// <summary>A part of a text between blanks, with what decides whether a sentence ends after it.</summary>
/// <param name="Text">The characters.</param>
/// <param name="StartsLine">True if it is the first of its line.</param>
/// <param name="EndsLine">True if it is the last of its line.</param>
internal sealed record SentenceToken(string Text, bool StartsLine, bool EndsLine)
{
    private const string StrongEnds = "!?؟۔।॥።፧։‽⁇⁈⁉။។";
    private const string SlantedQuotes = "”’»›";

    private static readonly char[] Closers = [.. "\"')]}*_»›”’）」』】〕"];
    private static readonly char[] ClosersAndStops = [.. Closers, '。', '！', '？'];
    private static readonly char[] Openers = [.. "\"'([{*_«‹“‘„‚#¿¡（「『【〔"];

    // Before a capital letter these may end a sentence; the others never do.
    private static readonly HashSet<string> FinalAbbreviations = Words("etc a.m p.m u.s u.k inc co corp ltd jr usw ee.uu");

    private static readonly HashSet<string> Abbreviations =
    [
        .. Words("dr mr mrs ms prof st sr vs no gen col capt lt sgt rep sen gov mt ft fig approx dept est ave blvd rd vol pp ed hon rev"),
        .. Words("jan feb mar apr jun jul aug sep sept oct nov dec al messrs"),
        .. Words("mme mlle cf p.ex av apr j.-c sra srta dra pág núm ej p.ej ud uds bzw ca evtl ggf nr str vgl sog abs bd hr fr"),
    ];

    private static readonly HashSet<string> GermanAfterOrdinal = Words(
        "januar februar märz april mai juni juli august september oktober november dezember jahrhundert jahrhunderts"
    );

    /// <summary>True if the line ends here in Chinese characters or kana, full stops and closing quotes aside.</summary>
    public bool EndsLineOfChinese => EndsLine && LastRune(Text.TrimEnd(ClosersAndStops)) is { } last && Script.IsChineseOrKana(last);

    /// <summary>True if it is written in a script that does not mark the ends of sentences.</summary>
    public bool HasUnmarkedScript => Text.EnumerateRunes().Any(rune => rune.Value is >= 0x0E00 and <= 0x0FFF);

    /// <summary>The tokens of a text.</summary>
    public static IReadOnlyList<SentenceToken> Of(string text) =>
        [
            .. text.Split('\n')
                .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                .SelectMany(words => words.Select((word, at) => new SentenceToken(word, at == 0, at == words.Length - 1))),
        ];

    /// <summary>True if a sentence ends after this token.</summary>
    public bool IsEnd(SentenceToken? next, bool countsNumbers)
    {
        var core = Text.TrimEnd(Closers);
        if (core.Length == 0)
            return false;
        var following = FirstRune(next?.Text.TrimStart(Openers) ?? "");
        var isSmall = following is { } small && Rune.IsLower(small);
        if (StrongEnds.Contains(core[^1], StringComparison.Ordinal))
            return !(isSmall && Text[core.Length..].Any(mark => SlantedQuotes.Contains(mark, StringComparison.Ordinal)));
        if (core[^1] == '…' || core.EndsWith("..", StringComparison.Ordinal))
            return !isSmall;
        return core[^1] == '.' && IsFullStop(core.TrimEnd('.').TrimStart(Openers).ToLowerInvariant(), next, following, countsNumbers);
    }

    private bool IsFullStop(string word, SentenceToken? next, Rune? following, bool countsNumbers)
    {
        var isCapital = following is { } first && Rune.IsUpper(first);
        var isSmall = following is { } other && Rune.IsLower(other);
        if (Abbreviations.Contains(word) || FinalAbbreviations.Contains(word) || IsLettersAndStops(word))
            return isCapital && FinalAbbreviations.Contains(word);
        if (word.Length == 1 && char.IsLetter(word[0]))
            return word == "i" ? isCapital : !isCapital && !isSmall;
        if (word.Length > 0 && word.All(char.IsDigit))
            return !isSmall && (countsNumbers || !(StartsLine || IsGermanOrdinal(next)));
        return true;
    }

    private static bool IsGermanOrdinal(SentenceToken? next) =>
        next is not null && GermanAfterOrdinal.Contains(next.Text.TrimEnd('.', ',', ';').ToLowerInvariant());

    // “e.g”, “U.S.A”, “z.B”
    private static bool IsLettersAndStops(string word)
    {
        if (word.Length < 3 || word.Length % 2 == 0)
            return false;
        for (var i = 0; i < word.Length; i++)
        {
            if (i % 2 == 0 ? !char.IsLetter(word[i]) : word[i] != '.')
                return false;
        }

        return true;
    }

    private static Rune? FirstRune(string text) =>
        text.Length > 0 && Rune.DecodeFromUtf16(text, out var rune, out _) == System.Buffers.OperationStatus.Done ? rune : null;

    private static Rune? LastRune(string text) =>
        text.Length > 0 && Rune.DecodeLastFromUtf16(text, out var rune, out _) == System.Buffers.OperationStatus.Done ? rune : null;

    private static HashSet<string> Words(string list) => [.. list.Split(' ')];
}
