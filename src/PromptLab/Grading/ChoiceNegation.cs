using System.Text.RegularExpressions;

namespace PromptLab.Grading;

/// <summary>Tells which letters of a text are denied (“not B”, “B is wrong”), asked for, or only supposed.</summary>
internal sealed partial class ChoiceNegation
{
    private const int MaxSentence = 400;
    private const int MaxLead = 20;

    private readonly string _text;
    private readonly List<Match> _denials;
    private readonly HashSet<int> _denied;
    private readonly HashSet<int> _retracted;

    private ChoiceNegation(string text)
    {
        _text = text;
        var before = Before().Matches(text).ToList();
        _denials = [.. before, .. After().Matches(text).ToList()];
        _retracted = [.. before.Select(match => match.Groups["letter"].Index)];
        _denied = [.. _denials.Select((Match match) => match.Groups["letter"].Index)];
    }

    public static ChoiceNegation Of(string text) => new(text);

    /// <summary>True if the letter at a position is denied, or its sentence is a question or a supposition.</summary>
    public bool IsDenied(int at) => _denied.Contains(at) || IsQuestion(at) || Supposition().IsMatch(SentenceBefore(at));

    /// <summary>True if the letter is denied as a choice after the position: “the answer is B … no, it is not B”.</summary>
    public bool IsRetracted(string letter, int after) =>
        _retracted.Any(at => at > after && string.Equals(_text[at].ToString(), letter, StringComparison.OrdinalIgnoreCase));

    /// <summary>True if the sentence of a letter has a word of doubt that belongs to no denied letter: “I don't think it is B”.</summary>
    public bool IsInDoubt(int at)
    {
        var (start, end) = (StartOfSentence(at), EndOfSentence(at));
        var sentence = _text[start..Math.Max(at, end)].ToCharArray();
        foreach (var denial in _denials.Where(denial => denial.Index < end && denial.Index + denial.Length > start))
        {
            for (var i = Math.Max(start, denial.Index); i < Math.Min(start + sentence.Length, denial.Index + denial.Length); i++)
                sentence[i - start] = ' ';
        }

        return Doubt().IsMatch(new string(sentence));
    }

    /// <summary>True if the sentence up to a letter draws a conclusion: “so”, “therefore”, “I pick”.</summary>
    public bool IsConclusion(int at) => Conclusion().IsMatch(SentenceBefore(at));

    /// <summary>True if the sentence up to a letter has a subject that states an answer, as in “the best fit is B”.</summary>
    public bool HasSubject(int at) => Subject().IsMatch(SentenceBefore(at));

    // The question mark of a written option, such as “B) What's up?”, does not ask for the letter.
    private bool IsQuestion(int at) => EndOfSentence(at) is var end && end < _text.Length && _text[end] == '?' && !IsWrittenOption(at);

    private bool IsWrittenOption(int at)
    {
        var line = at == 0 ? 0 : _text.LastIndexOf('\n', at - 1) + 1;
        return at - line < MaxLead && !_text[line..at].Any(char.IsLetter) && WrittenOption().IsMatch(_text, at);
    }

    private string SentenceBefore(int at) => _text[StartOfSentence(at)..at];

    private int StartOfSentence(int at)
    {
        var start = at;
        while (start > 0 && at - start < MaxSentence && !IsEnd(start - 1))
            start--;
        return start;
    }

    private int EndOfSentence(int at)
    {
        var end = at;
        while (end < _text.Length && end - at < MaxSentence && !IsEnd(end))
            end++;
        return end;
    }

    private bool IsEnd(int at) =>
        _text[at] is '\n' or '!' or '?' or ';' || (_text[at] == '.' && (at + 1 == _text.Length || !char.IsLetterOrDigit(_text[at + 1])));

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // A letter on its own, in any wrapper.
    private const string Letter =
        @"[\s""'(\[{]{0,4}(?<![\p{L}\p{N}-[\u2E80-\uD7FF]])(?<letter>[A-Z])(?![\p{L}\p{N}-[\u2E80-\uD7FF]])(?!'\p{L})";

    [GeneratedRegex(
        @"(?:(?i:\b(?:not|never|nor|neither|cannot|doubt(?:s|ed|ful)?|hardly|unlikely|rather\s+than|instead\s+of|other\s+than|except(?:\s+for)?|unlike|excluding|eliminat(?:e|es|ed|ing)|rul(?:e|es|ed|ing)\s+out|reject(?:s|ed|ing)?|discard(?:s|ed|ing)?|without|wrong\s+(?:answer|option|choice)\s+is|incorrect\s+(?:answer|option|choice)\s+is|nicht|kein[e]?|pas|no\s+es|não\s+é|non\s+è|niet|geen|nie\s+jest|не))|n't\b|不是|不选|不選|不应选|并非|並非|而非|排除|除了|(?:❌|✗|✘|✖|🚫|⛔)(?!\s*\n))"
            + @"(?:\s+(?!but\b|so\b|therefore\b|thus\b|hence\b|then\b|because\b|since\b|and\b|which\b|making\b|leaving\b|sondern\b|mais\b|sino\b|mas\b|ma\b|maar\b|lecz\b|ale\b|а\b|но\b)[\p{Ll}']+){0,4}"
            + Letter,
        Options,
        5000
    )]
    private static partial Regex Before();

    private const string Verb =
        @"(?:is|are|was|were|ist|sind|est|es|é|è|jest|seems?|looks?|(?:would|can|could|must|might|may|should|will)(?:\s+be)?|has\s+been|does|did|do)";
    private const string Adverbs =
        @"(?:(?:also|clearly|definitely|obviously|simply|just|therefore|thus|both|completely|partially|partly|be|all)\s+){0,3}";
    private const string Wrong =
        @"(?i:wrong|incorrect|false|invalid|impossible|out|eliminated|excluded|unlikely|irrelevant|inaccurate|ruled\s+out|falsch|faux|fausse|incorrecta?|errad[ao]|sbagliat[ao]|fout|onjuist|błędn[ay]|неверн\w*|неправильн\w*)";

    // A denied letter, bare or in a wrapper. What stands after “C)” may be the text of the option, such as “Not enough information”,
    // and only a plain verdict denies it.
    [GeneratedRegex(
        Letter
            + @"(?:""?(?:\s*\([^()\n]{1,60}\))?(?:\s+(?i:options?|choices?|answers?))?\s*(?:"
            + Verb
            + @"(?:n't\b|\s+"
            + Adverbs
            + @"(?:not|cannot|too|"
            + Wrong
            + @")\b)|cannot\b|can't\b|won't\b)"
            + @"|[""')\]}.:]{1,3}(?:\s*\([^()\n]{1,60}\))?\s+"
            + Verb
            + @"(?:n't)?\s+"
            + Adverbs
            + @"(?:(?:not\s+)?(?:the\s+|a\s+)?(?<=not\s.{0,5}|n't\s.{0,5})(?:correct|right|true|best|answer|valid|possible|choice)|too|"
            + Wrong
            + @")\b"
            + @"|\s*(?:选项|選項|项|項)?\s*(?:是|は|가|이|은|는)?\s*(?:不|错|錯|误|誤|間違|では(?:な|あり)|じゃ(?:な|あり)|아니|아닙|틀)|\s*(?:❌|✗|✘|✖|🚫|⛔))",
        Options,
        5000
    )]
    private static partial Regex After();

    [GeneratedRegex(
        @"\b(?:if|whether|suppose|supposing|assuming|unless|imagine|might\s+(?:think|say)|wenn|falls|jeśli|если)\b|如果|假设|もし|만약",
        Options | RegexOptions.IgnoreCase,
        5000
    )]
    private static partial Regex Supposition();

    [GeneratedRegex(
        @"\b(?:not|never|neither|nor|none|cannot|either|both|all|between|depends?|unsure|unclear|any|every|each|anything|nothing|everything|or|except|without|like|such|example|consider|nicht|kein\w*|weder|pas|ni|ninguna?|não|nenhum\w*|non|nessun\w*|niet|geen|nie|не|ни)\b|n't\b|不|没|非|ない|なし|아니|않",
        Options | RegexOptions.IgnoreCase,
        5000
    )]
    private static partial Regex Doubt();

    [GeneratedRegex(@"\G[A-Za-z][)\].:][ \t]*[^\s?]", Options, 5000)]
    private static partial Regex WrittenOption();

    [GeneratedRegex(ChoiceCues.Subjects, Options | RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Subject();

    [GeneratedRegex(
        @"\b(?:so|therefore|thus|hence|finally|conclusion|overall|must|final|pick|choose|select|go\s+with|it\s+is|it's|leaves|leaving)\b",
        Options | RegexOptions.IgnoreCase,
        5000
    )]
    private static partial Regex Conclusion();
}
