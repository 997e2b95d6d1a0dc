using PromptLab.Texts;

namespace PromptLab.Grading;

/// <summary>Quotes the first 60 characters of a text on one line, for the reasons of scores.</summary>
internal static class Quote
{
    private const int MaxLength = 60;
    private const int Before = 20;

    public static string Of(string text) => $"“{ShortText.OnOneLine(text, MaxLength)}”";

    /// <summary>
    /// Quotes two different texts so that a reader sees what differs: with the code points where they look the same, and from the
    /// first difference on where their beginnings are the same.
    /// </summary>
    public static (string One, string Other) Apart(string one, string other)
    {
        if (LookAlike.Is(one, other))
        {
            var (first, second) = LookAlike.Differences(one, other);
            return ($"{Of(one)} ({first})", $"{Of(other)} ({second})");
        }

        if (Of(one) != Of(other) || one == other)
            return (Of(one), Of(other));
        var from = Math.Max(0, one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count() - Before);
        return from == 0 ? (Of(one), Of(other)) : (Of($"…{one[from..]}"), Of($"…{other[from..]}"));
    }
}
