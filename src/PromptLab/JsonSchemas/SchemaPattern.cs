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

    private static Regex? Create(string pattern)
    {
        try
        {
            return CreateTranslated(SpecialPart().Replace(pattern, match => ToDotNet(match.Value)));
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

    // In ECMA-262, \d and \w are ASCII only, $ is the very end, and general categories have long names.
    private static string ToDotNet(string part) =>
        part switch
        {
            @"\d" => "[0-9]",
            @"\D" => "[^0-9]",
            @"\w" => "[a-zA-Z0-9_]",
            @"\W" => "[^a-zA-Z0-9_]",
            "$" => @"\z",
            _ when part.StartsWith('[') => EscapeInClass()
                .Replace(part, match => match.Value switch
                    {
                        @"\d" => "0-9",
                        @"\w" => "a-zA-Z0-9_",
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

    [GeneratedRegex(@"\\.", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EscapeInClass();
}
