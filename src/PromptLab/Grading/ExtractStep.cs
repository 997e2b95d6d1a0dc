using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>One step of <c>extract</c>, which takes a part of a text. Several steps are applied one after the other.</summary>
/// <param name="Description">What the step looks for, for reasons; empty for steps that always succeed.</param>
/// <param name="Apply">Returns the part; null if it is not found.</param>
internal sealed record ExtractStep(string Description, Func<string, WorkBudget, string?> Apply)
{
    /// <summary>A step whose work is proportional to the text.</summary>
    public ExtractStep(string description, Func<string, string?> apply)
        : this(description, (text, _) => apply(text)) { }

    /// <summary>True if the step is fast for every text; false for a user's pattern that can backtrack.</summary>
    public bool IsImmediate { get; init; } = true;

    /// <summary>The same step, which leaves a text as it is where it finds nothing.</summary>
    public ExtractStep AsOptional() => this with { Apply = (text, budget) => Apply(text, budget) ?? text };

    /// <summary>A step that takes the last of several parts of a text, the first, or all of them joined.</summary>
    public static ExtractStep Of(string description, Which which, Func<string, IEnumerable<string>> parts) =>
        new(description, text => which.Choose(parts(text)));

    /// <summary>A phrase and what stands after its last occurrence, or its first.</summary>
    public static ExtractStep After(string phrase, bool first, StringComparison comparison) =>
        new($"the phrase {Quote.Of(phrase)}", text =>
            (first ? text.IndexOf(phrase, comparison) : text.LastIndexOf(phrase, comparison)) is var at and >= 0
                ? text[(at + phrase.Length)..]
                : null
        );

    /// <summary>What stands before the first occurrence of a mark; without the mark, the whole text.</summary>
    public static ExtractStep Until(string mark, StringComparison comparison) =>
        new($"the mark {Quote.Of(mark)}", text => text.IndexOf(mark, comparison) is var at and >= 0 ? text[..at] : text);

    /// <summary>The text without some characters.</summary>
    public static ExtractStep Remove(string characters) =>
        new("", text => string.Concat(text.Where(c => !characters.Contains(c, StringComparison.Ordinal))));

    /// <summary>Only some characters of the text, all of them and in order.</summary>
    public static ExtractStep Keep(string characters) =>
        new($"a character of {Quote.Of(characters)}", text =>
            string.Concat(text.Where(c => characters.Contains(c, StringComparison.Ordinal))) is { Length: > 0 } kept ? kept : null
        );

    /// <summary>The trimmed text without a suffix, once.</summary>
    public static ExtractStep DropSuffix(string suffix) =>
        new("", text =>
            text.Trim() is var trimmed && trimmed.EndsWith(suffix, StringComparison.Ordinal) ? trimmed[..^suffix.Length] : trimmed
        );

    /// <summary>The text with every occurrence of a part replaced.</summary>
    public static ExtractStep Replace(string what, string with) => new("", text => text.Replace(what, with, StringComparison.Ordinal));
}

/// <summary>Which of several parts a step takes.</summary>
/// <param name="First">True for the first, and not the last.</param>
/// <param name="Joint">The text that joins all of them; null to take one.</param>
internal readonly record struct Which(bool First, string? Joint)
{
    /// <summary>The part; null if there is none.</summary>
    public string? Choose(IEnumerable<string> parts)
    {
        if (Joint is null)
            return First ? parts.FirstOrDefault() : parts.LastOrDefault();
        var all = parts.ToList();
        return all.Count > 0 ? string.Join(Joint, all) : null;
    }
}
