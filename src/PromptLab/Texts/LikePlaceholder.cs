using System.Text;
using System.Text.RegularExpressions;

namespace PromptLab.Texts;

/// <summary>Finds texts in braces that resemble the placeholder of a known variable and are sent as they stand.</summary>
internal static partial class LikePlaceholder
{
    /// <summary>A text that looks like a placeholder.</summary>
    /// <param name="Text">The text with its braces, such as <c>{Question}</c>.</param>
    /// <param name="Variable">The known name that was probably meant.</param>
    /// <param name="Offset">The index of the text.</param>
    internal readonly record struct Match(string Text, string Variable, int Offset);

    /// <summary>The texts in braces that are no placeholder and resemble a known name.</summary>
    /// <param name="text">A text; its placeholders and escaped braces, <c>\{</c>, are no matches.</param>
    /// <param name="names">The names that placeholders may have.</param>
    public static IEnumerable<Match> Find(string text, IReadOnlyCollection<string> names)
    {
        if (names.Count == 0 || !text.Contains('{', StringComparison.Ordinal))
            yield break;
        foreach (System.Text.RegularExpressions.Match braces in Braces().Matches(text))
        {
            var inner = braces.Groups["inner"];
            if (text.AsSpan(0, inner.Index - 1).EndsWith("\\") || Placeholder().IsMatch(inner.Value))
                continue;
            if (Named().Match(inner.Value) is { Success: true } named && Meant(named.Groups["name"].Value, names) is { } variable)
                yield return new Match(braces.Value, variable, braces.Index);
        }
    }

    // The same letters, nearly the same, or one word of several.
    private static string? Meant(string name, IReadOnlyCollection<string> names)
    {
        var plain = names.ToLookup(Plain, StringComparer.Ordinal);
        if (plain[Plain(name)].FirstOrDefault() is { } same)
            return same;
        if (NearestName.Find(Plain(name), plain.Select(group => group.Key)) is { } near)
            return plain[near].First();
        return Words().Matches(name).Select(word => plain[Plain(word.Value)].FirstOrDefault()).FirstOrDefault(found => found is not null);
    }

    private static string Plain(string name) =>
        string.Concat(UnicodeText.Compose(name).EnumerateRunes().Where(Rune.IsLetterOrDigit).Select(rune => rune.ToString()))
            .ToLowerInvariant();

    [GeneratedRegex(@"\{{1,3}(?<inner>[^{}\r\n]{1,100})\}{1,3}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Braces();

    [GeneratedRegex(@"^[a-z][a-z0-9_]*(\.[A-Za-z0-9_]+)*\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Placeholder();

    // A name, and what Jinja and Python write after one: a filter, a format, a conversion or an index.
    [GeneratedRegex(
        @"^[\s\p{Cf}]*(?<name>[\p{L}_][\p{L}\p{M}\p{N}\p{Cf}_.\- ]*?)[\s\p{Cf}]*(\|.*|![rsa].*|:[<>=^+\-#0-9., ]*[bcdeEfFgGnosxX%]?|\[.*)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Named();

    [GeneratedRegex(@"\p{Lu}?[\p{Ll}\p{Lo}\p{N}]+|\p{Lu}+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Words();
}
