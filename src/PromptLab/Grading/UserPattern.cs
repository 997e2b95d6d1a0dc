using System.Text.RegularExpressions;
using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>Compiles a user's regular expressions: matched in linear time if possible, otherwise for at most one second.</summary>
internal static class UserPattern
{
    /// <summary>The time limit of one match.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    /// <summary>The pattern of an option; null, with a problem reported, if it is invalid.</summary>
    public static Regex? Read(YamlMap options, string key, string pattern, bool ignoreCase)
    {
        try
        {
            var regex = Create(pattern, ignoreCase);
            foreach (var misread in PatternDialect.Misread(pattern))
                options.Warn(key, misread);
            return regex;
        }
        catch (ArgumentException e)
        {
            options.Problem(key, $"“{pattern}” is no valid pattern: {e.Message}{PatternDialect.HintFor(pattern)}");
            return null;
        }
    }

    /// <exception cref="ArgumentException">The pattern is invalid.</exception>
    public static Regex Create(string pattern, bool ignoreCase)
    {
        var options = RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        try
        {
            return new Regex(pattern, options | RegexOptions.NonBacktracking, Timeout);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, options, Timeout); // look-around and back-references need the backtracking engine
        }
    }

    /// <summary>
    /// True if matching time is always proportional to the length of the text; false if it can backtrack until it times out.
    /// </summary>
    public static bool IsLinear(Regex pattern) => pattern.Options.HasFlag(RegexOptions.NonBacktracking);

    /// <summary>The last match in a text; null if there is none, or if finding it takes too long.</summary>
    public static Match? Last(Regex pattern, string text)
    {
        Match? last = null;
        return TryFindAll(pattern, text, match => last = match) ? last : null;
    }

    /// <summary>Every match in a text; null if finding them takes too long.</summary>
    public static IReadOnlyList<Match>? All(Regex pattern, string text)
    {
        var all = new List<Match>();
        return TryFindAll(pattern, text, all.Add) ? all : null;
    }

    /// <summary>The first match in a text; null if there is none, or if finding it takes too long.</summary>
    public static Match? First(Regex pattern, string text)
    {
        try
        {
            return pattern.Match(text) is { Success: true } first ? first : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static bool TryFindAll(Regex pattern, string text, Action<Match> found)
    {
        var time = TimeProvider.System; // as for the engine's own limit, the run's clock does not matter
        var started = time.GetTimestamp();
        try
        {
            for (var match = pattern.Match(text); match.Success; match = match.NextMatch())
            {
                found(match);
                if (time.GetElapsedTime(started) > Timeout) // the engine limits each match, not all of them together
                    return false;
            }

            return true;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
