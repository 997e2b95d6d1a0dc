using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Prompts;

namespace PromptLab.Linting;

/// <summary>An eval set with the selections of splits that experiments run.</summary>
internal sealed class LintedSet(EvalSet evalSet, IReadOnlyList<IReadOnlyList<string>> runs)
{
    private const string Train = "train";
    private const int MinWords = 3;

    private readonly Dictionary<string, MeasuredTexts> _texts = new(StringComparer.Ordinal);

    public EvalSet EvalSet => evalSet;

    /// <summary>The items on which a prompt can be measured: all except those in <c>train</c>.</summary>
    public IReadOnlyList<EvalItem> Measured { get; } = [.. evalSet.Items.Where(item => item.Split != Train)];

    /// <summary>What experiments run: the splits as a text for people, and their items; one entry per selection of splits.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<EvalItem> Items)> Runs { get; } =
    [
        .. runs.Select(splits =>
                (
                    splits.Count == 0 ? evalSet.Name : string.Join(" and ", splits),
                    (IReadOnlyList<EvalItem>)
                        [.. evalSet.Items.Where(item => splits.Count == 0 || splits.Contains(item.Split ?? "", StringComparer.Ordinal))]
                )
            )
            .Where(run => run.Item2.Count > 0)
            .DistinctBy(run => run.Item1, StringComparer.Ordinal),
    ];

    /// <summary>The texts of the measured items that could appear as an example of the prompt.</summary>
    public MeasuredTexts TextsFor(Prompt prompt)
    {
        var query = prompt.Sections.First(section => section.Kind == SectionKind.CurrentQuery).Text;
        if (!_texts.TryGetValue(query, out var texts))
            _texts[query] = texts = new MeasuredTexts(Measured, [.. Measured.Select(item => TextsOf(item, query))]);
        return texts;
    }

    /// <summary>The split of an item, for messages; the name of the eval set if it has none.</summary>
    public string SplitOf(EvalItem item) => item.Split ?? evalSet.Name;

    // Every text field, and the whole query. A field of one or two words beside others is a category, such as a country.
    private static IReadOnlyList<string> TextsOf(EvalItem item, string query)
    {
        var fields = item.Input.Values.Select(TextOf).OfType<string>().Where(text => text.Length > 0).ToList();
        var distinctive = fields.Count == 1 ? fields : [.. fields.Where(text => ComparableText.Words(text).Count >= MinWords)];
        var filled = PlaceholderText.Parse(query).Fill(name => item.Input.TryGetValue(name, out var value) ? TextOf(value) ?? "" : "");
        return [.. distinctive.Append(filled).Distinct(StringComparer.Ordinal)];
    }

    private static string? TextOf(JsonNode value) => value is JsonValue scalar && scalar.TryGetValue(out string? text) ? text : null;
}

/// <summary>An index of the texts of items, which finds the items with a text.</summary>
internal sealed class MeasuredTexts(IReadOnlyList<EvalItem> items, IReadOnlyList<IReadOnlyList<string>> texts)
{
    private readonly List<int> _owners = [.. texts.SelectMany((list, item) => list.Select(_ => item))];
    private readonly NearTexts _index = new([.. texts.SelectMany(list => list)]);

    /// <summary>The items with this text or nearly this text, most similar first.</summary>
    public IReadOnlyList<(EvalItem Item, double? Similarity)> Find(string text) =>
        [
            .. _index
                .Find(text)
                .Select(found => (items[_owners[found.Index]], found.Similarity))
                .DistinctBy(found => found.Item1.Id, StringComparer.Ordinal),
        ];
}
