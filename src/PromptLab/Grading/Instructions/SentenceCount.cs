namespace PromptLab.Grading.Instructions;

/// <summary>
/// Counts sentences as IFEval does, with NLTK's tokenizer Punkt for English: line ends and headings end none, and the number of a list
/// (“1.”) is one of its own before a capital letter.
/// </summary>
/// <remarks>
/// Kiss and Strunk, “Unsupervised Multilingual Sentence Boundary Detection”, 2006, doi:10.1162/coli.2006.32.4.485. Their statistics of
/// a corpus are word lists here, so that some counts differ by one or two.
/// </remarks>
internal static class SentenceCount
{
    private const string EndMarks = "!?؟";
    private const string SlantedQuotes = "”’»›";

    private static readonly char[] Closers = [.. "\"')]}*_»›”’"];
    private static readonly char[] Openers = [.. "\"'([{*_«‹“‘„‚#¿¡"];

    // Before a capital letter these may end a sentence; the others never do.
    private static readonly HashSet<string> SometimesLast = Words("etc a.m p.m u.s u.k inc co corp ltd jr");

    private static readonly HashSet<string> NeverLast =
    [
        .. Words("dr mr mrs ms prof st sr vs no gen col capt lt sgt rep sen gov mt ft fig approx dept est ave blvd rd vol pp ed hon rev"),
        .. Words("jan feb mar apr jun jul aug sep sept oct nov dec al messrs"),
        .. Words("mme mlle dre pr cap adm assoc min cf rép ex av env janv fév avr juil déc svp tél adj resp nb n.b p.s p.p.s"),
    ];

    /// <summary>The number of sentences.</summary>
    public static int Of(string text)
    {
        var tokens = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var (count, isOpen) = (0, false);
        for (var i = 0; i < tokens.Length; i++)
        {
            isOpen = !IsEnd(tokens[i], i + 1 < tokens.Length ? tokens[i + 1].TrimStart(Openers) : "");
            count += isOpen ? 0 : 1;
        }

        return count + (isOpen ? 1 : 0);
    }

    private static bool IsEnd(string token, string next)
    {
        var core = token.TrimEnd(Closers);
        if (core.Length == 0)
            return false;
        var isSmall = next.Length > 0 && char.IsLower(next[0]);
        if (EndMarks.Contains(core[^1], StringComparison.Ordinal))
            return !(isSmall && token.AsSpan(core.Length).ContainsAny(SlantedQuotes));
        if (core[^1] == '…' || core.EndsWith("..", StringComparison.Ordinal))
            return !isSmall;
        return core[^1] == '.' && IsFullStop(core.TrimEnd('.').TrimStart(Openers).ToLowerInvariant(), isSmall, next);
    }

    private static bool IsFullStop(string word, bool isSmall, string next)
    {
        var isCapital = next.Length > 0 && char.IsUpper(next[0]);
        if (SometimesLast.Contains(word) || NeverLast.Contains(word) || IsLettersAndStops(word))
            return isCapital && SometimesLast.Contains(word);
        if (word.Length == 1 && char.IsLetter(word[0]))
            return word == "i" ? isCapital : !isCapital && !isSmall;
        return word.Length == 0 || !word.All(char.IsDigit) || !isSmall;
    }

    // “e.g”, “U.S.A”
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

    private static HashSet<string> Words(string list) => [.. list.Split(' ')];
}
