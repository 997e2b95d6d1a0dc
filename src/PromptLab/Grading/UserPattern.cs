using System.Text.RegularExpressions;
using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>A pattern that a user wrote: matched in linear time where it can be, and for no more than a second where not.</summary>
internal static class UserPattern
{
    /// <summary>How long matching may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

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

    /// <exception cref="ArgumentException">The pattern is none.</exception>
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

    /// <summary>
    /// True where matching takes time in proportion to the text, whatever the text; false where it can backtrack until
    /// its second is over.
    /// </summary>
    public static bool IsLinear(Regex pattern) => pattern.Options.HasFlag(RegexOptions.NonBacktracking);

    /// <summary>The last match in a text; null where there is none, or where finding it takes too long.</summary>
    public static Match? Last(Regex pattern, string text)
    {
        var time = TimeProvider.System; // like the engine's own limit: it bounds the work on a text, whatever clock the run goes by
        var started = time.GetTimestamp();
        try
        {
            var last = pattern.Match(text);
            for (var next = last; next.Success; next = next.NextMatch())
            {
                last = next;
                if (time.GetElapsedTime(started) > Patience) // the engine bounds each match, not all of them together
                    return null;
            }

            return last.Success ? last : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
