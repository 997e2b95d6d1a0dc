using System.Text.RegularExpressions;

namespace PromptLab.Grading;

/// <summary>Code between fences of three backticks or tildes.</summary>
internal static partial class CodeFence
{
    /// <summary>What stands inside the last fence, without its last line end; null where there is none.</summary>
    public static string? Last(string text) => Fence().Matches(text).LastOrDefault()?.Groups["inside"].Value;

    [GeneratedRegex(@"^[ ]{0,3}(?<mark>```|~~~)[^\n]*\n(?<inside>.*?)(\n[ ]{0,3}\k<mark>[`~]*[ \t]*$)", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fence();
}
