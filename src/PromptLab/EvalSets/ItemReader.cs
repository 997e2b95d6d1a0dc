using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.EvalSets;

/// <summary>Validates the items of the data files (unique ids, declared splits, weights) and computes their hashes.</summary>
internal sealed class ItemReader(
    IReadOnlyList<string> splits,
    IReadOnlyList<string> holdouts,
    ItemMapping mapping,
    EvalSetReadOptions options,
    Problems problems
)
{
    private const int MaxIdLength = 200;

    // Means square the weights: much larger or smaller ones would overflow, or count for nothing.
    private const double MinWeight = 0.000001;
    private const double MaxWeight = 1_000_000;

    private readonly Dictionary<string, (string File, int Line)> _idPlaces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _tags = new(StringComparer.Ordinal);
    private ItemFiles? _files;
    private readonly Dictionary<string, string> _splitNames = new(StringComparer.Ordinal);

    /// <summary>The full path of the folder in which items name files; null where they can't.</summary>
    public string? Folder { get; init; }

    /// <summary>The input fields found so far, each with the place of its first use.</summary>
    public Dictionary<string, InputField> Fields { get; } = new(StringComparer.Ordinal);

    public IEnumerable<EvalItem> Read(string path, string shownAs)
    {
        try
        {
            using var text = options.OpenData(path, shownAs);
            var drafts = Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase)
                ? CsvItems.Read(text, shownAs, mapping, Fields, problems)
                : JsonItems.Read(text, shownAs, mapping, Fields, problems);
            var items = drafts.Select(ToItem).OfType<EvalItem>().ToList();
            RenameFileFields();
            return items;
        }
        catch (InputException e)
        {
            problems.AddRange(e.Problems);
            return [];
        }
    }

    // “file:photo” is the variable “photo”.
    private void RenameFileFields()
    {
        foreach (var (name, field) in Fields.Where(field => Folder is not null && ItemFiles.IsFile(field.Key)).ToList())
        {
            Fields.Remove(name);
            var variable = name[ItemFiles.Prefix.Length..];
            Fields.TryAdd(variable, field with { Name = variable });
        }
    }

    public static string HashOf(IReadOnlyDictionary<string, JsonNode> input, JsonNode? expected, IReadOnlyList<string> graderIds) =>
        CanonicalJson.Hash((input, expected, graderIds), static (json, item) => Write(json, item.input, item.expected, item.graderIds));

    // The canonical form: keys in ordinal order.
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

    /// <summary>Validates an item; null if it has no valid, unique id. Problems are reported.</summary>
    public EvalItem? ToItem(ItemDraft draft)
    {
        if (!CheckId(draft))
            return null;
        var split = options.AllowMissingSplits && draft.Split is "" ? null : draft.Split;
        CheckSplit(draft, split);
        var input = Folder is null ? draft.Input : (_files ??= new ItemFiles(Folder, problems)).Resolve(draft);
        return new EvalItem
        {
            Id = draft.Id!,
            Input = input,
            Folder = ReferenceEquals(input, draft.Input) ? null : Folder,
            Expected = draft.Expected,
            ExpectsNull = draft.ExpectsNull,
            Tags = Intern(draft.Tags),
            Split = split is null ? null : Intern(SplitNames.InPlaceOf(split, holdouts)),
            Weight = WeightOf(draft),
            Cluster = draft.Cluster,
            Notes = draft.Notes,
            GraderIds = draft.GraderIds,
            Hash = HashOf(input, draft.Expected, draft.GraderIds),
            File = draft.File,
            Line = draft.Line,
        };
    }

    // Large eval sets repeat a few tags and splits in every item; each distinct value is kept once.
    private string Intern(string word) => _splitNames.TryAdd(word, word) ? word : _splitNames[word];

    private IReadOnlyList<string> Intern(IReadOnlyList<string> tags) =>
        tags.Count == 0 || _tags.TryAdd(string.Join('\n', tags), tags) ? tags : _tags[string.Join('\n', tags)];

    private bool CheckId(ItemDraft draft)
    {
        var problem = draft.Id switch
        {
            null or "" => "“id” is missing. Give the item a stable name of its own.",
            { Length: > MaxIdLength } => $"The id is longer than {MaxIdLength} characters. Shorten it.",
            { } id when id.Trim() != id => $"The id “{id}” begins or ends with white space. Remove it.",
            { } id when id.Any(c => c is '/' or '\\' or ',' or '*' || char.IsControl(c)) =>
                $"The id “{id}” holds a slash, a comma, a star or a control character. Use letters, digits, “-” and “_”.",
            { } id when _idPlaces.TryGetValue(id, out var first) => FormattableString.Invariant(
                $"the id “{id}” is taken by {(first.File == draft.File ? "" : first.File + " ")}line {first.Line}; give each item its own."
            ),
            _ => null,
        };
        if (problem is not null)
            problems.Add(draft.File, draft.Line, problem);
        else
            _idPlaces.Add(draft.Id!, (draft.File, draft.Line));
        return problem is null;
    }

    private void CheckSplit(ItemDraft draft, string? split)
    {
        if (options.AllowMissingSplits && (split is null || SplitNames.All.Contains(split, StringComparer.Ordinal)))
            return;
        if (split is null && splits.Count > 0)
            problems.Add(
                draft.File,
                draft.Line,
                $"The item “{draft.Id}” has no split. Give it one of: {string.Join(", ", splits)}; or let “promptlab split-evalset” deal it."
            );
        else if (split is not null && !splits.Contains(split, StringComparer.Ordinal))
            problems.Add(draft.File, draft.Line, $"The split “{split}” is not declared in evalset.yaml.{WayToDeclare(split)}");
    }

    // What an interrupted split-evalset leaves: it writes the items first.
    private string WayToDeclare(string split) =>
        SplitNames.All.Contains(split, StringComparer.Ordinal)
            ? " Declare it under “splits”; promptlab split-evalset does it too, and completes a command that was interrupted."
            : NearestName.Suggest(split, options.AllowMissingSplits ? splits.Union(SplitNames.All, StringComparer.Ordinal) : splits);

    private double WeightOf(ItemDraft draft)
    {
        if (draft.Weight is not { } text)
            return 1;
        if (
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            && weight is >= MinWeight and <= MaxWeight
        )
            return weight;
        problems.Add(draft.File, draft.Line, $"“weight” takes a number from 0.000001 to 1000000, such as 2 or 0.5, not “{text}”.");
        return 1;
    }
}
