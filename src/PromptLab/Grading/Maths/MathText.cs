using System.Buffers;
using System.Text.RegularExpressions;

namespace PromptLab.Grading.Maths;

/// <summary>Finds the formula that a response states as its answer.</summary>
internal static partial class MathText
{
    private const int MaxLength = 4000;
    private const int MaxTextLength = 20_000;

    private static readonly SearchValues<char> FormulaSigns = SearchValues.Create("\\$=∞π√");

    /// <summary>
    /// The formula: what stands in the last \boxed{…}; else the whole text; else its last formula between $ signs or brackets; else
    /// what stands after “the answer is”. Null if none of these can be read, or the text has more than 20,000 characters and no box.
    /// </summary>
    public static MathNode? FormulaOf(string text, MathNames names)
    {
        var candidates = BoxedIn(text) is { } boxed ? [boxed] : CandidatesIn(text);
        return candidates
            .Select(candidate => candidate.Trim().TrimEnd('.', ',', ';', ':'))
            .Where(candidate => candidate.Length is > 0 and <= MaxLength)
            .Select(candidate => MathParser.Parse(candidate, names))
            .FirstOrDefault(formula => formula is not null);
    }

    /// <summary>True if a text holds a digit or a formula, so that it states something that could be the answer.</summary>
    public static bool HasFormula(string text) =>
        text.AsSpan().IndexOfAnyInRange('0', '9') >= 0 || text.Any(char.IsDigit) || text.AsSpan().ContainsAny(FormulaSigns);

    private static IEnumerable<string> CandidatesIn(string text)
    {
        if (text.Length > MaxTextLength)
            yield break;
        yield return text;
        if (Delimited().Matches(text).LastOrDefault() is { } formula)
            yield return formula.Groups["formula"].Value;
        if (Stated().Matches(text).LastOrDefault() is { } stated)
            yield return text[(stated.Index + stated.Length)..];
    }

    private static string? BoxedIn(string text)
    {
        const string command = "boxed{";
        var start = text.LastIndexOf(command, StringComparison.Ordinal);
        if (start < 0)
            return null;
        var depth = 1;
        for (var at = start + command.Length; at < text.Length; at++)
        {
            depth +=
                text[at] == '{' ? 1
                : text[at] == '}' ? -1
                : 0;
            if (depth == 0)
                return text[(start + command.Length)..at];
        }

        return null;
    }

    [GeneratedRegex(
        @"\$\$(?<formula>[^$]{1,4000})\$\$|\$(?<formula>[^$]{1,4000})\$|\\\((?<formula>.{1,4000}?)\\\)|\\\[(?<formula>.{1,4000}?)\\\]",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Delimited();

    [GeneratedRegex(
        @"\banswer( is|:| =)\s*:?",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Stated();
}
