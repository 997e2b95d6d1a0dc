using System.Text.RegularExpressions;
using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>A pattern that a user wrote: matched in linear time where it can be, and for no more than a second where not.</summary>
internal static class UserPattern
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The pattern of an option; null with a problem noted where it is none.</summary>
    public static Regex? Read(YamlMap options, string key, string pattern, bool ignoreCase)
    {
        try
        {
            return Create(pattern, ignoreCase);
        }
        catch (ArgumentException e)
        {
            options.Problem(key, $"“{pattern}” is no valid pattern: {e.Message}");
            return null;
        }
    }

    public static Regex Create(string pattern, bool ignoreCase)
    {
        var options = RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        try
        {
            return new Regex(pattern, options | RegexOptions.NonBacktracking, Patience);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, options, Patience); // look-around and back-references need the other engine
        }
    }
}
