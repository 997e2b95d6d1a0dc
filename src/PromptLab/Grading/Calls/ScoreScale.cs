using System.Globalization;
using PromptLab.Files;

namespace PromptLab.Grading.Calls;

/// <summary>A scale on which scores were given, and what its values are from 0 to 1. Immutable.</summary>
internal sealed class ScoreScale
{
    private static readonly Dictionary<string, double> YesAndNo = new(StringComparer.OrdinalIgnoreCase)
    {
        ["true"] = 1,
        ["false"] = 0,
        ["yes"] = 1,
        ["no"] = 0,
        ["pass"] = 1,
        ["fail"] = 0,
    };

    private readonly IReadOnlyDictionary<string, double> _words;
    private readonly (decimal From, decimal To)? _range;

    private ScoreScale(IReadOnlyDictionary<string, double> words, (decimal From, decimal To)? range, string text) =>
        (_words, _range, Words) = (words, range, text);

    /// <summary>The scale, for messages: <c>1 to 5</c>.</summary>
    public string Words { get; }

    /// <summary>
    /// Reads <c>scale</c>: <c>[1, 5]</c> from the worst to the best, <c>{ good: 1, ok: 0.5, bad: 0 }</c>, or 0 to 1 with true and false
    /// where it is left out. Null, with a problem reported, if it is none of these.
    /// </summary>
    public static ScoreScale? Read(YamlMap options)
    {
        if (!options.Has("scale"))
            return new ScoreScale(YesAndNo, (0, 1), "0 to 1");
        return options.IsMap("scale") ? OfWords(options.Map("scale")!) : OfRange(options);
    }

    /// <summary>The score from 0 to 1; null for what is not on the scale.</summary>
    public double? ScoreOf(string given)
    {
        var text = given.Trim();
        if (_words.TryGetValue(text, out var score))
            return score;
        // “5.0” is on a scale of 5 and 1.
        if (_range is null && NumberRange.Any.Parse(text) is { } value)
            return _words.Where(word => NumberRange.Any.Parse(word.Key) == value).Select(word => (double?)word.Value).FirstOrDefault();
        if (_range is not { } range || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return null;
        var share = (number - range.From) / (range.To - range.From);
        return share is >= 0 and <= 1 ? (double)share : null;
    }

    private static ScoreScale? OfRange(YamlMap options)
    {
        var ends = options.Texts("scale").Select(text => NumberRange.Any.Parse(text)).ToList();
        if (ends is [{ } from, { } to] && from != to)
            return new ScoreScale(
                new Dictionary<string, double>(StringComparer.Ordinal),
                (from, to),
                string.Create(CultureInfo.InvariantCulture, $"{from} to {to}")
            );
        options.Problem(
            "scale",
            "“scale” takes the worst and the best score, such as [1, 5], or a score for each word: { good: 1, bad: 0 }."
        );
        return null;
    }

    private static ScoreScale? OfWords(YamlMap map)
    {
        var words = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        foreach (var word in map.Keys)
        {
            if (map.Number(word, 0, 1) is { } score && !words.TryAdd(word, score))
                map.Problem(word, $"“{word}” is on the scale twice.");
        }

        if (words.Count < map.Keys.Count || words.Values.Distinct().Count() < 2)
        {
            map.Problem(map.Keys is [var first, ..] ? first : "", "A scale of words gives each a score from 0 to 1, and not all the same.");
            return null;
        }

        return new ScoreScale(words, null, string.Join(", ", words.Keys));
    }
}
