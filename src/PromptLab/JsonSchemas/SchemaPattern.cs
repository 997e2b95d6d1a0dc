using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace PromptLab.JsonSchemas;

/// <summary>A pattern of a schema (ECMA-262), as .NET would write it. Matching takes a second at most.</summary>
internal static partial class SchemaPattern
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<string, Regex?> Known = new(StringComparer.Ordinal);

    /// <summary>The pattern; null where it is none.</summary>
    public static Regex? TryCreate(string pattern) => Known.GetOrAdd(pattern, Create);

    /// <summary>True where the pattern matches somewhere; false where it is none.</summary>
    /// <exception cref="RegexMatchTimeoutException">It took too long; then nothing is known.</exception>
    public static bool IsMatch(string pattern, string text) => TryCreate(pattern)?.IsMatch(text) ?? false;

    private static Regex? Create(string pattern)
    {
        try
        {
            return new Regex(Special().Replace(pattern, match => DotNet(match.Value)), RegexOptions.CultureInvariant, Patience);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // \d and \w are ASCII there, $ is the very end, and general categories have long names.
    private static string DotNet(string part) =>
        part switch
        {
            @"\d" => "[0-9]",
            @"\D" => "[^0-9]",
            @"\w" => "[a-zA-Z0-9_]",
            @"\W" => "[^a-zA-Z0-9_]",
            "$" => @"\z",
            _ when part.StartsWith('[') => Class()
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
    private static partial Regex Special();

    [GeneratedRegex(@"\\.", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Class();
}
