using System.Text;
using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Grading;

/// <summary>
/// The form in which texts are compared: <c>trim</c> (on unless switched off), <c>normalise</c>, <c>ignore_case</c>.
/// The same in every culture.
/// </summary>
internal sealed record TextForm
{
    private static readonly string[] Words = ["unicode", "whitespace", "punctuation", "all"];

    public bool Trim { get; init; } = true;

    public IReadOnlyList<string> Normalise { get; init; } = [];

    public bool IgnoreCase { get; init; }

    public static TextForm Of(YamlMap options, bool ignoreCase)
    {
        var normalise = options.Texts("normalise");
        foreach (var word in normalise.Where(word => !Words.Contains(word, StringComparer.Ordinal)))
            options.Problem("normalise", $"“normalise” takes {string.Join(", ", Words)}, not “{word}”.{NearestName.Suggest(word, Words)}");
        return new TextForm
        {
            Trim = options.Flag("trim") ?? true,
            Normalise = normalise.Contains("all", StringComparer.Ordinal) ? Words : normalise,
            IgnoreCase = options.Flag("ignore_case") ?? ignoreCase,
        };
    }

    public string Apply(string text)
    {
        if (Has("unicode"))
            text = Composed(text);
        if (Has("punctuation"))
            text = string.Concat(text.Where(c => !char.IsPunctuation(c)));
        if (Has("whitespace"))
            text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (Trim)
            text = text.Trim();
        return IgnoreCase ? text.ToUpperInvariant() : text;
    }

    private bool Has(string word) => Normalise.Contains(word, StringComparer.Ordinal);

    // Half a surrogate pair has no composed form; such a text stays as it is.
    private static string Composed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
