using System.Globalization;
using PromptLab.Files;
using PromptLab.Prompts;

namespace PromptLab.Linting;

/// <summary>Finds values of the item placed before long constant text, which a provider's prompt cache then cannot serve.</summary>
/// <remarks>
/// Providers cache equal beginnings of prompts from about 1,024 tokens on:
/// https://platform.openai.com/docs/guides/prompt-caching. A token is taken to be four characters, a rule of thumb for
/// English; other languages have shorter ones. A prompt with less constant text is never cached, whatever the order, so it is
/// not reported.
/// </remarks>
internal static class CacheOrder
{
    private const int TokenChars = 4;
    private const int CachedTokens = 1024;

    public static IEnumerable<RuleMatch> Find(LintMaterial material) => material.Prompts.Select(FindMatch).OfType<RuleMatch>();

    private static RuleMatch? FindMatch(LintedPrompt linted)
    {
        var changing = linted
            .Prompt.Variables.Where(variable => IsChanging(variable, linted.Sets))
            .Select(variable => variable.Name)
            .ToHashSet(StringComparer.Ordinal);
        var (before, total) = (0, 0);
        (Segment Segment, PromptSection Section)? first = null;
        foreach (var (segment, section) in SentSegments(linted.Prompt))
        {
            if (segment.Kind == SegmentKind.Placeholder && changing.Contains(segment.Variable))
                first ??= (segment, section);
            else if (segment.Kind == SegmentKind.Literal)
                (before, total) = (first is null ? before + segment.Text.Length : before, total + segment.Text.Length);
        }

        const int MinChars = CachedTokens * TokenChars;
        return first is not var (found, place) || total < MinChars || before >= MinChars
            ? null
            : new RuleMatch(
                linted.Prompt.File,
                place.Line,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"“{{{found.Text}}}” changes from item to item and stands before {total - before:#,0} of {total:#,0} characters that never change. Providers cache equal beginnings from about {CachedTokens:#,0} tokens on (about {MinChars:#,0} characters), and here only {before:#,0} characters come first: put the sections that never change before “# {place.Kind.Heading()}”."
                )
            );
    }

    // The segments in the order in which they are sent.
    private static IEnumerable<(Segment Segment, PromptSection Section)> SentSegments(Prompt prompt)
    {
        var turns = prompt.Render.Examples == ExampleStyle.Turns ? prompt.Sections.SelectMany(Examples) : [];
        var history =
            prompt.Render.History == HistoryStyle.Messages
                ? prompt.Sections.Where(section => section.Kind == SectionKind.ConversationHistory).SelectMany(Text)
                : [];
        var before = prompt.Sections.TakeWhile(section => section.Kind != SectionKind.CurrentQuery).SelectMany(Block);
        var rest = prompt.Sections.SkipWhile(section => section.Kind != SectionKind.CurrentQuery).SelectMany(Block);
        return prompt.Render.QueryRole == QueryRole.System
            ? [.. before, .. rest, .. turns, .. history]
            : [.. before, .. turns, .. history, .. rest];

        IEnumerable<(Segment Segment, PromptSection Section)> Block(PromptSection section) =>
            section.Kind == SectionKind.ConversationHistory && prompt.Render.History == HistoryStyle.Messages ? []
            : prompt.Render.Examples == ExampleStyle.Turns ? Text(section)
            : Text(section).Concat(Examples(section));
    }

    private static IEnumerable<(Segment Segment, PromptSection Section)> Text(PromptSection section) =>
        PlaceholderText.Parse(section.Text).Segments.Select(segment => (segment, section));

    private static IEnumerable<(Segment Segment, PromptSection Section)> Examples(PromptSection section) =>
        section
            .Examples.SelectMany(example => new[] { example.Input, example.Output })
            .SelectMany(text => PlaceholderText.Parse(text).Segments)
            .Select(segment => (segment, section));

    // Without items, variables with a default count as constant.
    private static bool IsChanging(PromptVariable variable, IReadOnlyList<LintedSet> sets) =>
        sets.Count == 0
            ? variable.Default is null
            : sets.Any(set =>
                set.Measured.Select(item => CanonicalJson.TextOf(item.Input.GetValueOrDefault(variable.Name)))
                    .Distinct(StringComparer.Ordinal)
                    .Skip(1)
                    .Any()
            );
}
