using System.Text;
using PromptLab.Grading.Texts;

namespace PromptLab.Grading.Instructions;

/// <summary>
/// Counts words as IFEval does: runs of letters and digits, so that “don't” and “well-known” are two each. Each Chinese character and
/// kana counts as one.
/// </summary>
internal static class WordCount
{
    /// <summary>The number of words; two bounds where a script needs a dictionary to tell words apart.</summary>
    public static CountRange Of(string text)
    {
        var (least, most) = (0, 0);
        var before = Kind.None;
        foreach (var rune in text.EnumerateRunes())
        {
            if (WordRunes.IsInsideWord(rune))
                continue;
            var kind = KindOf(rune);
            if (kind == Kind.Single || (kind != before && kind != Kind.None))
                least++;
            if (kind == Kind.Single || (kind == Kind.Unspaced && Rune.IsLetter(rune)) || (kind == Kind.Spaced && before != Kind.Spaced))
                most++;
            before = kind;
        }

        return new CountRange(least, Math.Max(least, most));
    }

    private static Kind KindOf(Rune rune) =>
        !WordRunes.IsWord(rune) ? Kind.None
        : WritingSystem.IsIdeograph(rune) ? Kind.Single
        : WritingSystem.IsUnsegmented(rune) ? Kind.Unspaced
        : Kind.Spaced;

    private enum Kind
    {
        None,
        Spaced,
        Single,
        Unspaced,
    }
}
