using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptLab.Linting;

/// <summary>A length limit in a sentence, such as “at most 50 words”.</summary>
/// <param name="Bound">Whether it is a minimum, a maximum or an exact length.</param>
/// <param name="Count">The number; “fewer than 50” is at most 49.</param>
/// <param name="Unit">The unit in upper case, such as <c>WORD</c>.</param>
/// <param name="Subject">The words of the sentence that say what is limited; empty for the response as a whole.</param>
/// <param name="Text">The limit as written.</param>
internal sealed partial record LengthLimit(LengthBound Bound, int Count, string Unit, string Subject, string Text)
{
    private static readonly string[] NumberWords = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    // Words that only say that the response is meant.
    private static readonly HashSet<string> GenericWords = new(StringComparer.Ordinal)
    {
        "A",
        "AN",
        "THE",
        "YOUR",
        "YOU",
        "IT",
        "ITS",
        "IN",
        "WITH",
        "TO",
        "OF",
        "AND",
        "BE",
        "IS",
        "HAS",
        "HAVE",
        "MUST",
        "SHOULD",
        "WILL",
        "PLEASE",
        "ALWAYS",
        "LONG",
        "ANSWER",
        "ANSWERS",
        "REPLY",
        "REPLIES",
        "RESPONSE",
        "RESPONSES",
        "RESPOND",
        "OUTPUT",
        "WRITE",
        "KEEP",
        "USE",
        "GIVE",
        "MAKE",
        "LIMIT",
        "SHORT",
        "BRIEF",
        "LENGTH",
    };

    /// <summary>The length limits of a sentence.</summary>
    public static IEnumerable<LengthLimit> Of(Instruction instruction) =>
        Pattern()
            .Matches(instruction.Text)
            .Select(match =>
            {
                var words = match.Groups["bound"].Value.ToUpperInvariant();
                var count = NumberOf(match.Groups["count"].Value) - (words is "FEWER THAN" or "LESS THAN" or "UNDER" ? 1 : 0);
                var bound =
                    words is "EXACTLY" ? LengthBound.Exactly
                    : words is "AT LEAST" or "NO FEWER THAN" or "NO LESS THAN" ? LengthBound.AtLeast
                    : LengthBound.AtMost;
                return new LengthLimit(
                    bound,
                    count,
                    match.Groups["unit"].Value.ToUpperInvariant(),
                    SubjectOf(instruction.Text.Remove(match.Index, match.Length)),
                    match.Value
                );
            });

    /// <summary>True if no response can satisfy both limits.</summary>
    public bool Contradicts(LengthLimit other) =>
        Unit == other.Unit
        && Subject == other.Subject
        && (
            Bound == other.Bound
                ? Count != other.Count
                : (Bound, other.Bound) switch
                {
                    (LengthBound.AtLeast, _) => Count > other.Count,
                    (_, LengthBound.AtLeast) => other.Count > Count,
                    (LengthBound.Exactly, _) => Count > other.Count,
                    _ => other.Count > Count,
                }
        );

    private static int NumberOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : Array.FindIndex(NumberWords, word => word.Equals(text, StringComparison.OrdinalIgnoreCase)) + 1;

    private static string SubjectOf(string rest) =>
        string.Join(' ', ComparableText.Words(ComparableText.Normalise(rest)).Where(word => !GenericWords.Contains(word)));

    [GeneratedRegex(
        @"\b(?<bound>at most|no more than|not more than|up to|a maximum of|within|fewer than|less than|under|exactly|at least|no fewer than|no less than)\s+(?<count>\d{1,6}|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?<unit>word|sentence|character|token|line|paragraph|bullet point|bullet|item)s?\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Pattern();
}

/// <summary>The kinds of length limits.</summary>
internal enum LengthBound
{
    /// <summary>A minimum, such as “at least 50 words”.</summary>
    AtLeast,

    /// <summary>A maximum, such as “at most 50 words”.</summary>
    AtMost,

    /// <summary>An exact length, such as “exactly 50 words”.</summary>
    Exactly,
}
