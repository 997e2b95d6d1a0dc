using System.Text;

namespace PromptLab.Grading.Instructions;

/// <summary>Finds the mark of a postscript, such as “P.S.”, “P.D.” or “追伸”.</summary>
internal static class PostscriptMark
{
    /// <summary>
    /// True if the mark stands at the beginning of a word, whatever its capital letters. A blank may stand behind each full stop but
    /// the last one: “P. S.”.
    /// </summary>
    public static bool IsIn(InstructionText text, string mark)
    {
        var isTurkish = CaseFold.IsTurkish(text.Language, text.Written, mark);
        var (all, wanted) = (text.Folded(isTurkish), CaseFold.Apply(mark, isTurkish));
        for (var at = all.IndexOf(wanted[0], StringComparison.Ordinal); at >= 0; at = all.IndexOf(wanted[0], at + 1))
        {
            if (IsStart(all, at, wanted) && EndAt(all, at, wanted) is { } end && IsEnd(all, end, wanted))
                return true;
        }

        return false;
    }

    private static int? EndAt(string text, int at, string mark)
    {
        for (var i = 0; i < mark.Length; i++)
        {
            if (i > 0 && mark[i - 1] == '.' && at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            if (at == text.Length || text[at] != mark[i])
                return null;
            at++;
        }

        return at;
    }

    // A mark of letters alone, such as “PS” or “Nota”, is a whole word.
    private static bool IsStart(string text, int at, string mark) =>
        !char.IsLetter(mark[0]) || IsUnspaced(mark) || at == 0 || !char.IsLetterOrDigit(text[at - 1]);

    private static bool IsEnd(string text, int end, string mark) =>
        !char.IsLetter(mark[^1])
        || mark.Contains('.', StringComparison.Ordinal)
        || IsUnspaced(mark)
        || end == text.Length
        || !char.IsLetterOrDigit(text[end]);

    private static bool IsUnspaced(string mark) =>
        Rune.DecodeFromUtf16(mark, out var first, out _) == System.Buffers.OperationStatus.Done && WordRunes.IsUnspaced(first);
}
