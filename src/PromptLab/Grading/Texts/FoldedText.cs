using System.Text;
using PromptLab.Texts;

namespace PromptLab.Grading.Texts;

/// <summary>
/// A text to compare: blanks, apostrophes and hyphens in one form each, invisible characters left out, and, on demand, capital and
/// small letters the same (ß as ss).
/// </summary>
internal sealed class FoldedText
{
    private const char DotAbove = '\u0307';

    private readonly string _composed;
    private readonly List<int> _places = [];

    /// <param name="text">The text.</param>
    /// <param name="ignoreCase">True where capital and small letters are the same.</param>
    public FoldedText(string text, bool ignoreCase)
    {
        _composed = UnicodeText.Normalize(InvisibleText.Remove(text), NormalizationForm.FormC);
        var folded = new StringBuilder(_composed.Length);
        for (var at = 0; at < _composed.Length; at++)
        {
            var c = Plain(_composed[at]);
            if (c == ' ' && folded.Length > 0 && folded[^1] == ' ')
                continue;
            if (!ignoreCase)
                Add(folded, c, at);
            else if (c is 'ß' or 'ẞ')
                Add(Add(folded, 's', at), 's', at);
            else if (!(c == DotAbove && at > 0 && _composed[at - 1] is 'i' or 'I'))
                Add(folded, Small(c), at);
        }

        Text = folded.ToString();
    }

    /// <summary>The text to compare.</summary>
    public string Text { get; }

    /// <summary>A part of the text as it is written.</summary>
    public string Written(int from, int length) => _composed[_places[from]..(_places[from + length - 1] + 1)];

    private StringBuilder Add(StringBuilder folded, char c, int at)
    {
        _places.Add(at);
        return folded.Append(c);
    }

    private static char Plain(char c) =>
        char.IsWhiteSpace(c) ? ' '
        : c is '’' or '‘' or '‛' or 'ʼ' or 'ʹ' or '′' or '＇' or '`' or '´' ? '\''
        : c is '\u2010' or '\u2011' ? '-'
        : c;

    private static char Small(char c) =>
        c switch
        {
            'I' or 'İ' => 'i',
            'ς' => 'σ',
            'ſ' => 's',
            _ => char.ToLowerInvariant(c),
        };
}
