using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.EvalSets;

/// <summary>Turns what the data files say into items: ids unique, splits declared, weights positive, hashes taken.</summary>
internal sealed class ItemReader(IReadOnlyList<string> splits, EvalSetReading reading, Problems problems)
{
    private const int LongestId = 200;

    private readonly Dictionary<string, (string File, int Line)> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);

    /// <summary>The input fields that were found, each with its first use.</summary>
    public Dictionary<string, InputField> Fields { get; } = new(StringComparer.Ordinal);

    public IEnumerable<EvalItem> Read(string path, string shownAs)
    {
        if (reading.TextOf(path, shownAs, problems) is not { } text)
            return [];
        IEnumerable<ItemDraft> drafts = Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase)
            ? CsvItems.Read(text, shownAs, Fields, problems)
            : JsonItems.Read(text, shownAs, Fields, problems);
        return drafts.Select(ItemOf).OfType<EvalItem>().ToList();
    }

    public static string HashOf(IReadOnlyDictionary<string, JsonNode> input, JsonNode? expected, IReadOnlyList<string> graderIds) =>
        CanonicalJson.Hash((input, expected, graderIds), static (json, item) => Write(json, item.input, item.expected, item.graderIds));

    // The canonical form of an object: its keys in ordinal order.
    private static void Write(
        Utf8JsonWriter json,
        IReadOnlyDictionary<string, JsonNode> input,
        JsonNode? expected,
        IReadOnlyList<string> graderIds
    )
    {
        json.WriteStartObject();
        json.WritePropertyName("expected");
        CanonicalJson.Write(json, expected);
        json.WriteStartArray("graders");
        foreach (var id in graderIds.Order(StringComparer.Ordinal))
            json.WriteStringValue(id);
        json.WriteEndArray();
        json.WriteStartObject("input");
        foreach (var (name, value) in input.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            CanonicalJson.Write(json, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The item; null where it has no id of its own. Problems are noted.</summary>
    public EvalItem? ItemOf(ItemDraft draft)
    {
        if (!CheckId(draft))
            return null;
        var split = reading.BeforeSplitting && draft.Split is "" ? null : draft.Split;
        CheckSplit(draft, split);
        return new EvalItem
        {
            Id = draft.Id!,
            Input = draft.Input,
            Expected = draft.Expected,
            Tags = Shared(draft.Tags),
            Split = Shared(split),
            Weight = WeightOf(draft),
            Cluster = draft.Cluster,
            Notes = draft.Notes,
            GraderIds = draft.GraderIds,
            Hash = HashOf(draft.Input, draft.Expected, draft.GraderIds),
            File = draft.File,
            Line = draft.Line,
        };
    }

    // Items by the hundred thousand have few different tags and splits; each is kept once.
    private string? Shared(string? word) => word is null || _words.TryAdd(word, word) ? word : _words[word];

    private IReadOnlyList<string> Shared(IReadOnlyList<string> tags) =>
        tags.Count == 0 || _tags.TryAdd(string.Join('\n', tags), tags) ? tags : _tags[string.Join('\n', tags)];

    private bool CheckId(ItemDraft draft)
    {
        var wrong = draft.Id switch
        {
            null or "" => "“id” is missing. Give the item a stable name of its own.",
            { Length: > LongestId } => $"The id is longer than {LongestId} characters. Shorten it.",
            { } id when id.Trim() != id => $"The id “{id}” begins or ends with white space. Remove it.",
            { } id when id.Any(c => c is '/' or '\\' or ',' or '*' || char.IsControl(c)) =>
                $"The id “{id}” holds a slash, a comma, a star or a control character. Use letters, digits, “-” and “_”.",
            { } id when _taken.TryGetValue(id, out var twin) => FormattableString.Invariant(
                $"the id “{id}” is taken by {(twin.File == draft.File ? "" : twin.File + " ")}line {twin.Line}; give each item its own."
            ),
            _ => null,
        };
        if (wrong is not null)
            problems.Add(draft.File, draft.Line, wrong);
        else
            _taken.Add(draft.Id!, (draft.File, draft.Line));
        return wrong is null;
    }

    private void CheckSplit(ItemDraft draft, string? split)
    {
        if (reading.BeforeSplitting && (split is null || SplitNames.All.Contains(split, StringComparer.Ordinal)))
            return;
        if (split is null && splits.Count > 0)
            problems.Add(
                draft.File,
                draft.Line,
                $"The item “{draft.Id}” has no split. Give it one of: {string.Join(", ", splits)}; or let “promptlab split-evalset” deal it."
            );
        else if (split is not null && !splits.Contains(split, StringComparer.Ordinal))
            problems.Add(
                draft.File,
                draft.Line,
                $"The split “{split}” is not declared in evalset.yaml.{NearestName.Suggest(split, reading.BeforeSplitting ? splits.Union(SplitNames.All, StringComparer.Ordinal) : splits)}"
            );
    }

    private double WeightOf(ItemDraft draft)
    {
        if (draft.Weight is not { } text)
            return 1;
        if (
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            && double.IsFinite(weight)
            && weight > 0
        )
            return weight;
        problems.Add(draft.File, draft.Line, $"“weight” takes a number above 0, such as 2 or 0.5, not “{text}”.");
        return 1;
    }
}
