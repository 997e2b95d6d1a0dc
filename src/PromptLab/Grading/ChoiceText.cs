using System.Text.RegularExpressions;

namespace PromptLab.Grading;

/// <summary>
/// Reads the chosen letter from a text, whatever wraps it. A stated answer (“the answer is B”, “Antwort: (b)”, <c>\boxed{B}</c>)
/// takes precedence, then a letter on its own line, then a written option (“B) Paris”, “B - Paris”), then a mention (“option B”,
/// “(B)”), and at last the only letter of the text. Words that are letters too, such as the article “A”, and names, such as
/// “vitamin C”, do not count; nor does what is denied, asked or supposed.
/// </summary>
internal sealed partial class ChoiceText
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Multiline;
    private const int TimeoutMilliseconds = 5000;
    private const int MaxDistance = 300;

    private readonly string _choices;
    private readonly string _text;
    private readonly ChoiceNegation _negation;

    private ChoiceText(string text, string choices)
    {
        _choices = choices;
        _text = ChoiceMarkup.Remove(text);
        _negation = ChoiceNegation.Of(_text);
    }

    /// <summary>The letter in upper case; null if the text states none of the choices, or several at once.</summary>
    /// <param name="text">The text.</param>
    /// <param name="choices">The letters that can be chosen, in upper case.</param>
    /// <param name="cues">Matches phrases that state an answer, besides the built-in ones; null for none.</param>
    public static string? LetterOf(string text, string choices, Regex? cues = null) => new ChoiceText(text, choices).Read(cues);

    /// <summary>A pattern for phrases that state an answer, such as “svaret är”.</summary>
    public static Regex CreateCues(IEnumerable<string> phrases) =>
        new(
            $@"(?i:(?<![\p{{L}}])(?:{string.Join('|', phrases.Select(Regex.Escape))}))" + Lettering,
            Options,
            TimeSpan.FromMilliseconds(TimeoutMilliseconds)
        );

    private string? Read(Regex? cues)
    {
        if (FindStated(cues) is { } stated)
            return Accept(stated);
        if (FindAlone() is { } alone)
            return Accept(alone);
        if (Valid(Option()).Where(match => !IsReply(match)).DistinctBy(LetterOf).ToList() is [var written])
            return Accept(written);
        return FindMentioned() is { } mentioned ? Accept(mentioned) : FindOnly();
    }

    // The letter of a match, unless it names several, or is taken back later.
    private string? Accept(Match match) =>
        match.Groups["several"].Success || !IsChoice(match) || _negation.IsRetracted(LetterOf(match), match.Groups["letter"].Index)
            ? null
            : LetterOf(match);

    private Match? FindStated(Regex? cues)
    {
        var before = Answer().Matches(_text).Concat(Concluded().Matches(_text)).Concat(cues?.Matches(_text) ?? Enumerable.Empty<Match>());
        var stated = before
            .Where(match => !IsListing(match) && !_negation.IsDenied(match.Groups["letter"].Index))
            .MaxBy(match => match.Groups["letter"].Index);
        if (stated is not null)
            return stated;
        var after = Valid(Judged()).DistinctBy(LetterOf).ToList();
        return after is [var one] ? one : null;
    }

    // “Answer:”, and the options of the question after it.
    private bool IsListing(Match match) =>
        char.ToUpperInvariant(match.Groups["letter"].Value[0]) == _choices[0] && Listing().IsMatch(_text, match.Groups["letter"].Index);

    // The “A:” that answers a “Q:”.
    private bool IsReply(Match match) =>
        match.Groups["letter"] is { Value: "A" } letter
        && letter.Index + 1 < _text.Length
        && _text[letter.Index + 1] == ':'
        && Question().IsMatch(_text);

    // The last letter on a line of its own, unless these lines are a list of the choices.
    private Match? FindAlone()
    {
        var lines = Valid(Line()).ToList();
        return lines.Count > 1 && LetterOf(lines[0])[0] == _choices[0] && LetterOf(lines[1])[0] == _choices[1]
            ? null
            : lines.LastOrDefault();
    }

    // The last mention: with other letters in the text, only where it draws a conclusion and nothing else comes after it.
    private Match? FindMentioned()
    {
        if (Valid(Mention()).LastOrDefault() is not { } last)
            return null;
        var others = Valid(Mention()).Concat(Valid(Token())).Where(match => LetterOf(match) != LetterOf(last)).ToList();
        var isLast = others.TrueForAll(match => match.Groups["letter"].Index < last.Groups["letter"].Index);
        return others.Count == 0 || (isLast && _negation.IsConclusion(last.Index)) ? last : null;
    }

    // The last resort: one letter, wherever it stands, if all others are denied and nothing in its sentence speaks against it.
    private string? FindOnly()
    {
        var letters = Valid(Token()).Where(match => !IsReply(match)).ToList();
        if (letters.DistinctBy(LetterOf).Count() != 1)
            return null;
        var stated = letters.Where(match => Context().IsMatch(_text, match.Index)).Where(match => IsStatedBefore(match.Index)).ToList();
        return stated.Count > 0 && stated.TrueForAll(match => !_negation.IsInDoubt(match.Index)) ? Accept(stated[^1]) : null;
    }

    private bool IsStatedBefore(int at) =>
        Leading().Match(_text[Math.Max(0, at - 60)..at]) is { Success: true } leading
        && (!leading.Groups["is"].Success || _negation.HasSubject(at));

    private IEnumerable<Match> Valid(Regex pattern) =>
        pattern.Matches(_text).Where(match => IsChoice(match) && !_negation.IsDenied(match.Groups["letter"].Index));

    private bool IsChoice(Match match) => _choices.Contains(match.Groups["letter"].Value, StringComparison.OrdinalIgnoreCase);

    private static string LetterOf(Match match) => match.Groups["letter"].Value.ToUpperInvariant();

    // Letters and digits of scripts that separate words by blanks.
    private const string Word = @"[\p{L}\p{N}_-[\u2E80-\uD7FF]]";
    private const string Open = @"(?>[\s""'(\[{<:]{0,20})";
    private const string Close = @"[""')\]}>]{0,3}";
    private const string End =
        "(?!" + Word + @")(?!'\p{L}|[+#*&]|[-—][\p{L}\p{N}]|/[a-z]|\s*[=+*/^×]\s*-?[0-9(])(?!\.(?:,|\s?&)|\.\s?\p{Lu}\.|\.\p{L})";

    private const string Capital =
        "(?<letter>[B-HJ-Z])" + End + @"(?!\s+" + ChoiceCues.NamedAfter + @"\b)(?!\.\s(?:coli|elegans|difficile|subtilis)\b)";

    // A and I are words as well: they count before punctuation, at the end of a line, or before a word that cannot follow the article or
    // the pronoun.
    private const string AorI =
        "(?<letter>[AI])"
        + End
        + @"(?=[ \t\r]*([^\s\p{L}\p{N}]|$)|[\u2E80-\uD7FF]|\s+(because|since|as|for|and|or|which|due|is|seems|would|to)\b)";

    // A lower-case letter counts only if it is closed: “the answer is a triangle” chooses nothing, nor does “answer: e.g. this”.
    private const string Small = "(?<letter>[a-z])(?!" + Word + @")(?=[)\]};!"">]|[.:,]*\s*$|\.\s)";

    // “A or B”, “A, C”, “A – C”: more than one letter is not a choice.
    private const string Several =
        @"(?<several>"
        + Close
        + @"\s*(,|/|&|\+|—|-|、|\b(or|and|to|through|und|oder|et|ou|y|o|e|en|of|i|lub|и|или)\b|[和或与及とや]|,\s*(or|and)\b)\s*((also|maybe|possibly|perhaps|even|probably|option|choice|then)\s+){0,2}[(\[{""']{0,3}([B-HJ-Z](?!"
        + Word
        + @")(?!'\p{L}|[+#*])|[AI](?=[)\]}""'\s]*([,.;:/&?!]|\b(or|and)\b|$))|[a-z](?=[)\]}])))?";

    private const string Lettering =
        Open + "(?i:" + ChoiceCues.Between + ")" + Open + "(" + Capital + "|" + AorI + "|" + Small + ")" + Several;

    [GeneratedRegex("(?i:" + ChoiceCues.Before + ")" + Lettering, Options, TimeoutMilliseconds)]
    private static partial Regex Answer();

    [GeneratedRegex(
        "(?i:" + ChoiceCues.Concluding + ")" + Open + "(?<letter>[A-Z])" + End + Close + @"(?=\s*[.!,;]?\s*$|[.!]\s|\s+it\s+is\b)",
        Options,
        TimeoutMilliseconds
    )]
    private static partial Regex Concluded();

    [GeneratedRegex(
        "(?<!" + Word + @")(?<!(?i:\b" + ChoiceCues.NamedBefore + @")\s)(?<letter>[A-Z])" + End + Close + "(?i:" + ChoiceCues.After + ")",
        Options,
        TimeoutMilliseconds
    )]
    private static partial Regex Judged();

    [GeneratedRegex(@"^#{0,6}[^\p{L}\p{N}\n°+#&@*/]*(?<letter>[A-Za-z])[^\p{L}\p{N}\n°+#&@*/]*$", Options, TimeoutMilliseconds)]
    private static partial Regex Line();

    [GeneratedRegex(
        @"^[^\p{L}\p{N}\n°+#&@*/.]*((?<letter>[A-Za-z])(?="
            + Several
            + @")([)\]}]|[.:][ \t](?![A-Z]\.|(coli|elegans|difficile|subtilis|cereus|aureus)\b))|(?<letter>[A-Z])(?="
            + Several
            + ")"
            + Close
            + @"[ \t]*(—|-(?=[ \t]))[ \t]*(?=\S))",
        Options,
        TimeoutMilliseconds
    )]
    private static partial Regex Option();

    [GeneratedRegex(
        "((?i:(?<!"
            + Word
            + ")"
            + ChoiceCues.Names
            + @")[\s(\[{""']*(?<letter>[A-Z])"
            + End
            + @"|[(\[{](?<letter>[A-Z])[)\]}](?!\s*(19|20)[0-9]{2}))"
            + Several,
        Options,
        TimeoutMilliseconds
    )]
    private static partial Regex Mention();

    // Every letter on its own that is no article, no pronoun, and no part of a name or a unit.
    [GeneratedRegex(
        "(?<!"
            + Word
            + @"|[-'&/.°@]|[0-9][ \u00A0]|(?<![\p{L}\p{N}])[A-Z]—)(?<!(?i:\b"
            + ChoiceCues.NamedBefore
            + @")[.:]?[ \u00A0])(?<!(?<![\p{L}\p{N}])[A-Z]\.\s)(?<!\p{Lu}\p{Ll}+,\s(?=[A-Z]\.))("
            + Capital
            + "|"
            + AorI
            + ")"
            + Several,
        Options,
        TimeoutMilliseconds
    )]
    private static partial Regex Token();

    // What may stand after the only letter: a wrapper, punctuation, the end, or a word that can't belong to a name.
    [GeneratedRegex(
        @"\G[A-Z]"
            + Close
            + @"[ \t\r]*([^\s\p{L}\p{N}=+*/^×<>]|$|[\u2E80-\uD7FF]|\s(?i:because|since|as|for\s+sure|which|due|is\s+(it|(the\s+)?(only|one|most|best|correct|right|answer))|would\s+be\s+(my|the|right|best|correct)|seems|works|fits|matches|applies|here)\b)",
        Options,
        TimeoutMilliseconds
    )]
    private static partial Regex Context();

    // What may stand before it: the start of a sentence, punctuation, or a word that leads to an answer.
    [GeneratedRegex(
        @"(^|[.:;,!?\n—→\u2E80-\uD7FF]|(?<!\p{L})(?i:(?<is>is|be|ist|est|es|é|è|jest|это)|it's|that's|pick|choose|select|but|only|sondern|sino|mais|mas|ma|maar|lecz|ale|with|for|say|think|guess|answer|option|choice|letter|so|therefore|thus|hence|then|definitely|probably|likely|clearly|obviously|mark|me|wähle|to|la|kies|wybieram|выбираю|ответ))[\s""'(\[{<]*(?<!\b(?i:e\.g|i\.e|vs|cf|dr|mr|mrs|ms|st|no|prof)\.[\s""'(\[{<]{0,3})$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        TimeoutMilliseconds
    )]
    private static partial Regex Leading();

    [GeneratedRegex("(?<!" + Word + ")Q:", Options, TimeoutMilliseconds)]
    private static partial Regex Question();

    // The first option with a second one on the next line.
    [GeneratedRegex(@"\G(?i:A)[)\].:—-][^\n]*\n\s*[(\[]?(?i:B)[)\].:—-]", Options, TimeoutMilliseconds)]
    private static partial Regex Listing();
}
