using System.Text.RegularExpressions;
using PromptLab.Files;

namespace PromptLab.Settings;

/// <summary>The names of environment variables in <c>promptlab.yaml</c>, where people paste the value itself.</summary>
internal static partial class VariableNames
{
    private const int MaxWordLength = 20;

    /// <summary>True for the name of a variable; otherwise reports the key, without the value.</summary>
    public static bool Check(YamlMap map, string key, string name)
    {
        if (IsName(name))
            return true;
        map.Problem(
            key,
            $"“{key}” takes the name of an environment variable, in capital letters, such as OPENAI_API_KEY, never the value itself. If this was a key, replace it at the provider: it stood in a file."
        );
        return false;
    }

    // Names are printed, so a pasted key must not pass for one: keys are long and have no underscores.
    private static bool IsName(string name) =>
        Form().IsMatch(name) && (name.Length <= MaxWordLength || name.Contains('_', StringComparison.Ordinal));

    [GeneratedRegex("^[A-Z_][A-Z0-9_]{0,63}$", RegexOptions.None, 1000)]
    private static partial Regex Form();
}
