using System.Buffers;
using System.Text;

namespace PromptLab.Grading.Texts;

/// <summary>Splits a text into sentences, by the end marks of every script.</summary>
/// <remarks>
/// Where a full stop may be that of an abbreviation, an initial or an ordinal number, what stands around it decides: see
/// <see cref="FullStop"/>. That is a good guess and no proof.
/// </remarks>
internal static class SentenceSplitter
{
    // Unicode's property Sentence_Terminal, without marks that no language of today uses.
    private static readonly SearchValues<char> Ends = SearchValues.Create(
        ".!?…‼‽⁇⁈⁉։؟۔܀܁।॥၊။።፧፨។៕៖᠃᠉᙮᥄᥅᭚᭛᱾᱿。！？．｡︒﹒﹖﹗꓿꘎꘏꛳꛷꡶꡷꣎꣏꤯꧈꧉꩝꩞꩟꫰꫱꯫;"
    );

    private static readonly SearchValues<char> NeedingBlank = SearchValues.Create(".!?…‼‽⁇⁈⁉;");

    private const string Closers = "\"'”’»›)]}」』】）》〉*_`";
    private const string Openers = "\"'“‘«‹([{「『【（《〈*_`¿¡„‚-–—";

    /// <summary>
    /// The number of sentences. In Thai and Lao, which have no end marks, each paragraph has at least one sentence and at most as
    /// many as there are blanks between its parts.
    /// </summary>
    public static CountRange Count(string text)
    {
        var (least, most) = (0, 0);
        var isCased = IsCased(text);
        foreach (var piece in TextBlocks.Pieces(text))
        {
            var sentences = SplitPiece(piece, isCased);
            least += sentences.Count;
            most += sentences.Sum(sentence => HasThai(sentence) ? Math.Max(1, PartsOf(sentence)) : 1);
        }

        return new CountRange(least, most);
    }

    /// <summary>The sentences in order, each with its end mark.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var isCased = IsCased(text);
        return [.. TextBlocks.Pieces(text).SelectMany(piece => SplitPiece(piece, isCased))];
    }

    private static List<string> SplitPiece(string text, bool isCased)
    {
        var (sentences, start, at, hasWord) = (new List<string>(), 0, 0, false);
        while (text.AsSpan(at).IndexOfAny(Ends) is >= 0 and var distance)
        {
            var mark = at + distance;
            hasWord = hasWord || WritingSystem.HasWord(text.AsSpan(at, distance));
            var afterMarks = SkipMarks(text, mark);
            at = SkipClosers(text, afterMarks);
            if (!hasWord || !IsEnd(text, (start, mark, afterMarks, at), isCased))
                continue;
            sentences.Add(text[start..at].Trim());
            (start, hasWord) = (at, false);
        }

        if (hasWord || WritingSystem.HasWord(text.AsSpan(at)))
            sentences.Add(text[start..].Trim());
        return sentences;
    }

    private static bool IsEnd(string text, (int Start, int Mark, int AfterMarks, int After) place, bool isCased)
    {
        var marks = text.AsSpan(place.Mark, place.AfterMarks - place.Mark);
        if (marks[0] == ';' && !IsGreek(text, place.Mark))
            return false; // U+037E, the Greek question mark, is often written as a semicolon
        if (place.After == text.Length)
            return true;
        if (marks.ContainsAnyExcept(NeedingBlank))
            return !IsQuotedInJapanese(text, place.AfterMarks, place.After);
        var next = SkipOpeners(text, place.After);
        if (next == text.Length)
            return true;
        if (!char.IsWhiteSpace(text[place.After]))
            return WritingSystem.IsIdeograph(RuneAt(text, next)) || IsWithoutBlank(text, place.Mark, next);
        return marks is "." ? FullStop.EndsSentence(text, place.Start, place.Mark, next, isCased) : !isCased || !IsLower(text, next);
    }

    /// <summary>True if a word begins with a small letter and does not go on with a capital one, as “iPhone” does.</summary>
    internal static bool IsLower(string text, int at) => char.IsLower(text, at) && !(at + 1 < text.Length && char.IsUpper(text[at + 1]));

    private static int SkipMarks(string text, int at)
    {
        while (at < text.Length && (Ends.Contains(text[at]) || IsBetweenStops(text, at)))
            at++;
        return at;
    }

    // “Hi.How are you?”, but not “example.Com” or “System.Text”
    private static bool IsWithoutBlank(string text, int mark, int next) =>
        next == mark + 1 && mark > 1 && char.IsLetter(text[mark - 2]) && char.IsLower(text[mark - 1]) && FullStop.IsStarter(text, next);

    // “. . .” is one ellipsis.
    private static bool IsBetweenStops(string text, int at) =>
        text[at] == ' ' && at > 0 && text[at - 1] == '.' && at + 1 < text.Length && text[at + 1] == '.';

    private static int SkipClosers(string text, int at)
    {
        while (at < text.Length && (Closers.Contains(text[at], StringComparison.Ordinal) || FootnoteLength(text, at) > 0))
            at += Math.Max(1, FootnoteLength(text, at));
        return at;
    }

    private static int FootnoteLength(string text, int at)
    {
        const int longest = 6;
        if (text[at] != '[')
            return 0;
        var close = text.IndexOf(']', at, Math.Min(longest, text.Length - at));
        return close > at + 1 && text.AsSpan(at + 1, close - at - 1).IndexOfAnyExceptInRange('0', '9') < 0 ? close - at + 1 : 0;
    }

    private static int SkipOpeners(string text, int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || Openers.Contains(text[at], StringComparison.Ordinal)))
            at++;
        return at;
    }

    // 「はい。」と言った is one sentence.
    private static bool IsQuotedInJapanese(string text, int afterMarks, int after) =>
        after > afterMarks && text[after - 1] is '」' or '』' && text[after] is 'と' or 'っ';

    private static bool IsGreek(string text, int mark) =>
        mark > 0 && text[mark - 1] is >= '\u0370' and <= '\u03FF' or >= '\u1F00' and <= '\u1FFF';

    private static Rune RuneAt(string text, int at) => Rune.TryGetRuneAt(text, at, out var rune) ? rune : Rune.ReplacementChar;

    private static bool IsCased(string text) => text.Any(char.IsUpper);

    private static bool HasThai(string text) => text.AsSpan().IndexOfAnyInRange('\u0E01', '\u0EDF') >= 0;

    private static int PartsOf(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
