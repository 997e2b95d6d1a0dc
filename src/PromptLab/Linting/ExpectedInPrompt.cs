using System.Globalization;
using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Grading;

namespace PromptLab.Linting;

/// <summary>Finds expected answers in the instructions of the prompt that is measured on them.</summary>
/// <remarks>
/// Only distinctive answers are searched for: no other item has them, and they have at least five words, or at least five
/// characters including letters and digits, such as an order number. Examples are checked by <see cref="FewShotLeakage"/>
/// instead.
/// </remarks>
internal static class ExpectedInPrompt
{
    private const int MinWords = 5;
    private const int MinCharacters = 5;

    public static IEnumerable<RuleMatch> Find(LintMaterial material) =>
        from prompt in material.Prompts
        from set in prompt.Sets
        let sections = prompt.Prompt.Sections.Select(section => (Section: section, Words: ComparableText.Spaced(section.Text))).ToList()
        from answer in AnswersOf(set)
        from place in sections.Where(place => place.Words.Contains(answer.Words, StringComparison.Ordinal)).Take(1)
        select new RuleMatch(
            prompt.Prompt.File,
            place.Section.TextLine,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The expected answer {Quote.Of(answer.Text)} of the item “{answer.Item.Id}” of {set.SplitOf(answer.Item)} ({answer.Item.File}:{answer.Item.Line}) stands in this section. The prompt then gives away what it is asked: take it out, or move the item to train."
            )
        );

    private static IEnumerable<(EvalItem Item, string Text, string Words)> AnswersOf(LintedSet set) =>
        set
            .Measured.SelectMany(item =>
                TextsOf(item.Expected).Select(text => (Item: item, Text: text, Words: ComparableText.Spaced(text)))
            )
            .Where(answer => IsDistinctive(answer.Text, answer.Words))
            .GroupBy(answer => answer.Words, StringComparer.Ordinal)
            .Where(same => same.DistinctBy(answer => answer.Item.Id, StringComparer.Ordinal).Count() == 1)
            .Select(same => same.First());

    private static IEnumerable<string> TextsOf(JsonNode? expected) =>
        expected switch
        {
            JsonValue value when value.TryGetValue(out string? text) => [text],
            JsonArray list => list.SelectMany(TextsOf),
            JsonObject fields => fields.SelectMany(field => TextsOf(field.Value)),
            _ => [],
        };

    private static bool IsDistinctive(string text, string words) =>
        words.Count(c => c == ' ') - 1 >= MinWords
        || (text.Length >= MinCharacters && !text.Any(char.IsWhiteSpace) && text.Any(char.IsAsciiDigit) && text.Any(char.IsLetter));
}
