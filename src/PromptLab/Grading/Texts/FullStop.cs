using System.Collections.Frozen;

namespace PromptLab.Grading.Texts;

/// <summary>Decides whether a full stop ends a sentence, or belongs to an abbreviation, an initial or a number.</summary>
/// <remarks>
/// The idea of Kiss and Strunk, “Unsupervised Multilingual Sentence Boundary Detection”, 2006, doi:10.1162/coli.2006.32.4.485:
/// the word before the stop and the word after it decide. Their statistics of a corpus are word lists here.
/// </remarks>
internal static class FullStop
{
    private const int LongestWord = 40;

    // A name, a number or an example always follows.
    private static readonly FrozenSet<string> NeverLast = Words(
        "mr mrs ms mx dr prof st sen rep gov gen col capt lt sgt rev hon pres vs cf e.g i.e viz approx incl resp ca z.b d.h u.a o.ä s.o s.u "
            + "v.a z.t i.d.r bzw ggf evtl vgl inkl exkl sog hr hrn fr frl dipl ing mme mlle mgr me p.ex cad sr sra srta dña ud uds dott sig "
            + "sigg avv mevr dhr bijv m.a.w d.w.z t.ex bl.a dvs f.eks bl.a tzn np tj mj np inż prof ks ul pl т.е т.к напр им ул св г-н проф акад"
    );

    // May end a sentence: then a word that begins one follows.
    private static readonly FrozenSet<string> SeldomLast = Words(
        "inc ltd co corp jr sr bros dept est assn univ ave blvd rd u.s u.k u.s.a e.u d.c ph.d m.d b.a m.a ee.uu s.a str mio mrd std min "
            + "al gmbh jan feb mar apr jun jul aug sep sept oct nov dec okt dez mon tue wed thu fri sat sun"
    );

    // Ends a sentence unless a small letter follows.
    private static readonly FrozenSet<string> OftenLast = Words(
        "etc usw a.m p.m u.s.w usf enz ecc osv m.m o.s.v itd itp и.т.д т.д т.п др гг вв atd apod v.chr n.chr b.c a.d"
    );

    // Only before a number: “No. 5”, and “The answer is no.”
    private static readonly FrozenSet<string> BeforeNumber = Words(
        "no nr nos p pp s vol art abs fig figs eq sec ch kap bd núm nº č рис стр гл п"
    );

    private static readonly FrozenSet<string> BeforeOrdinal = Words("der die das den dem des am im vom zum beim zur ab bis seit den il");

    private static readonly FrozenSet<string> Starters = Words(
        "the it this that these those he she we you they a an in on at but and so if there however then when what why how who where our my "
            + "his her its their i as for to not no yes please here also while after before because although since by with from "
            + "der die das es er sie wir ich ein eine im und aber wenn dann dies diese auch nach für mit bei so "
            + "le la les il elle on un une ce cette mais et je nous vous el los las se pero y lo una è ma o os é uma não en het de een maar"
    );

    /// <summary>True if the full stop ends a sentence.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the sentence begins.</param>
    /// <param name="stop">Where the full stop stands.</param>
    /// <param name="next">Where the next word begins; it is in the text.</param>
    /// <param name="isCased">True if the text has capital letters, so that a small one says something.</param>
    public static bool EndsSentence(string text, int start, int stop, int next, bool isCased)
    {
        var word = WordBefore(text, start, stop);
        var isLower = isCased && SentenceSplitter.IsLower(text, next);
        if (NeverLast.Contains(word) || (BeforeNumber.Contains(word) && char.IsDigit(text[next])))
            return false;
        if (word.Length > 0 && word.All(char.IsDigit))
            return !isLower && !IsOrdinal(text, start, stop - word.Length);
        if (isLower || (word.Length == 1 && IsLetterWithStop(text, next)))
            return false;
        if (OftenLast.Contains(word))
            return true;
        var isInitial = word.Length == 1 && char.IsUpper(text[stop - 1]) && IsInitial(text, start, stop - 1);
        return !(isInitial || SeldomLast.Contains(word) || IsDotted(word)) || Starters.Contains(WordAfter(text, next));
    }

    // “am 3. Mai”, “der 2. Weltkrieg”
    private static bool IsOrdinal(string text, int start, int number)
    {
        var before = number - 1;
        while (before > start && char.IsWhiteSpace(text[before]))
            before--;
        return BeforeOrdinal.Contains(WordBefore(text, start, before + 1));
    }

    // “J. Smith” at the start, “Martin L. King”: “plan b. Then” and “vitamin C. Then” are none.
    private static bool IsInitial(string text, int start, int letter)
    {
        var before = letter - 1;
        while (before > start && char.IsWhiteSpace(text[before]))
            before--;
        if (before <= start)
            return true;
        var word = WordBefore(text, start, text[before] == '.' ? before : before + 1);
        var at = (text[before] == '.' ? before : before + 1) - word.Length;
        if (word.Length == 1 && text[before] == '.')
            return true; // “z. B.”, “J. R. R.”
        return word.Length > 0 && text[letter] != 'I' && (char.IsUpper(text[at]) || NeverLast.Contains(word) || text[before] != '.');
    }

    /// <summary>True if a word that often begins a sentence stands at a place, with a capital letter, and a blank behind it.</summary>
    public static bool IsStarter(string text, int at)
    {
        var word = WordAfter(text, at);
        var end = at + word.Length;
        return char.IsUpper(text[at]) && Starters.Contains(word) && (end == text.Length || text[end] is ' ' or ',' or '\'' or '’');
    }

    private static bool IsLetterWithStop(string text, int at) => at + 1 < text.Length && char.IsLetter(text[at]) && text[at + 1] == '.';

    // “U.S”, “p.A”: single letters with full stops between them
    private static bool IsDotted(string word) =>
        word.Contains('.', StringComparison.Ordinal) && word.Split('.').All(part => part.Length is 1 or 2 && part.All(char.IsLetter));

    private static string WordBefore(string text, int start, int end)
    {
        var from = end;
        while (from > start && end - from < LongestWord && (char.IsLetterOrDigit(text[from - 1]) || text[from - 1] is '.' or '-'))
            from--;
        return text[from..end].Trim('.', '-').ToLowerInvariant();
    }

    private static string WordAfter(string text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < LongestWord && char.IsLetter(text[end]))
            end++;
        return text[start..end].ToLowerInvariant();
    }

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
