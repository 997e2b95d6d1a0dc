using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Grading;

/// <summary>One step of <c>extract</c>, which takes a part of a text. Several steps are applied one after the other.</summary>
/// <param name="Description">What the step looks for, for reasons; empty for steps that always succeed.</param>
/// <param name="Apply">Returns the part; null if it is not found.</param>
internal sealed record ExtractStep(string Description, Func<string, string?> Apply)
{
    /// <summary>True if the step is fast for every text; false for a user's pattern that can backtrack.</summary>
    public bool IsImmediate { get; private init; } = true;

    private static readonly string[] Keywords = ["last-number", "code-fence"];
    private static readonly string[] Keys = ["regex", "after", "until", "tag", "remove", "drop_suffix", "replace"];

    public static IReadOnlyList<ExtractStep> Read(YamlMap options)
    {
        if (!options.Has("extract"))
            return [];
        if (options.IsMap("extract"))
            return FromMap(options.Map("extract")!) is { } step ? [step] : [];
        if (options.IsList("extract"))
            return
            [
                .. options
                    .Entries("extract")
                    .Select(entry => entry.Map is { } map ? FromMap(map) : FromWord(entry.Text ?? "", options))
                    .OfType<ExtractStep>(),
            ];
        return FromWord(options.Text("extract") ?? "", options) is { } single ? [single] : [];
    }

    private static ExtractStep? FromWord(string word, YamlMap options)
    {
        switch (word)
        {
            case "last-number":
                var decimalComma = options.Flag("decimal_comma") ?? false;
                return new ExtractStep("a number", text => NumberText.Last(text, decimalComma));
            case "code-fence":
                return new ExtractStep("a code fence", text => CodeFence.LastContent(text));
            default:
                options.Problem(
                    "extract",
                    $"“extract” takes {string.Join(", ", Keywords)}, or a mapping with one of {string.Join(", ", Keys)}; not “{word}”.{NearestName.Suggest(word, Keywords)}"
                );
                return null;
        }
    }

    private static ExtractStep? FromMap(YamlMap map)
    {
        var present = Keys.Where(map.Has).ToList();
        if (present.Count != 1)
            map.Problem(present.Count > 0 ? present[^1] : "", $"A step of “extract” has just one of {string.Join(", ", Keys)}.");
        var ignoreCase = present is ["regex" or "after" or "until"] && (map.Flag("ignore_case") ?? false);
        var step =
            present.Count != 1
                ? null
                : present[0] switch
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

    // Without the mark, the rest of the text is taken.
    private static ExtractStep Until(string mark, bool ignoreCase) =>
        new($"the mark {Quote.Of(mark)}", text => text.IndexOf(mark, Comparison(ignoreCase)) is var at and >= 0 ? text[..at] : text);

    private static ExtractStep Tag(string tag) => new($"the tag <{tag}>", text => XmlTag.LastContent(text, tag));

    private static ExtractStep Remove(string characters) =>
        new("", text => string.Concat(text.Where(c => !characters.Contains(c, StringComparison.Ordinal))));

    // Drops the suffix once, after trimming the text.
    private static ExtractStep DropSuffix(string suffix) =>
        new("", text =>
            text.Trim() is var trimmed && trimmed.EndsWith(suffix, StringComparison.Ordinal) ? trimmed[..^suffix.Length] : trimmed
        );

    private static ExtractStep Replace(string what, string with) => new("", text => text.Replace(what, with, StringComparison.Ordinal));

    private static StringComparison Comparison(bool ignoreCase) =>
        ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
}
