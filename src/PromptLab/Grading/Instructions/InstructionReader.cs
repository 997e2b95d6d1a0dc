using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.Grading.Instructions;

/// <summary>
/// Reads a list of instructions from JSON. An instruction is a name, an id with its arguments beside it, or a name with its arguments
/// behind it; a list is one of these, or IFEval's two lists <c>instruction_id_list</c> and <c>kwargs</c>.
/// </summary>
/// <param name="language">The language of the rules where an id names none; null for none.</param>
internal sealed class InstructionReader(string? language)
{
    private const string Id = "id";
    private const string Arguments = "kwargs";
    private const string Ids = "instruction_id_list";
    private const string List = "instructions";

    private readonly List<Instruction> _found = [];
    private readonly List<InstructionProblem> _problems = [];
    private int? _at;

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<InstructionProblem> Problems => _problems;

    /// <summary>The instructions of a value; those that are wrong are left out, and reported.</summary>
    public IReadOnlyList<Instruction> Read(JsonNode? value)
    {
        if (value is JsonValue cell && cell.TryGetValue(out string? text) && text.TrimStart() is ['[' or '{', ..])
            value = StrictJson.TryParse(text, out var parsed) ? parsed : value;
        if (value is JsonObject fields && fields[Ids] is { } ids)
            ReadParallel(ids, fields[Arguments]);
        else if (value is JsonObject holder && holder[List] is { } inner && holder[Id] is null)
            return Read(inner);
        else if (value is JsonArray list)
            ReadList(list);
        else if (value is not null)
            ReadEntry(value);
        if (_found.Count == 0 && _problems.Count == 0)
            Problem("There is no instruction in the list. Name at least one, such as no-comma.");
        return _found;
    }

    private void ReadList(JsonArray list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            _at = i;
            ReadEntry(list[i]);
        }

        _at = null;
    }

    private void ReadParallel(JsonNode ids, JsonNode? arguments)
    {
        if (ids is not JsonArray list || (arguments is not null && arguments is not JsonArray))
            Problem($"“{Ids}” and “{Arguments}” take lists of the same length.");
        else if (arguments is JsonArray others && others.Count != list.Count)
            Problem(
                FormattableString.Invariant(
                    $"“{Ids}” has {list.Count} entries and “{Arguments}” {others.Count}. Give each id its arguments, {{}} for none."
                )
            );
        else
            for (var i = 0; i < list.Count; i++)
                ReadOne(NameIn(list[i]), (arguments as JsonArray)?[i]);
    }

    private void ReadEntry(JsonNode? entry)
    {
        if (entry is JsonObject map && map[Id] is { } id)
            ReadOne(NameIn(id), ArgumentsOf(map));
        else if (entry is JsonObject { Count: 1 } pair)
            ReadPair(pair.First());
        else
            ReadOne(NameIn(entry), null);
    }

    // “words: { max: 50 }”, “ends-with: Bye.”, “no-comma: true”
    private void ReadPair(KeyValuePair<string, JsonNode?> pair)
    {
        var (name, value) = pair;
        if (value is null or JsonObject || value.GetValueKind() == JsonValueKind.True || InstructionCatalog.Find(name).Kind is not { } kind)
            ReadOne(name, value as JsonObject);
        else if (kind.Main is { } main)
            ReadOne(name, new JsonObject { [main] = value.DeepClone() });
        else
            Problem(
                $"“{name}” takes a mapping of its arguments, not {Quote.Of(CanonicalJson.TextOf(value))}.{(value.GetValueKind() == JsonValueKind.Number ? $" Write {{ {name}: {{ exactly: {value} }} }}, or min or max in its place." : "")}"
            );
    }

    private void ReadOne(string? name, JsonNode? arguments)
    {
        if (name is null)
            Problem("An instruction is a name such as no-comma, an id with its arguments, or a name with them: { words: { max: 50 } }.");
        else if (InstructionCatalog.Find(name) is not ({ } kind, var prefix))
            Problem($"{Quote.Of(name)} is no known instruction.{InstructionCatalog.Suggest(name)}");
        else if (arguments is not (null or JsonObject))
            Problem($"The arguments of “{name}” are no mapping: {Quote.Of(CanonicalJson.TextOf(arguments))}");
        else
            Add(kind, new InstructionArguments(name, prefix ?? language, arguments as JsonObject ?? []));
    }

    private void Add(InstructionKind kind, InstructionArguments arguments)
    {
        var check = kind.Create(arguments);
        arguments.RejectUnknown();
        _problems.AddRange(arguments.Problems.Select(message => new InstructionProblem(_at, message)));
        if (arguments.Problems.Count == 0)
            _found.Add(new Instruction(arguments.Name, arguments.Language, kind.Code, check));
    }

    private JsonObject ArgumentsOf(JsonObject map)
    {
        var all = new JsonObject(map.Where(field => field.Key is not (Id or Arguments)).Select(Copy));
        foreach (var (key, value) in map[Arguments] as JsonObject ?? [])
        {
            if (!all.TryAdd(key, value?.DeepClone()))
                Problem($"“{key}” stands beside “{Arguments}” and in it. Keep one of them.");
        }

        return all;
    }

    private void Problem(string message) => _problems.Add(new InstructionProblem(_at, message));

    private static string? NameIn(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? name) && name.Length > 0 ? name.Trim() : null;

    private static KeyValuePair<string, JsonNode?> Copy(KeyValuePair<string, JsonNode?> field) => new(field.Key, field.Value?.DeepClone());
}

/// <summary>Something that is wrong with a list of instructions.</summary>
/// <param name="Entry">Which entry of the list, from 0; null for the whole of it.</param>
/// <param name="Message">What is wrong and how to fix it, as sentences.</param>
internal sealed record InstructionProblem(int? Entry, string Message);
