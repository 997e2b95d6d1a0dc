namespace PromptLab.Grading.Instructions;

/// <summary>
/// The variants of a response that IFEval's loose check tries: without its first line, its last line or both, and each of these and
/// the whole without stars.
/// </summary>
internal static class LooseVariants
{
    /// <summary>The variants that are neither blank nor the response itself, each once: at most seven.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        string[] shorter = [Join(lines.Skip(1)), Join(lines.SkipLast(1)), Join(lines.Skip(1).SkipLast(1))];
        string[] all = [WithoutStars(text), .. shorter, .. shorter.Select(WithoutStars)];
        return [.. all.Where(variant => !string.IsNullOrWhiteSpace(variant) && variant != text).Distinct(StringComparer.Ordinal)];
    }

    private static string Join(IEnumerable<string> lines) => string.Join('\n', lines).Trim();

    private static string WithoutStars(string text) => text.Replace("*", "", StringComparison.Ordinal);
}
