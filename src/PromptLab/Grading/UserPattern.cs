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

    /// <summary>The last match in a text; null if there is none.</summary>
    /// <exception cref="RegexMatchTimeoutException">Finding it took longer than one second: there may be one.</exception>
    public static Match? Last(Regex pattern, string text)
    {
        Match? last = null;
        FindAll(pattern, text, match => last = match);
        return last;
    }

    /// <summary>Every match in a text.</summary>
    /// <exception cref="RegexMatchTimeoutException">Finding them took longer than one second.</exception>
    public static IReadOnlyList<Match> All(Regex pattern, string text)
    {
        var all = new List<Match>();
        FindAll(pattern, text, all.Add);
        return all;
    }

    /// <summary>The first match in a text; null if there is none.</summary>
    /// <exception cref="RegexMatchTimeoutException">Finding it took longer than one second: there may be one.</exception>
    public static Match? First(Regex pattern, string text) => pattern.Match(text) is { Success: true } first ? first : null;

    private static void FindAll(Regex pattern, string text, Action<Match> found)
    {
        var time = TimeProvider.System; // as for the engine's own limit, the run's clock does not matter
        var started = time.GetTimestamp();
        for (var match = pattern.Match(text); match.Success; match = match.NextMatch())
        {
            found(match);
            if (time.GetElapsedTime(started) > Timeout) // the engine limits each match, not all of them together
                throw new RegexMatchTimeoutException(text, pattern.ToString(), Timeout);
        }
    }
}
