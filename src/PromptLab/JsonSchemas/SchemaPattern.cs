using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using PromptLab.Files;

namespace PromptLab.JsonSchemas;

/// <summary>Translates the regular expressions of schemas (ECMA-262) to .NET. Matching times out after one second.</summary>
internal static partial class SchemaPattern
{
    private const int CharactersPerStep = 64;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<string, Regex?> Cache = new(StringComparer.Ordinal);

    /// <summary>The compiled pattern; null if it is invalid.</summary>
    public static Regex? TryCreate(string pattern) => Cache.GetOrAdd(pattern, Create);

    /// <summary>True if the pattern matches anywhere in the text; false if the pattern is invalid.</summary>
    /// <exception cref="RegexMatchTimeoutException">Matching took longer than one second.</exception>
    /// <exception cref="WorkBudgetException">All work together takes too long.</exception>
    public static bool IsMatch(string pattern, string text, WorkBudget budget)
    {
        budget.Spend(1 + (text.Length / CharactersPerStep));
        budget.Check();
        return TryCreate(pattern)?.IsMatch(text) ?? false;
    }

    /// <summary>True if a text is a valid pattern; it is neither compiled nor kept.</summary>
    public static bool IsValid(string pattern)
    {
        try
        {
            _ = new Regex(Translate(pattern), RegexOptions.CultureInvariant, Timeout);
            return !ForeignEscape().IsMatch(pattern);
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static string Translate(string pattern) => SpecialPart().Replace(pattern, match => ToDotNet(match.Value));

    private static Regex? Create(string pattern)
    {
        try
        {
            return CreateTranslated(Translate(pattern));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Regex CreateTranslated(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Timeout);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, Timeout); // look-around and back-references backtrack
        }
    }

    // In ECMA-262, \d and \w are ASCII only, \s matches a byte order mark, $ is the very end, and general categories have long names.
    private static string ToDotNet(string part) =>
        part switch
        {
            @"\d" => "[0-9]",
            @"\D" => "[^0-9]",
            @"\w" => "[a-zA-Z0-9_]",
            @"\W" => "[^a-zA-Z0-9_]",
            @"\s" => @"[\s\uFEFF]",
            @"\S" => @"[^\s\uFEFF]",
            "$" => @"\z",
            _ when part.StartsWith('[') => EscapeInClass()
                .Replace(part, match => match.Value switch
                    {
                        @"\d" => "0-9",
                        @"\w" => "a-zA-Z0-9_",
                        @"\s" => @"\s\uFEFF",
                        _ => match.Value,
                    }),
            _ => part.Replace("{Letter}", "{L}", StringComparison.Ordinal)
                .Replace("{digit}", "{Nd}", StringComparison.Ordinal)
                .Replace("{Number}", "{N}", StringComparison.Ordinal)
                .Replace("{Punctuation}", "{P}", StringComparison.Ordinal),
        };

    [GeneratedRegex(
        @"\\[pP]\{[A-Za-z]+\}|\\.|\[(\\.|[^\]\\])*\]|\$",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex SpecialPart();

    // What .NET reads and ECMA-262 does not: \a and others, inline comments and flags.
    [GeneratedRegex(
        @"^(?:[^\\(]|\\[^aAeGzZ]|\((?!\?[#a-z]))*(?:\\[aAeGzZ]|\(\?[#a-z])",
        RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex ForeignEscape();

    [GeneratedRegex(@"\\.", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EscapeInClass();
}
