using System.Text.RegularExpressions;

namespace PromptLab.Grading;

/// <summary>Says how a pattern of another language is written in .NET, where it is invalid or means something else.</summary>
internal static partial class PatternDialect
{
    private static readonly Dictionary<string, string> PosixClasses = new(StringComparer.Ordinal)
    {
        ["alpha"] = @"\p{L}",
        ["digit"] = "0-9",
        ["alnum"] = @"\p{L}\p{N}",
        ["upper"] = @"\p{Lu}",
        ["lower"] = @"\p{Ll}",
        ["space"] = @"\s",
        ["blank"] = @" \t",
        ["punct"] = @"\p{P}\p{S}",
        ["word"] = @"\w",
        ["xdigit"] = "0-9A-Fa-f",
        ["cntrl"] = @"\p{Cc}",
        ["print"] = @"\x20-\x7E",
        ["graph"] = @"\x21-\x7E",
        ["ascii"] = @"\x00-\x7F",
    };

    // What .NET refuses, with its way of writing it. In the order of looking.
    private static readonly (Regex Found, string Hint)[] Refused =
    [
        (GroupName(), ".NET writes (?<n>…) for (?P<n>…)"),
        (NamedReference(), @".NET writes \k<n> for (?P=n)"),
        (Recursion(), ".NET has no recursion such as (?R), (?1) or (?P>n)"),
        (Possessive(), ".NET writes (?>a+) for a++"),
        (QuotedText(), @".NET has no \Q…\E: put a backslash before each sign that means something"),
        (HorizontalSpace(), @".NET writes [ \t] for \h"),
        (LineBreak(), @".NET writes \r?\n for \R"),
        (KeepOut(), @".NET writes (?<=…) for what stands before \K"),
        (CodePoint(), @".NET writes \u0041 for \x{41} and \u{41}"),
        (PropertyName(), @".NET knows \p{L}, \p{Lu}, \p{N} and blocks such as \p{IsCyrillic}, and no other names"),
        (Star(), "a pattern is no file mask: write .* for any text"),
    ];

    /// <summary>A sentence with a leading space for an invalid pattern; empty where it is of no dialect that is known.</summary>
    public static string HintFor(string pattern)
    {
        var translated = NamedReference().Replace(GroupName().Replace(pattern, "(?<"), @"\k<${name}>");
        if (translated != pattern && IsValid(translated))
            return $" .NET writes it {translated}.";
        return Refused.FirstOrDefault(dialect => dialect.Found.IsMatch(pattern)).Hint is { } hint
            ? $" {char.ToUpperInvariant(hint[0])}{hint[1..]}."
            : "";
    }

    /// <summary>What in a valid pattern probably means something else than its author thinks, a sentence each.</summary>
    public static IEnumerable<string> Misread(string pattern)
    {
        if (Slashes().Match(pattern) is { Success: true } slashes)
            yield return $"“{pattern}” looks like a pattern between slashes, as in JavaScript; .NET takes the slashes as text. Write {slashes.Groups["inner"].Value}{FlagsOf(slashes.Groups["flags"].Value)}, or [/] for a slash.";
        if (PosixClass().IsMatch(pattern))
            yield return $"“{pattern}” has a class of POSIX; .NET takes its letters one by one. Write {WithoutPosix(pattern)}.";
        if (RawText().Match(pattern) is { Success: true } raw)
            yield return $"“{pattern}” looks like a text of Python; .NET takes the r and the quotation marks as text. Write {raw.Groups["inner"].Value}.";
        if (DoubledBackslash().Match(pattern) is { Success: true } doubled)
            yield return $"“{doubled.Value}” in “{pattern}” is a backslash and a letter. One backslash is enough here: {doubled.Value[1..]}.";
    }

    private static bool IsValid(string pattern)
    {
        try
        {
            UserPattern.Create(pattern, ignoreCase: false);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string FlagsOf(string flags) => flags.Contains('i', StringComparison.Ordinal) ? " with “ignore_case: true”" : "";

    private static string WithoutPosix(string pattern) =>
        PosixClass()
            .Replace(pattern, match =>
                PosixClasses[match.Groups["name"].Value] is var set && match.Groups["not"].Length > 0 ? Negated(set) : set
            );

    // Within a class only a single escape can be turned into its opposite.
    private static string Negated(string set) =>
        set switch
        {
            @"\p{L}" or @"\p{Lu}" or @"\p{Ll}" or @"\p{Cc}" => @"\P" + set[2..],
            @"\s" => @"\S",
            @"\w" => @"\W",
            "0-9" => @"\D",
            _ => $"^{set}",
        };

    [GeneratedRegex(@"\(\?P<", RegexOptions.None, 1000)]
    private static partial Regex GroupName();

    [GeneratedRegex(@"\(\?P=(?<name>\w+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedReference();

    [GeneratedRegex(@"\(\?(R|[+-]?\d+|P>|&)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Recursion();

    [GeneratedRegex(@"[*+?}]\+", RegexOptions.None, 1000)]
    private static partial Regex Possessive();

    [GeneratedRegex(@"\\Q", RegexOptions.None, 1000)]
    private static partial Regex QuotedText();

    [GeneratedRegex(@"\\h", RegexOptions.None, 1000)]
    private static partial Regex HorizontalSpace();

    [GeneratedRegex(@"\\R", RegexOptions.None, 1000)]
    private static partial Regex LineBreak();

    [GeneratedRegex(@"\\K", RegexOptions.None, 1000)]
    private static partial Regex KeepOut();

    [GeneratedRegex(@"\\[xu]\{", RegexOptions.None, 1000)]
    private static partial Regex CodePoint();

    [GeneratedRegex(@"\\[pP](\{|[A-Z])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PropertyName();

    [GeneratedRegex(@"^[*?]", RegexOptions.None, 1000)]
    private static partial Regex Star();

    [GeneratedRegex(@"^(m|qr)?/(?<inner>.+)/(?<flags>[gimsuyx]*)\z", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Slashes();

    [GeneratedRegex(
        @"\[:(?<not>\^?)(?<name>alpha|digit|alnum|upper|lower|space|blank|punct|word|xdigit|cntrl|print|graph|ascii):\]",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex PosixClass();

    [GeneratedRegex(@"^r(?<quote>[""'])(?<inner>.*)\k<quote>\z", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex RawText();

    // Not “\\dfrac” and other words of LaTeX, which begin with a backslash that is meant.
    [GeneratedRegex(@"(?<!\\)\\\\[dwsDWS](?![A-Za-z])", RegexOptions.None, 1000)]
    private static partial Regex DoubledBackslash();
}
