using System.Text;
using System.Text.RegularExpressions;

namespace PromptLab.Grading;

/// <summary>
/// Takes the reasoning off a response of a model that writes it into its text: blocks such as <c>&lt;think&gt;…&lt;/think&gt;</c>,
/// or everything up to a closing tag if the server has kept the opening one.
/// </summary>
internal static partial class Reasoning
{
    private const string FinalChannel = "<|channel|>final<|message|>";

    /// <summary>
    /// The text without its reasoning; the whole text if it has none. Null if nothing else is left, as where the reasoning was cut
    /// off before its closing tag.
    /// </summary>
    public static string? Remove(string text)
    {
        if (text.Contains("<|channel|>", StringComparison.Ordinal))
            return RemoveChannels(text);
        var answer = new StringBuilder();
        var at = 0;
        var isFound = false;
        foreach (Match tag in Tag().Matches(text))
        {
            if (tag.Index < at)
                continue; // inside a block
            isFound = true;
            if (tag.Groups["closing"].Success)
                answer.Clear(); // of a block that began before the text
            else
                answer.Append(text, at, tag.Index - at);
            if (tag.Groups["empty"].Success || tag.Groups["closing"].Success)
                at = tag.Index + tag.Length;
            else if (FindClosing(text, tag) is { } end)
                at = end;
            else
                return null;
        }

        if (!isFound)
            return text;
        var rest = answer.Append(text, at, text.Length - at).ToString().TrimStart();
        return rest.Length > 0 ? rest : null;
    }

    private static int? FindClosing(string text, Match opening)
    {
        for (var tag = Tag().Match(text, opening.Index + opening.Length); tag.Success; tag = tag.NextMatch())
        {
            if (
                tag.Groups["closing"].Success
                && tag.Groups["name"].Value.Equals(opening.Groups["name"].Value, StringComparison.OrdinalIgnoreCase)
            )
                return tag.Index + tag.Length;
        }

        return null;
    }

    // The marks of gpt-oss: <|channel|>analysis<|message|>…<|end|>…<|channel|>final<|message|>….
    private static string? RemoveChannels(string text)
    {
        var final = text.LastIndexOf(FinalChannel, StringComparison.Ordinal);
        if (final < 0)
            return null;
        var rest = text[(final + FinalChannel.Length)..];
        var end = rest.IndexOf("<|", StringComparison.Ordinal);
        return (end < 0 ? rest : rest[..end]) is var answer && string.IsNullOrWhiteSpace(answer) ? null : answer;
    }

    [GeneratedRegex(
        @"<(?<closing>/)?(?i:(?<name>(?:seed:)?think|thinking|thoughts?|reasoning))(?:\s[^<>]{0,200}?)?(?<empty>/)?>"
            + @"|\[(?<closing>/)?(?<name>THINK)\]|◁(?<closing>/)?(?<name>think)▷",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Tag();
}
