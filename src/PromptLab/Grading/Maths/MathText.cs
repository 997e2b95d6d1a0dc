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
    /// The formula: what stands in the last \boxed{…}; else the whole text; else what stands after “the answer is”; else its last formula
    /// between $ signs or brackets. Null if none of these can be read, or the text has more than 20,000 characters and no box.
    /// </summary>
    public static MathNode? FormulaOf(string text, MathNames names)
    {
        var candidates = BoxedIn(text) is { } boxed ? [boxed] : CandidatesIn(text);
        return candidates
            .Where(candidate => candidate.Length <= MaxLength)
            .Select(Bare)
            .Where(candidate => candidate.Length > 0)
            .Select(candidate => MathParser.Parse(candidate, names))
            .FirstOrDefault(formula => formula is not null);
    }

    /// <summary>A text without the emphasis, code and headings of Markdown: **3**, `3` and ### 3 are 3.</summary>
    public static string WithoutMarkup(string text) =>
        text.Length > MaxLength ? text : Emphasis().Replace(text, "${inner}").Trim().TrimStart('#', '*', '`', ' ').TrimEnd('*', '`').Trim();

    private static string Bare(string candidate)
    {
        var bare = WithoutMarkup(candidate.Trim().TrimEnd('.', ',', ';', ':')).TrimEnd('.', ',', ';', ':');
        return Minus().Replace(bare.StartsWith('=') ? bare[1..].TrimStart() : bare, "-");
    }

    /// <summary>True if a text holds a digit, a number in words or a formula, and so could state the answer.</summary>
    public static bool HasFormula(string text) =>
        text.AsSpan().IndexOfAnyInRange('0', '9') >= 0
        || text.Any(char.IsDigit)
        || NumberWord().IsMatch(text)
        || text.AsSpan().ContainsAny(FormulaSigns);

    private static IEnumerable<string> CandidatesIn(string text)
    {
        if (text.Length > MaxTextLength)
            yield break;
        yield return text;
        if (Stated().Matches(text).LastOrDefault() is { } stated)
        {
            var answer = text[(stated.Index + stated.Length)..].TrimStart('*', ' ', '\n', '\r');
            yield return answer;
            if (
                Delimited().Match(answer) is { Success: true, Index: 0 } first
                && SentenceEnd().Match(answer, first.Length).Index == first.Length
            )
                yield return first.Groups["formula"].Value;
            if (SentenceEnd().Match(answer) is { Success: true } end)
                yield return answer[..end.Index];
        }
        else if (Delimited().Matches(text).LastOrDefault() is { } formula && !Hedge().IsMatch(text[..formula.Index]))
        {
            var after = NextWord().Match(text, formula.Index + formula.Length);
            yield return formula.Groups["formula"].Value + (MathNames.ChangesValue(after.Groups["word"].Value) ? after.Value : "");
        }
    }

    private static string? BoxedIn(string text)
    {
        if (Box().Matches(text).LastOrDefault() is not { } box)
            return null;
        var (start, depth) = (box.Index + box.Length, 1);
        for (var at = start; at < text.Length; at++)
        {
            depth +=
                text[at] == '{' ? 1
                : text[at] == '}' ? -1
                : 0;
            if (depth == 0)
                return text[start..at];
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
        @"\banswer\**( is|:| =)\s*:?",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Stated();

    [GeneratedRegex(@"\\(boxed|fbox)\s*\{", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Box();

    [GeneratedRegex(@"\G\s*(?<word>[A-Za-z]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NextWord();

    [GeneratedRegex(
        @"\b(zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
            + @"(thir|four|fif|six|seven|eigh|nine)teen|(twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million|half)\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex NumberWord();

    // A stop before a blank, or the end of a line.
    [GeneratedRegex(@"\G\**\.?\**\s*$|\.\**\s|\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(
        @"\b(not|n't|never|or|to|and|of|than|about|approximately|roughly|nearly|almost|around|wrong|"
            + @"least|most|over|under)\W*$|[~≈<>≤≥≠]\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.RightToLeft,
        1000
    )]
    private static partial Regex Hedge();

    [GeneratedRegex(
        @"(?<![0-9A-Za-z)\]}*`])(?<mark>\*\*|__|`)(?=[^\s*`])(?<inner>[^*`\n]*(\*[^*`\n]+)*)(?<=\S)\k<mark>(?![0-9A-Za-z(\\{*`])",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Emphasis();

    [GeneratedRegex(
        @"^(minus|negative)\s+(?=[0-9.$\\])",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Minus();
}
