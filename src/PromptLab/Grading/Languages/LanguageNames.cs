using System.Collections.Frozen;

namespace PromptLab.Grading.Languages;

/// <summary>The languages that the built-in detector tells apart, by code and English name.</summary>
internal static class LanguageNames
{
    private static readonly FrozenDictionary<string, string> Names = (
        "en English|de German|nl Dutch|af Afrikaans|sv Swedish|da Danish|no Norwegian|is Icelandic|fr French|es Spanish|pt Portuguese|"
        + "gl Galician|ca Catalan|it Italian|ro Romanian|la Latin|pl Polish|cs Czech|sk Slovak|sl Slovenian|hr Croatian|sr Serbian|"
        + "sq Albanian|hu Hungarian|fi Finnish|et Estonian|lv Latvian|lt Lithuanian|tr Turkish|az Azerbaijani|vi Vietnamese|id Indonesian|"
        + "ms Malay|tl Tagalog|sw Swahili|eu Basque|ga Irish|cy Welsh|mt Maltese|eo Esperanto|ru Russian|uk Ukrainian|be Belarusian|"
        + "bg Bulgarian|mk Macedonian|kk Kazakh|ky Kyrgyz|tg Tajik|mn Mongolian|ar Arabic|fa Persian|ur Urdu|ps Pashto|ckb Kurdish|"
        + "hi Hindi|mr Marathi|ne Nepali|sa Sanskrit|he Hebrew|yi Yiddish|el Greek|hy Armenian|pa Punjabi|gu Gujarati|or Odia|ta Tamil|"
        + "te Telugu|kn Kannada|ml Malayalam|si Sinhala|th Thai|lo Lao|bo Tibetan|my Burmese|ka Georgian|ko Korean|km Khmer|ja Japanese|"
        + "zh Chinese|bn Bengali|as Assamese"
    )
        .Split('|')
        .Select(entry => entry.Split(' '))
        .ToFrozenDictionary(entry => entry[0], entry => entry[1], StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Others = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["nb"] = "no",
        ["nn"] = "no",
        ["bokmål"] = "no",
        ["fil"] = "tl",
        ["filipino"] = "tl",
        ["farsi"] = "fa",
        ["iw"] = "he",
        ["in"] = "id",
        ["cmn"] = "zh",
        ["mandarin"] = "zh",
        ["castilian"] = "es",
        ["slovene"] = "sl",
        ["myanmar"] = "my",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> CodesByName = Names.ToFrozenDictionary(
        pair => pair.Value.ToLowerInvariant(),
        pair => pair.Key,
        StringComparer.Ordinal
    );

    /// <summary>The codes of all known languages, in order.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Names.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The code of a language, from a code, locale or English name: de, de-AT or German. Null if it is unknown.</summary>
    public static string? CodeOf(string text)
    {
        var word = text.Trim().ToLowerInvariant();
        var code = word.Split('-', '_')[0];
        return Names.ContainsKey(code)
            ? code
            : Others.GetValueOrDefault(code) ?? CodesByName.GetValueOrDefault(word) ?? Others.GetValueOrDefault(word);
    }

    /// <summary>The English name of a language.</summary>
    public static string NameOf(string code) => Names.GetValueOrDefault(code, code);
}
