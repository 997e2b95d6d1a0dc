using System.Text.Json.Nodes;
using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.EvalSets;

/// <summary>Reads items from JSON Lines: one object per line.</summary>
internal static class JsonItems
{
    private static readonly string[] Keys = [.. ItemColumns.Known, ItemColumns.Input];

    public static IEnumerable<ItemDraft> Read(
        TextReader text,
        string shownAs,
        ItemMapping mapping,
        Dictionary<string, InputField> fields,
        Problems problems
    )
    {
        var mapped = new MappedJson(mapping, shownAs);
        foreach (var (line, item) in JsonLines.Read(text, shownAs, problems))
        {
            var draft = ToDraft(mapped.Read(item), shownAs, line, problems);
            foreach (var name in draft.Input.Keys)
                fields.TryAdd(name, new InputField(name, shownAs, draft.Line));
            yield return draft;
        }

        mapped.ReportMissing();
    }

    private static ItemDraft ToDraft(JsonObject item, string shownAs, int line, Problems problems)
    {
        foreach (var key in item.Select(pair => pair.Key).Where(key => !Keys.Contains(key, StringComparer.Ordinal)))
            problems.Add(
                shownAs,
                line,
                $"“{key}” is not known in an item.{NearestName.Suggest(key, Keys)} The values of variables stand under “input”. To have the key left out, write in evalset.yaml: ignore: [{key}]"
            );
        return new ItemDraft
        {
            File = shownAs,
            Line = line,
            Id = TextOf(item, ItemColumns.Id, shownAs, line, problems),
            Input = InputOf(item[ItemColumns.Input], shownAs, line, problems),
            Expected = item[ItemColumns.Expected]?.DeepClone(),
            ExpectsNull = item.ContainsKey(ItemColumns.Expected) && item[ItemColumns.Expected] is null,
            Tags = ListOf(item, ItemColumns.Tags, shownAs, line, problems),
            Split = TextOf(item, ItemColumns.Split, shownAs, line, problems),
            Weight = TextOf(item, ItemColumns.Weight, shownAs, line, problems),
            Cluster = TextOf(item, ItemColumns.Cluster, shownAs, line, problems),
            Notes = TextOf(item, ItemColumns.Notes, shownAs, line, problems),
            GraderIds = ListOf(item, ItemColumns.Graders, shownAs, line, problems),
        };
    }

    // A plain text becomes the field “input”; null means no field; numbers and booleans become text as written.
    private static Dictionary<string, JsonNode> InputOf(JsonNode? input, string shownAs, int line, Problems problems)
    {
        switch (input)
        {
            case JsonObject fields:
                return fields
                    .Where(pair => pair.Value is not null)
                    .ToDictionary(pair => pair.Key, pair => ToField(pair.Value!), StringComparer.Ordinal);
            case JsonValue value:
                return new Dictionary<string, JsonNode>(StringComparer.Ordinal) { [ItemColumns.Input] = ToField(value) };
            default:
                problems.Add(
                    shownAs,
                    line,
                    "“input” is missing. Give the values of the prompt's variables: \"input\": {\"message\": \"…\"}."
                );
                return [];
        }
    }

    private static JsonNode ToField(JsonNode value) =>
        value is JsonValue scalar ? JsonValue.Create(CanonicalJson.TextOf(scalar)) : value.DeepClone();

    private static string? TextOf(JsonObject item, string key, string shownAs, int line, Problems problems)
    {
        if (item[key] is not (null or JsonValue))
            problems.Add(shownAs, line, $"“{key}” takes a text or a number, not a list or an object.");
        return item[key] is JsonValue value ? CanonicalJson.TextOf(value) : null;
    }

    private static List<string> ListOf(JsonObject item, string key, string shownAs, int line, Problems problems)
    {
        if (item[key] is null)
            return [];
        if (item[key] is JsonArray list && list.All(entry => entry is JsonValue))
            return [.. list.Select(entry => CanonicalJson.TextOf(entry).Trim()).Where(text => text.Length > 0)];
        problems.Add(shownAs, line, $"“{key}” takes a list of texts: [\"…\", \"…\"].");
        return [];
    }
}
