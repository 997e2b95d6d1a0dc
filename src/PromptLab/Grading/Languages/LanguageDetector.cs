using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using PromptLab.Texts;

namespace PromptLab.Grading.Languages;

/// <summary>
/// Tells the language of a text by its script, and by frequent words and letters where several languages share one. It says
/// nothing rather than something doubtful. Thread-safe.
/// </summary>
internal sealed partial class LanguageDetector : ILanguageDetector
{
    // Less, and a second language takes up a good part of the text.
    private const double LeastShareOfScript = 0.65;
    private const int MostWords = 20_000;
    private const int LeastLetters = 3;
    private const int LeastHan = 10;
    private const double LeastKana = 0.1;
    private const double SureByScript = 0.99;

    // Pronouns and particles that Japanese doesn't write, in simplified and traditional characters.
    private static readonly SearchValues<char> ChineseOnly = SearchValues.Create(
        "你您她们們这這那吗嗎呢吧没沒说說哪谁誰么麼还還让讓给給很喺嘅唔佢係咗"
    );

    private static readonly Dictionary<string, WordEvidence> ByWords = new(StringComparer.Ordinal)
    {
        [Script.Latin] = new(LanguageWords.Latin),
        [Script.Cyrillic] = new(LanguageWords.Cyrillic),
        [Script.Arabic] = new(LanguageWords.Arabic),
        [Script.Hebrew] = new(LanguageWords.Hebrew),
        [Script.Devanagari] = new(LanguageWords.Devanagari),
    };

    /// <summary>The detector that is built in.</summary>
    public static LanguageDetector BuiltIn { get; } = new();

    /// <inheritdoc/>
    /// <remarks>Code, links and addresses are left out. The time is in proportion to the length of the text.</remarks>
    public LanguageGuess? Detect(string text)
    {
        var prose = WithoutAddresses(NoProse().Replace(UnicodeText.Normalize(text, NormalizationForm.FormC), " "));
        var weights = WeightsOf(prose);
        if (weights.Values.Sum(weight => weight.Letters) < LeastLetters)
            return null;
        var total = (double)weights.Values.Sum(weight => weight.Weight);
        var (kana, han) = (weights.GetValueOrDefault(Script.Kana), weights.GetValueOrDefault(Script.Han));
        if ((kana.Weight + han.Weight) / total >= LeastShareOfScript)
            return OfEastAsian(prose, kana.Letters, han.Letters);
        var (script, most) = weights.MaxBy(pair => pair.Value.Weight);
        if (most.Weight / total < LeastShareOfScript)
            return null;
        return ByWords.TryGetValue(script, out var words) ? words.Detect(WordEvidence.WordsOf(OnlyScript(prose, script), MostWords))
            : OfScript(script, prose) is { } language ? new LanguageGuess(language, SureByScript)
            : null;
    }

    // By hand: a pattern would look for an @ behind every letter.
    private static string WithoutAddresses(string text)
    {
        if (!text.Contains('@', StringComparison.Ordinal))
            return text;
        return string.Join(
            ' ',
            text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => !word.Contains('@', StringComparison.Ordinal))
        );
    }

    private static Dictionary<string, (int Letters, int Weight)> WeightsOf(string text)
    {
        var weights = new Dictionary<string, (int Letters, int Weight)>(StringComparer.Ordinal);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsLetter(rune) || Script.Of(rune.Value) is not { } script)
                continue;
            var (letters, weight) = weights.GetValueOrDefault(script.Name);
            weights[script.Name] = (letters + 1, weight + script.Weight);
        }

        return weights;
    }

    private static LanguageGuess? OfEastAsian(string text, int kana, int han)
    {
        if (kana > 0)
            return (double)kana / (kana + han) >= LeastKana ? new LanguageGuess("ja", SureByScript) : null;
        var isChinese = text.AsSpan().ContainsAny(ChineseOnly);
        return isChinese || han >= LeastHan ? new LanguageGuess("zh", isChinese ? SureByScript : 0.9) : null;
    }

    private static string? OfScript(string script, string text) =>
        script switch
        {
            Script.Bengali => text.AsSpan().ContainsAny('ৰ', 'ৱ') ? "as" : "bn",
            Script.Ethiopic => null, // Amharic and Tigrinya: no list of words yet
            _ => text.EnumerateRunes().Select(rune => Script.Of(rune.Value)).First(found => found?.Name == script)?.Language,
        };

    // Words of another script, such as names of products, say nothing about the language.
    private static string OnlyScript(string text, string script) => string.Create(text.Length, (text, script), static (kept, from) =>
        {
            for (var at = 0; at < kept.Length; at++)
                kept[at] = !char.IsLetter(from.text[at]) || Script.Of(from.text[at])?.Name == from.script ? from.text[at] : ' ';
        });

    [GeneratedRegex(
        @"```.*?(```|\z)|`[^`\n]*`|\b(https?://|www\.)\S+|[^\s@]{1,64}@\S+|<[^<>\n]{1,200}>",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex NoProse();
}
