using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Grading;

/// <summary>
/// Normalises texts before they are compared: <c>trim</c> (on by default), <c>normalise</c>, <c>ignore_case</c>. The same in
/// every culture.
/// </summary>
internal sealed record TextNormaliser
{
    private static readonly string[] Keywords = ["unicode", "whitespace", "punctuation", "all"];

    public bool Trim { get; init; } = true;

    public IReadOnlyList<string> Normalise { get; init; } = [];

    public bool IgnoreCase { get; init; }

    public static TextNormaliser Of(YamlMap options, bool ignoreCase)
    {
        var normalise = options.Texts("normalise");
        foreach (var word in normalise.Where(word => !Keywords.Contains(word, StringComparer.Ordinal)))
            options.Problem(
                "normalise",
                $"“normalise” takes {string.Join(", ", Keywords)}, not “{word}”.{NearestName.Suggest(word, Keywords)}"
            );
        return new TextNormaliser
        {
            Trim = options.Flag("trim") ?? true,
            Normalise = normalise.Contains("all", StringComparer.Ordinal) ? Keywords : normalise,
            IgnoreCase = options.Flag("ignore_case") ?? ignoreCase,
        };
    }

    public string Apply(string text)
    {
        if (Includes("unicode"))
            text = UnicodeText.Compose(text);
        if (Includes("punctuation"))
            text = string.Concat(text.Where(c => !char.IsPunctuation(c)));
        if (Includes("whitespace"))
            text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (Trim)
            text = text.Trim();
        return IgnoreCase ? text.ToUpperInvariant() : text;
    }

    private bool Includes(string word) => Normalise.Contains(word, StringComparer.Ordinal);
}
