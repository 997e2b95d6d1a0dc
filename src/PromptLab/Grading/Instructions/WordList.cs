using System.Text;

namespace PromptLab.Grading.Instructions;

/// <summary>The words of a text: runs of letters and digits, marks included.</summary>
internal static class WordList
{
    public static IEnumerable<string> Of(string text)
    {
        var start = -1;
        for (var at = 0; at < text.Length; )
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            if (WordRunes.IsWord(rune) || (start >= 0 && WordRunes.IsInsideWord(rune)))
                start = start < 0 ? at : start;
            else if (start >= 0)
            {
                yield return text[start..at];
                start = -1;
            }

            at += length;
        }

        if (start >= 0)
            yield return text[start..];
    }
}
