using System.Text.RegularExpressions;

namespace PromptLab.Grading;

/// <summary>
/// The letter that a text chooses. A stated answer (“the answer is B”, “Answer: (b)”, <c>\boxed{B}</c>) comes first, then
/// a line of its own (“B”, “**B.**”), then an option written out (“B) Paris”), then a mention (“option B”, “(B)”);
/// of several of one kind the last counts. Words that are letters too, such as the article “A”, are no choice.
/// </summary>
internal static partial class ChoiceText
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Multiline;
    private const int Patience = 1000;

    // What may stand between “answer is” and the letter.
    private const string Skip = @"[\s:*_""'“‘$(\[<]";

    // “answer is”, “Correct option:”, and the “A:” at the start of a line that answers a “Q:”.
    private const string Lead =
        @"((?i:\b(answer|option|choice)\b[\s*_]*(\b(is|would be|should be|must be)\b|[:=]))|^[ \t*_]*A:)"
        + Skip
        + @"*((?i:option|choice)"
        + Skip
        + "+)?";

    private const string Capital = @"(?<letter>[B-HJ-Z])\b(?!['’-]\w|[+#])";

    // A and I are words as well: they count before punctuation, a line's end, or a word that can follow neither the
    // article nor the pronoun.
    private const string AorI = @"(?<letter>[AI])\b(?!['’-]\w)(?=[ \t\r]*([^\s\w]|$)|\s+(because|since|as|for|and|or|which|due|is)\b)";

    // A small letter counts only before what closes it: “the answer is a triangle” chooses nothing, nor does “answer: e.g. this”.
    private const string Small = @"(?<letter>[a-z])(?=[)\];!*_""”>]|[.:,]*\s*$|\.\s)";

    // “A or B”, “A, C”: more than one letter is no choice.
    private const string Several =
        @"(?<several>[)\]*_""'”]*\s*(,|/|&|\b(or|and)\b|,\s*(or|and)\b)\s*[(\[*_""'“]*[A-Za-z](?=[)\]*_""'”\s]*([,.;:/&?!]|\b(or|and)\b|$)))?";

    /// <summary>The letter in upper case; null where the text states none of the choices, or more than one at once.</summary>
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
        Patience
    )]
    private static partial Regex Answer();

    [GeneratedRegex(@"^[ \t>*_""'“‘(\[]*(?<letter>[A-Za-z])[ \t*_""'”’)\].:]*\r?$", Options, Patience)]
    private static partial Regex Line();

    [GeneratedRegex(@"^[ \t>*_""'“‘(\[-]*(?<letter>[A-Za-z])(?=" + Several + @")[*_]*([)\]]|[.:][*_]*[ \t])", Options, Patience)]
    private static partial Regex Option();

    [GeneratedRegex(
        @"((?i:\b(answer|option|choice))[\s*_(\[""'“]+" + @"(?<letter>[A-Z])\b(?!['’-]\w|[+#])|\((?<letter>[A-Z])\))" + Several,
        Options,
        Patience
    )]
    private static partial Regex Mention();
}
