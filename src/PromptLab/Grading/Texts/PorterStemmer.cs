namespace PromptLab.Grading.Texts;

/// <summary>The stem of an English word, by Porter's algorithm with the changes that NLTK makes and rouge-score therefore has.</summary>
/// <remarks>
/// Porter, “An algorithm for suffix stripping”, 1980, https://tartarus.org/martin/PorterStemmer/. The changes are those that
/// NLTK documents as its extensions: https://www.nltk.org/api/nltk.stem.porter.html.
/// </remarks>
internal static class PorterStemmer
{
    private const int LongestWord = 60;

    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["sky"] = "sky",
        ["skies"] = "sky",
        ["dying"] = "die",
        ["lying"] = "lie",
        ["tying"] = "tie",
        ["news"] = "news",
        ["innings"] = "inning",
        ["inning"] = "inning",
        ["outings"] = "outing",
        ["outing"] = "outing",
        ["cannings"] = "canning",
        ["canning"] = "canning",
        ["howe"] = "howe",
        ["proceed"] = "proceed",
        ["exceed"] = "exceed",
        ["succeed"] = "succeed",
    };

    private static readonly (string Suffix, string By)[] Step2Rules =
    [
        ("ational", "ate"),
        ("tional", "tion"),
        ("enci", "ence"),
        ("anci", "ance"),
        ("izer", "ize"),
        ("bli", "ble"),
        ("fulli", "ful"),
        ("entli", "ent"),
        ("eli", "e"),
        ("ousli", "ous"),
        ("ization", "ize"),
        ("ation", "ate"),
        ("ator", "ate"),
        ("alism", "al"),
        ("iveness", "ive"),
        ("fulness", "ful"),
        ("ousness", "ous"),
        ("aliti", "al"),
        ("iviti", "ive"),
        ("biliti", "ble"),
    ];

    private static readonly (string Suffix, string By)[] Step3Rules =
    [
        ("icate", "ic"),
        ("ative", ""),
        ("alize", "al"),
        ("iciti", "ic"),
        ("ical", "ic"),
        ("ful", ""),
        ("ness", ""),
    ];

    private static readonly string[] Step4Suffixes =
    [
        "al",
        "ance",
        "ence",
        "er",
        "ic",
        "able",
        "ible",
        "ant",
        "ement",
        "ment",
        "ent",
        "ion",
        "ou",
        "ism",
        "ate",
        "iti",
        "ous",
        "ive",
        "ize",
    ];

    /// <summary>The stem of a word in small letters; one of other characters than a to z, or of more than 60, is its own.</summary>
    public static string Stem(string word) =>
        word.Length is <= 2 or > LongestWord || !word.All(char.IsAsciiLetterLower)
            ? word
            : Irregular.GetValueOrDefault(word) ?? Step5(Step4(Replace(Step2(Step1C(Step1B(Step1A(word)))), Step3Rules)));

    private static string Step1A(string word) =>
        word.EndsWith("ies", StringComparison.Ordinal) ? word[..^(word.Length == 4 ? 1 : 2)]
        : word.EndsWith("sses", StringComparison.Ordinal) ? word[..^2]
        : word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1]
        : word;

    private static string Step1B(string word)
    {
        if (word.EndsWith("ied", StringComparison.Ordinal))
            return word[..^(word.Length == 4 ? 1 : 2)];
        if (word.EndsWith("eed", StringComparison.Ordinal))
            return Measure(word[..^3]) > 0 ? word[..^1] : word;
        var stem =
            word.EndsWith("ed", StringComparison.Ordinal) ? word[..^2]
            : word.EndsWith("ing", StringComparison.Ordinal) ? word[..^3]
            : null;
        if (stem is null || !HasVowel(stem))
            return word;
        if (
            stem.EndsWith("at", StringComparison.Ordinal)
            || stem.EndsWith("bl", StringComparison.Ordinal)
            || stem.EndsWith("iz", StringComparison.Ordinal)
        )
            return stem + "e";
        if (stem.Length > 1 && stem[^1] == stem[^2] && IsConsonant(stem, stem.Length - 1))
            return stem[^1] is 'l' or 's' or 'z' ? stem : stem[..^1];
        return Measure(stem) == 1 && EndsShort(stem) ? stem + "e" : stem;
    }

    private static string Step1C(string word) =>
        word.Length > 2 && word.EndsWith('y') && IsConsonant(word, word.Length - 2) ? word[..^1] + "i" : word;

    private static string Step2(string word)
    {
        if (word.EndsWith("alli", StringComparison.Ordinal) && Measure(word[..^4]) > 0)
            return Step2(word[..^2]);
        if (word.EndsWith("logi", StringComparison.Ordinal))
            return Measure(word[..^3]) > 0 ? word[..^1] : word;
        return Replace(word, Step2Rules);
    }

    private static string Step4(string word)
    {
        if (Array.Find(Step4Suffixes, suffix => word.EndsWith(suffix, StringComparison.Ordinal)) is not { } suffix)
            return word;
        var stem = word[..^suffix.Length];
        return Measure(stem) > 1 && (suffix != "ion" || (stem.Length > 0 && stem[^1] is 's' or 't')) ? stem : word;
    }

    private static string Step5(string word)
    {
        if (word.EndsWith('e'))
        {
            var stem = word[..^1];
            var measure = Measure(stem);
            word = measure > 1 || (measure == 1 && !EndsShort(stem)) ? stem : word;
        }

        return word.EndsWith("ll", StringComparison.Ordinal) && Measure(word[..^1]) > 1 ? word[..^1] : word;
    }

    private static string Replace(string word, (string Suffix, string By)[] rules)
    {
        var (suffix, by) = Array.Find(rules, rule => word.EndsWith(rule.Suffix, StringComparison.Ordinal));
        return suffix is null || Measure(word[..^suffix.Length]) == 0 ? word : word[..^suffix.Length] + by;
    }

    // The number of vowels, or rows of them, that a consonant follows.
    private static int Measure(string stem)
    {
        var count = 0;
        for (var at = 1; at < stem.Length; at++)
            count += IsConsonant(stem, at) && !IsConsonant(stem, at - 1) ? 1 : 0;
        return count;
    }

    private static bool HasVowel(string stem) => Enumerable.Range(0, stem.Length).Any(at => !IsConsonant(stem, at));

    private static bool EndsShort(string stem) =>
        stem.Length == 2
            ? !IsConsonant(stem, 0) && IsConsonant(stem, 1)
            : stem.Length > 2
                && IsConsonant(stem, stem.Length - 3)
                && !IsConsonant(stem, stem.Length - 2)
                && IsConsonant(stem, stem.Length - 1)
                && stem[^1] is not ('w' or 'x' or 'y');

    // A y is a vowel after a consonant.
    private static bool IsConsonant(string word, int at) =>
        word[at] switch
        {
            'a' or 'e' or 'i' or 'o' or 'u' => false,
            'y' => at == 0 || !IsConsonant(word, at - 1),
            _ => true,
        };
}
