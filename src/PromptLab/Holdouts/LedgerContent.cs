using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Holdouts;

/// <summary>What a ledger holds, line by line. Immutable.</summary>
internal sealed record LedgerContent
{
    /// <summary>All lines, for the hashes by which they are anchored elsewhere.</summary>
    public required IReadOnlyList<ChainedLine> Lines { get; init; }

    /// <summary>The looks that are not void, each with its line.</summary>
    public required IReadOnlyList<(ChainedLine Line, HoldoutLook Look)> Looks { get; init; }

    /// <summary>All looks, void ones among them.</summary>
    public required IReadOnlyList<HoldoutLook> AllLooks { get; init; }

    /// <summary>The hashes of lines that are lost, and that a retirement of the holdout accepts as lost.</summary>
    public required IReadOnlyList<string> LostLines { get; init; }

    /// <summary>The claims, each with its line.</summary>
    public required IReadOnlyList<(ChainedLine Line, HoldoutClaim Claim)> Claims { get; init; }

    /// <summary>The lines that void looks.</summary>
    public required IReadOnlyList<(ChainedLine Line, VoidLook Void)> Voids { get; init; }

    /// <summary>Parses the lines of a ledger.</summary>
    /// <param name="lines">The lines, whose chain was checked.</param>
    /// <param name="shownAs">The ledger's path as shown to the user.</param>
    /// <param name="problems">Collects invalid lines.</param>
    public static LedgerContent Of(IReadOnlyList<ChainedLine> lines, string shownAs, Problems problems)
    {
        var looks = new List<(ChainedLine Line, HoldoutLook Look)>();
        var (allLooks, lost) = (new List<HoldoutLook>(), new List<string>());
        var claims = new List<(ChainedLine, HoldoutClaim)>();
        var voids = new List<(ChainedLine, VoidLook)>();
        foreach (var line in lines)
        {
            switch (KindOf(line.Value))
            {
                case HoldoutLedger.LookKind when Parse<HoldoutLook>(line, shownAs, problems) is { } look:
                    looks.Add((line, look));
                    allLooks.Add(look);
                    break;
                case HoldoutLedger.ClaimKind when Parse<HoldoutClaim>(line, shownAs, problems) is { } claim:
                    claims.Add((line, claim));
                    break;
                case HoldoutLedger.VoidKind when Parse<VoidLook>(line, shownAs, problems) is { } voided:
                    looks.RemoveAll(one => one.Look.RunId == voided.RunId);
                    voids.Add((line, voided));
                    break;
                case HoldoutLedger.LookKind or HoldoutLedger.ClaimKind or HoldoutLedger.VoidKind:
                    break;
                case LedgerSeals.RetiredKind:
                    lost.AddRange(Parse<RetiredItems>(line, shownAs, problems)?.LostLines ?? []);
                    break;
                default:
                    problems.Add(
                        shownAs,
                        line.Line,
                        $"This is no line of a ledger of {HoldoutLedger.Schema}. Restore the file from version control; lines are only ever appended."
                    );
                    break;
            }
        }

        return new LedgerContent
        {
            Lines = lines,
            Looks = looks,
            AllLooks = allLooks,
            LostLines = lost,
            Claims = claims,
            Voids = voids,
        };
    }

    private static string? KindOf(JsonObject value) => TextOf(value, "schema") == HoldoutLedger.Schema ? TextOf(value, "kind") : null;

    private static string? TextOf(JsonObject value, string key) =>
        value[key] is JsonValue cell && cell.TryGetValue(out string? text) ? text : null;

    private static T? Parse<T>(ChainedLine line, string shownAs, Problems problems)
        where T : class
    {
        try
        {
            return line.Value.Deserialize<T>(FileJson.Line);
        }
        catch (Exception e) when (JsonRecords.IsUnreadable(e))
        {
            problems.Add(
                shownAs,
                line.Line,
                $"This line can't be read ({(e as JsonException)?.Path ?? e.Message}). Restore the file from version control; lines are only ever appended."
            );
            return null;
        }
    }
}
