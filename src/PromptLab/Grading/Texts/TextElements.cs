using System.Globalization;

namespace PromptLab.Grading.Texts;

/// <summary>Texts as numbers, one for each character as people see it; the same character has the same number. Not thread-safe.</summary>
internal sealed class TextElements
{
    private const int FirstOther = 128;

    private readonly Dictionary<string, int> _others = new(StringComparer.Ordinal);

    /// <summary>The characters of a text in order.</summary>
    public IReadOnlyList<int> Of(string text)
    {
        var elements = new List<int>(text.Length);
        for (var at = 0; at < text.Length; )
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            elements.Add(length == 1 && char.IsAscii(text[at]) ? text[at] : NumberOf(text.Substring(at, length)));
            at += length;
        }

        return elements;
    }

    /// <summary>The numbers of words in order.</summary>
    public IReadOnlyList<int> Of(IReadOnlyList<string> words) => [.. words.Select(NumberOf)];

    private int NumberOf(string element)
    {
        if (!_others.TryGetValue(element, out var number))
            _others.Add(element, number = FirstOther + _others.Count);
        return number;
    }
}
