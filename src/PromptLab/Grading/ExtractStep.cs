using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Grading;

/// <summary>One step of <c>extract</c>: takes a part of a text. Several steps are taken in turn.</summary>
/// <param name="What">What it looks for, for reasons.</param>
/// <param name="Apply">The part; null where it is not there.</param>
internal sealed record ExtractStep(string What, Func<string, string?> Apply)
{
    /// <summary>True where no text makes it take long; false for a pattern of the user's that can backtrack.</summary>
    public bool IsImmediate { get; private init; } = true;

    private static readonly string[] Words = ["last-number", "code-fence"];
    private static readonly string[] Keys = ["regex", "after", "until", "tag", "remove", "drop_suffix", "replace"];

    public static IReadOnlyList<ExtractStep> Read(YamlMap options)
    {
        if (!options.Has("extract"))
            return [];
        if (options.IsMap("extract"))
            return OfMap(options.Map("extract")!) is { } step ? [step] : [];
        if (options.IsList("extract"))
            return
            [
                .. options
                    .Entries("extract")
                    .Select(entry => entry.Map is { } map ? OfMap(map) : OfWord(entry.Text ?? "", options))
                    .OfType<ExtractStep>(),
            ];
        return OfWord(options.Text("extract") ?? "", options) is { } single ? [single] : [];
    }

    private static ExtractStep? OfWord(string word, YamlMap options)
    {
        switch (word)
        {
            case "last-number":
                var decimalComma = options.Flag("decimal_comma") ?? false;
                return new ExtractStep("a number", text => NumberText.Last(text, decimalComma));
            case "code-fence":
                return new ExtractStep("a code fence", text => CodeFence.Last(text));
            default:
                options.Problem(
                    "extract",
                    $"“extract” takes {string.Join(", ", Words)}, or a mapping with one of {string.Join(", ", Keys)}; not “{word}”.{NearestName.Suggest(word, Words)}"
                );
                return null;
        }
    }

    private static ExtractStep? OfMap(YamlMap map)
    {
        var given = Keys.Where(map.Has).ToList();
        if (given.Count != 1)
            map.Problem(given.Count > 0 ? given[^1] : "", $"A step of “extract” has just one of {string.Join(", ", Keys)}.");
        var ignoreCase = given is ["regex" or "after" or "until"] && (map.Flag("ignore_case") ?? false);
        var step =
            given.Count != 1
                ? null
                : given[0] switch
                {
                    "regex" => Pattern(map, ignoreCase),
                    "after" => After(map.RequiredText("after"), ignoreCase),
                    "until" => Until(map.RequiredText("until"), ignoreCase),
                    "tag" => Tag(map.RequiredText("tag")),
                    "remove" => Remove(map.RequiredText("remove")),
                    "drop_suffix" => DropSuffix(map.RequiredText("drop_suffix")),
                    _ => Replace(map.RequiredText("replace"), map.Text("with") ?? ""),
                };
        map.RejectUnknownKeys("a step of “extract”");
        return step;
    }

    private static ExtractStep? Pattern(YamlMap map, bool ignoreCase)
    {
        var pattern = UserPattern.Read(map, "regex", map.RequiredText("regex"), ignoreCase);
        var group = map.Integer("group", 0) ?? 0;
        if (pattern is not null && !pattern.GetGroupNumbers().Contains(group))
            map.Problem("group", FormattableString.Invariant($"The pattern has no group {group}."));
        return pattern is null
            ? null
            : new ExtractStep($"the pattern {pattern}", text =>
                UserPattern.Last(pattern, text)?.Groups[group] is { Success: true } part ? part.Value : null
            )
            {
                IsImmediate = UserPattern.IsLinear(pattern),
            };
    }

    private static ExtractStep After(string phrase, bool ignoreCase) =>
        new($"the phrase {Quote.Of(phrase)}", text =>
            text.LastIndexOf(phrase, Comparison(ignoreCase)) is var at and >= 0 ? text[(at + phrase.Length)..] : null
        );

    // Without the mark, the text goes to its end.
    private static ExtractStep Until(string mark, bool ignoreCase) =>
        new($"the mark {Quote.Of(mark)}", text => text.IndexOf(mark, Comparison(ignoreCase)) is var at and >= 0 ? text[..at] : text);

    private static ExtractStep Tag(string tag) => new($"the tag <{tag}>", text => XmlTag.LastInside(text, tag));

    private static ExtractStep Remove(string characters) =>
        new("", text => string.Concat(text.Where(c => !characters.Contains(c, StringComparison.Ordinal))));

    // At most one, once the text's ends are trimmed.
    private static ExtractStep DropSuffix(string suffix) =>
        new("", text =>
            text.Trim() is var trimmed && trimmed.EndsWith(suffix, StringComparison.Ordinal) ? trimmed[..^suffix.Length] : trimmed
        );

    private static ExtractStep Replace(string what, string with) => new("", text => text.Replace(what, with, StringComparison.Ordinal));

    private static StringComparison Comparison(bool ignoreCase) =>
        ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
}
