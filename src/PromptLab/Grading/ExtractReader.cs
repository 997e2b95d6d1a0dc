using System.Text.RegularExpressions;
using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Grading;

/// <summary>Reads the steps of <c>extract</c>: words, mappings, or a list of both. Nonsense is reported at its line.</summary>
internal static class ExtractReader
{
    /// <summary>The revision of <c>last-number</c>: raised where the same text may yield another number.</summary>
    public const int NumberRevision = 2;

    /// <summary>The revision of reading JSON and patterns: raised where the same text may yield another part.</summary>
    public const int ReadingRevision = 2;

    private const string LastNumber = "last-number";
    private const string CodeFences = "code-fence";
    private const string WithoutReasoning = "without-reasoning";
    private const string Json = "json";

    private static readonly string[] ReadingSteps = [Json, "regex"];
    private static readonly string[] Words = [LastNumber, CodeFences, Json, WithoutReasoning];
    private static readonly string[] Keys = ["regex", "after", "until", "tag", "remove", "keep", "drop_suffix", "replace", .. Words];

    // The steps that each shared option goes with.
    private static readonly (string Option, string[] Steps)[] Options =
    [
        ("first", ["regex", "after", "tag", CodeFences, Json]),
        ("join", ["regex", "tag", CodeFences]),
        ("optional", ["regex", "after", "tag", "keep", LastNumber, CodeFences, Json]),
        ("ignore_case", ["regex", "after", "until"]),
        ("group", ["regex"]),
        ("with", ["replace"]),
    ];

    public static IReadOnlyList<ExtractStep> Read(YamlMap options)
    {
        if (!options.Has("extract"))
            return [];
        if (options.IsMap("extract"))
            return FromMap(options.Map("extract")!, options) is { } step ? [step] : [];
        if (options.IsList("extract"))
            return
            [
                .. options
                    .Entries("extract")
                    .Select(entry => entry.Map is { } map ? FromMap(map, options) : FromWord(entry.Text ?? "", options))
                    .OfType<ExtractStep>(),
            ];
        return FromWord(options.Text("extract") ?? "", options) is { } single ? [single] : [];
    }

    /// <summary>True if a step takes a number out of the text.</summary>
    public static bool HasNumber(YamlMap options) =>
        options.Json("extract") is { } extract && extract.ToJsonString().Contains($"\"{LastNumber}\"", StringComparison.Ordinal);

    /// <summary>True if JSON is read out of the text, or a pattern is searched for.</summary>
    public static bool HasReading(YamlMap options) =>
        options.Has("field")
        || (
            options.Json("extract")?.ToJsonString() is { } extract
            && ReadingSteps.Any(step => extract.Contains($"\"{step}\"", StringComparison.Ordinal))
        );

    private static ExtractStep? FromWord(string word, YamlMap options)
    {
        if (Words.Contains(word, StringComparer.Ordinal))
            return OfWord(word, default, null, options);
        options.Problem(
            "extract",
            $"“extract” takes {string.Join(", ", Words)}, or a mapping with one of {string.Join(", ", Keys)}; not “{word}”.{NearestName.Suggest(word, Words)}"
        );
        return null;
    }

    private static ExtractStep? FromMap(YamlMap map, YamlMap options)
    {
        var present = Keys.Where(map.Has).ToList();
        if (present.Count != 1)
        {
            map.Problem(present.Count > 0 ? present[^1] : "", $"A step of “extract” has just one of {string.Join(", ", Keys)}.");
            map.RejectUnknownKeys("a step of “extract”", [.. Options.Select(option => option.Option)]);
            return null;
        }

        var name = present[0];
        foreach (
            var (option, steps) in Options.Where(option => map.Has(option.Option) && !option.Steps.Contains(name, StringComparer.Ordinal))
        )
            map.Problem(option, $"“{option}” goes with {string.Join(", ", steps)}, and not with “{name}”.");
        var which = new Which(map.Flag("first") ?? false, map.Text("join"));
        if (which is { First: true, Joint: not null })
            map.Problem("join", "“join” takes all parts, and “first” one of them. Keep one of the two.");
        var step = Words.Contains(name, StringComparer.Ordinal)
            ? OfWord(name, which, ReadLanguage(map, name), options)
            : OfKey(name, map, which);
        var isOptional = map.Flag("optional") ?? false;
        map.RejectUnknownKeys("a step of “extract”");
        return isOptional ? step?.AsOptional() : step;
    }

    // The language of “code-fence: json”; null for “code-fence: true”, as the other words have it.
    private static string? ReadLanguage(YamlMap map, string name)
    {
        if (map.Text(name) is var value && value is "true")
            return null;
        if (name == CodeFences && value is not (null or "" or "false"))
            return value;
        map.Problem(name, name == CodeFences ? "“code-fence” takes a language such as json, or true." : $"“{name}” takes true.");
        return null;
    }

    private static ExtractStep OfWord(string name, Which which, string? language, YamlMap options)
    {
        var decimalComma = name == LastNumber && (options.Flag("decimal_comma") ?? false);
        return name switch
        {
            LastNumber => new ExtractStep("a number", (text, budget) => NumberText.Last(text, decimalComma, budget)),
            CodeFences => ExtractStep.Of(language is null ? "a code fence" : $"a code fence of {language}", which, text =>
                CodeFence.Contents(text, language)
            ),
            Json => new ExtractStep("a whole JSON value", (text, budget) => JsonInText.Find(text, which.First, budget)),
            _ => new ExtractStep("an answer after the reasoning", Reasoning.Remove),
        };
    }

    private static ExtractStep? OfKey(string name, YamlMap map, Which which)
    {
        var value = map.RequiredText(name);
        var ignoreCase = map.Flag("ignore_case") ?? false;
        var comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return name switch
        {
            "regex" => OfPattern(map, value, ignoreCase, which),
            "after" => ExtractStep.After(value, which.First, comparison),
            "until" => ExtractStep.Until(value, comparison),
            "tag" => ExtractStep.Of($"the tag <{value}>", which, text =>
                which == default ? (XmlTag.LastContent(text, value) is { } last ? [last] : []) : XmlTag.Contents(text, value)
            ),
            "remove" => ExtractStep.Remove(value),
            "keep" => ExtractStep.Keep(value),
            "drop_suffix" => ExtractStep.DropSuffix(value),
            _ => ExtractStep.Replace(value, map.Text("with") ?? ""),
        };
    }

    private static ExtractStep? OfPattern(YamlMap map, string text, bool ignoreCase, Which which)
    {
        var pattern = UserPattern.Read(map, "regex", text, ignoreCase);
        var group = map.Integer("group", 0) ?? 0;
        if (pattern is null)
            return null;
        if (!pattern.GetGroupNumbers().Contains(group))
            map.Problem("group", FormattableString.Invariant($"The pattern has no group {group}."));
        return ExtractStep.Of($"the pattern {pattern}", which, response => Parts(pattern, response, group, which)) with
        {
            IsImmediate = UserPattern.IsLinear(pattern),
        };
    }

    private static IEnumerable<string> Parts(Regex pattern, string text, int group, Which which)
    {
        var matches =
            which.Joint is not null ? UserPattern.All(pattern, text)
            : (which.First ? UserPattern.First(pattern, text) : UserPattern.Last(pattern, text)) is { } one ? [one]
            : [];
        return matches.Select(match => match.Groups[group]).Where(part => part.Success).Select(part => part.Value);
    }
}
