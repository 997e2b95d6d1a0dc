using System.Text.RegularExpressions;

namespace PromptLab.Providers;

/// <summary>Masks what servers repeat of a key that they refuse: sk-ab***yz, or its start.</summary>
internal static partial class KeyParts
{
    /// <summary>The text with “…” for every word that looks like a key or a part of one.</summary>
    public static string Mask(string text) => Part().Replace(text, "…");

    [GeneratedRegex(
        @"[^\s""'“”:(]*(\*{2,}|[xX]{6,}|•{2,})[^\s""'“”,;)]*|\b(sk|pk|rk|gsk|xai|hf|ghp)[-_][^\s""'“”,;)]*|\b[A-Za-z0-9]{24,}\b",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Part();
}
