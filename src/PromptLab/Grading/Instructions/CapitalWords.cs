using System.Text;

namespace PromptLab.Grading.Instructions;

/// <summary>
/// Counts the words whose letters are all capitals: “NASA”, “U.S.”, “COVID-19”, “I”. A word with a hyphen is one word; what follows an
/// apostrophe (’S, ’RE) is one of its own, as in the Penn Treebank.
/// </summary>
internal static class CapitalWords
{
    private const string Inside = ".-'’&/";
    private static readonly char[] Edges = ['\'', '’', '-', '/', '&'];
    private static readonly HashSet<string> Contractions = [.. "s m d ll re ve".Split(' ')];

    public static int Count(string text)
    {
        var count = 0;
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (
                WordRunes.IsWord(rune)
                || WordRunes.IsInsideWord(rune)
                || (rune.IsBmp && Inside.Contains((char)rune.Value, StringComparison.Ordinal))
            )
                word.Append(rune);
            else
                count += Take(word);
        }

        return count + Take(word);
    }

    private static int Take(StringBuilder letters)
    {
        var word = letters.ToString().Trim(Edges);
        letters.Clear();
        var apostrophe = word.LastIndexOfAny(['\'', '’']);
        return apostrophe >= 0 && Contractions.Contains(word[(apostrophe + 1)..].ToLowerInvariant())
            ? Capital(word[..apostrophe]) + Capital(word[(apostrophe + 1)..])
            : Capital(word);
    }

    private static int Capital(string word) => LetterCase.IsUpper(word) ? 1 : 0;
}
