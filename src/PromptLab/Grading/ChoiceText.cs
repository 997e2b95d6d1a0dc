using System.Text.RegularExpressions;

namespace PromptLab.Grading;

/// <summary>
/// Reads the chosen letter from a text. A stated answer (“the answer is B”, “Answer: (b)”, <c>\boxed{B}</c>) takes precedence,
/// then a letter on its own line (“B”, “**B.**”), then a written option (“B) Paris”), then a mention (“option B”, “(B)”).
/// Among several of one kind the last counts. Words that are letters too, such as the article “A”, do not count.
/// </summary>
internal static partial class ChoiceText
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Multiline;
    private const int TimeoutMilliseconds = 1000;

    // What may come between “answer is” and the letter.
    private const string Skip = @"[\s:*_""'“‘$(\[<]";

    // “answer is”, “Correct option:”, and “A:” at the start of a line, which answers a “Q:”.
    private const string Lead =
        @"((?i:\b(answer|option|choice)\b[\s*_]*(\b(is|would be|should be|must be)\b|[:=]))|^[ \t*_]*A:)"
        + Skip
        + @"*((?i:option|choice)"
        + Skip
        + "+)?";

    private const string Capital = @"(?<letter>[B-HJ-Z])\b(?!['’-]\w|[+#])";

    // A and I are words as well: they count before punctuation, at the end of a line, or before a word that cannot follow the article or
    // the pronoun.
    private const string AorI = @"(?<letter>[AI])\b(?!['’-]\w)(?=[ \t\r]*([^\s\w]|$)|\s+(because|since|as|for|and|or|which|due|is)\b)";

    // A lower-case letter counts only if it is closed: “the answer is a triangle” chooses nothing, nor does “answer: e.g. this”.
    private const string Small = @"(?<letter>[a-z])(?=[)\];!*_""”>]|[.:,]*\s*$|\.\s)";

    // “A or B”, “A, C”: more than one letter is not a choice.
    private const string Several =
        @"(?<several>[)\]*_""'”]*\s*(,|/|&|\b(or|and)\b|,\s*(or|and)\b)\s*[(\[*_""'“]*[A-Za-z](?=[)\]*_""'”\s]*([,.;:/&?!]|\b(or|and)\b|$)))?";

    /// <summary>The letter in upper case; null if the text states none of the choices, or several at once.</summary>
    public static string? LetterOf(string text, string choices) =>
        Last(Answer(), text, choices) is { } stated ? LetterOf(stated)
        : Last(Line(), text, choices) is { } alone ? LetterOf(alone)
        : All(Option(), text, choices).Select(LetterOf).Distinct().ToList() is [var written] ? written
        : Last(Mention(), text, choices) is { } mentioned ? LetterOf(mentioned)
        : null;

    private static string? LetterOf(Match match) =>
        match.Groups["several"].Success ? null : match.Groups["letter"].Value.ToUpperInvariant();

    private static Match? Last(Regex pattern, string text, string choices) => All(pattern, text, choices).LastOrDefault();

    private static IEnumerable<Match> All(Regex pattern, string text, string choices) =>
        pattern.Matches(text).Where(match => choices.Contains(match.Groups["letter"].Value, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(
        Lead + "(" + Capital + "|" + AorI + "|" + Small + ")" + Several + @"|\\boxed\{\s*(\\text\w*\{)?\(?(?<letter>[A-Za-z])\)?\}",
        Options,
        TimeoutMilliseconds
    )]
    private static partial Regex Answer();

    [GeneratedRegex(@"^[ \t>*_""'“‘(\[]*(?<letter>[A-Za-z])[ \t*_""'”’)\].:]*\r?$", Options, TimeoutMilliseconds)]
    private static partial Regex Line();

    [GeneratedRegex(@"^[ \t>*_""'“‘(\[-]*(?<letter>[A-Za-z])(?=" + Several + @")[*_]*([)\]]|[.:][*_]*[ \t])", Options, TimeoutMilliseconds)]
    private static partial Regex Option();

    [GeneratedRegex(
        @"((?i:\b(answer|option|choice))[\s*_(\[""'“]+" + @"(?<letter>[A-Z])\b(?!['’-]\w|[+#])|\((?<letter>[A-Z])\))" + Several,
        Options,
        TimeoutMilliseconds
    )]
    private static partial Regex Mention();
}
