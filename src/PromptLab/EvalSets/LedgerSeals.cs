using System.Text;
using System.Text.Json.Nodes;
using PromptLab.Files;

namespace PromptLab.EvalSets;

/// <summary>The seals that the ledger of an eval set names: of items that were looked at, and of items that were retired.</summary>
/// <param name="File">The ledger's path as the user would name it.</param>
/// <param name="Sealed">The seals of looks that no later line retires, each with the line of the last look.</param>
/// <param name="Retired">The seals that were retired and not looked at since, each with its line.</param>
internal sealed record LedgerSeals(string File, IReadOnlyDictionary<string, int> Sealed, IReadOnlyDictionary<string, int> Retired)
{
    /// <summary>The kind of a line that frees the items of a spent holdout.</summary>
    public const string RetiredKind = "retired";

    private const string LookKind = "look";
    private const string VoidKind = "void";

    /// <summary>Reads a ledger; a damaged one seals what can be read of it, and “check” reports the damage.</summary>
    /// <param name="bytes">The content of the file.</param>
    /// <param name="shownAs">The path as the user would name it.</param>
    public static LedgerSeals Of(byte[] bytes, string shownAs)
    {
        var lines = JsonLines.Read(new StringReader(Encoding.UTF8.GetString(bytes)), shownAs, new Problems()).ToList();
        var voided = lines
            .Where(line => TextOf(line.Value, "kind") == VoidKind)
            .Select(line => TextOf(line.Value, "run_id"))
            .ToHashSet(StringComparer.Ordinal);
        var open = new Dictionary<string, int>(StringComparer.Ordinal);
        var retired = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (number, line) in lines)
        {
            switch (TextOf(line, "kind"))
            {
                case LookKind when !voided.Contains(TextOf(line, "run_id")):
                    Move(line, number, from: retired, to: open);
                    break;
                case RetiredKind:
                    Move(line, number, from: open, to: retired);
                    break;
            }
        }

        return new LedgerSeals(shownAs, open, retired);
    }

    private static void Move(JsonObject line, int number, Dictionary<string, int> from, Dictionary<string, int> to)
    {
        var seals = line["seals"] is JsonArray list ? list : [];
        foreach (var seal in seals.OfType<JsonValue>().Select(seal => seal.TryGetValue(out string? text) ? text : null).OfType<string>())
        {
            from.Remove(seal);
            to[seal] = number;
        }
    }

    private static string? TextOf(JsonObject line, string key) =>
        line[key] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
