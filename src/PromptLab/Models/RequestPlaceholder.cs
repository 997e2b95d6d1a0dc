using System.Text.RegularExpressions;

namespace PromptLab.Models;

/// <summary>The placeholders of the body of an <c>http</c> provider, such as <c>{{messages}}</c>.</summary>
internal static partial class RequestPlaceholder
{
    /// <summary>In front of the name of an item's input field.</summary>
    public const string InputPrefix = "input.";

    /// <summary>Placeholders whose values are lists or objects, so that each stands alone.</summary>
    public static IReadOnlyList<string> Structured { get; } = ["messages", "tools", "response_schema", "stop"];

    /// <summary>Placeholders whose values are texts or numbers.</summary>
    public static IReadOnlyList<string> Simple { get; } =
    ["system", "user", "prompt", "model", "seed", "temperature", "top_p", "max_output_tokens", "response_format", "reasoning_effort"];

    /// <summary>The name in a text that is one placeholder and nothing else; null for any other text.</summary>
    public static string? Whole(string text) =>
        Form().Match(text) is { Success: true } match && match.Length == text.Length ? match.Groups["name"].Value : null;

    /// <summary>The names of all placeholders of a text.</summary>
    public static IEnumerable<string> NamesIn(string text) => Form().Matches(text).Select(match => match.Groups["name"].Value);

    /// <summary>The text with each placeholder replaced; values are never searched for placeholders.</summary>
    public static string Fill(string text, Func<string, string> valueOf) =>
        Form().Replace(text, match => valueOf(match.Groups["name"].Value));

    /// <summary>True for a name that has a value.</summary>
    public static bool IsKnown(string name) =>
        Structured.Contains(name, StringComparer.Ordinal)
        || Simple.Contains(name, StringComparer.Ordinal)
        || (name.StartsWith(InputPrefix, StringComparison.Ordinal) && name.Length > InputPrefix.Length);

    [GeneratedRegex(@"\{\{\s*(?<name>[A-Za-z0-9_.-]+)\s*\}\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Form();
}
