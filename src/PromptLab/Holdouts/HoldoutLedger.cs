using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Holdouts;

/// <summary>
/// The ledger beside an eval set in which every look at its holdout is counted. It is only ever appended to, and a line that was
/// edited or taken out shows. Safe to use from many threads and processes at once.
/// </summary>
/// <remarks>
/// A version that is picked by its score on the holdout makes the holdout another set to tune on, so each look costs a part of the
/// level: Dwork et al., “The reusable holdout”, 2015, https://doi.org/10.1126/science.aaa9375, say why. The m-th
/// claim is held to 5% / m, so that it answers for the looks before it; all claims together are not held to 5%.
/// </remarks>
internal sealed class HoldoutLedger
{
    internal const string Schema = "promptlab/holdout-ledger@1";
    internal const string LookKind = "look";
    internal const string ClaimKind = "claim";
    internal const string VoidKind = "void";

    private readonly AppendOnlyFile _file;

    private HoldoutLedger(string path, string shownAs, TimeProvider time)
    {
        ShownAs = shownAs;
        _file = new AppendOnlyFile(path, shownAs, time);
    }

    /// <summary>The ledger's path as the user would name it.</summary>
    public string ShownAs { get; }

    /// <summary>The ledger of an eval set; its file is made with the first look.</summary>
    public static HoldoutLedger Of(EvalSet evalSet, TimeProvider time) =>
        new(
            Path.Combine(evalSet.Folder, EvalSet.LedgerName),
            evalSet.File[..(evalSet.File.LastIndexOf('/') + 1)] + EvalSet.LedgerName,
            time
        );

    /// <summary>The hash of a holdout; null where the eval set has none.</summary>
    public static string? HashOf(EvalSet evalSet) => evalSet.HasHoldout ? EvalSetHash.Of(evalSet.SealedItems) : null;

    /// <summary>What the ledger holds of one holdout.</summary>
    /// <param name="holdoutHash">The hash of its items.</param>
    /// <param name="problems">Takes what is wrong; where that holds an error, the history is not to be relied on.</param>
    public HoldoutHistory Read(string holdoutHash, Problems problems) => HistoryOf(holdoutHash, _file.Read(problems), problems);

    /// <summary>Checks that a look could be written down now.</summary>
    /// <exception cref="InputException">It can't, or the ledger is broken.</exception>
    public Task CheckWritableAsync(CancellationToken cancellationToken) => _file.CheckWritableAsync(cancellationToken);

    /// <summary>Appends looks at one holdout, and gives them back with their numbers and levels.</summary>
    /// <param name="looks">The looks; with none nothing is written.</param>
    /// <param name="check">
    /// Throws where the looks may not be taken after those that the ledger holds now, while no one else can append.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting for other writers.</param>
    /// <exception cref="InputException">The ledger is broken or can't be written, or the check has thrown it. It is as it was.</exception>
    public async Task<IReadOnlyList<HoldoutLook>> TakeAsync(
        IReadOnlyList<HoldoutLook> looks,
        Action<HoldoutHistory> check,
        CancellationToken cancellationToken
    )
    {
        if (looks is not [var first, ..])
            return [];
        IReadOnlyList<HoldoutLook> numbered = [];
        await _file.AppendAsync(
            lines =>
            {
                var problems = new Problems();
                var history = HistoryOf(first.HoldoutHash, lines, problems);
                problems.ThrowIfErrors();
                check(history);
                numbered = [.. looks.Select((look, index) => Numbered(look, history.Next + index))];
                return [.. numbered.Select(ToJson)];
            },
            cancellationToken
        );
        return numbered;
    }

    /// <summary>Appends the claim that a look ended in.</summary>
    /// <exception cref="InputException">The ledger is broken or can't be written. It is as it was.</exception>
    public Task EndAsync(HoldoutClaim claim) => _file.AppendAsync(_ => [ToJson(claim)], CancellationToken.None);

    /// <summary>Appends that nothing was seen at some looks.</summary>
    /// <exception cref="InputException">The ledger is broken or can't be written. It is as it was.</exception>
    public Task EndAsync(IReadOnlyList<VoidLook> looks) => _file.AppendAsync(_ => [.. looks.Select(ToJson)], CancellationToken.None);

    private static HoldoutLook Numbered(HoldoutLook look, int number) =>
        look with
        {
            Number = number,
            Level = look.Purpose == LookPurpose.Confirm ? LookLevel.Of(number) : null,
            Burned = number >= HoldoutHistory.RefusedFrom,
        };

    private static JsonObject ToJson<T>(T line) => (JsonObject)JsonSerializer.SerializeToNode(line, FileJson.Line)!;

    private HoldoutHistory HistoryOf(string holdoutHash, IReadOnlyList<(int Line, JsonObject Value)> lines, Problems problems)
    {
        var (looks, claims) = (new List<HoldoutLook>(), new List<HoldoutClaim>());
        foreach (var (line, value) in lines)
        {
            switch (KindOf(value))
            {
                case LookKind when Parse<HoldoutLook>(line, value, problems) is { } look:
                    looks.Add(look);
                    break;
                case ClaimKind when Parse<HoldoutClaim>(line, value, problems) is { } claim:
                    claims.Add(claim);
                    break;
                case VoidKind when Parse<VoidLook>(line, value, problems) is { } nothing:
                    looks.RemoveAll(look => look.RunId == nothing.RunId);
                    break;
                case LookKind or ClaimKind or VoidKind:
                    break;
                default:
                    problems.Add(
                        ShownAs,
                        line,
                        $"This is no line of a ledger of {Schema}. Restore the file from version control; lines are only ever appended."
                    );
                    break;
            }
        }

        var mine = looks.Where(look => look.HoldoutHash == holdoutHash).ToList();
        return new HoldoutHistory(
            holdoutHash,
            mine,
            [.. claims.Where(claim => mine.Exists(look => look.RunId == claim.RunId))],
            looks.Count - mine.Count
        );
    }

    private static string? KindOf(JsonObject value) => TextOf(value, "schema") == Schema ? TextOf(value, "kind") : null;

    private static string? TextOf(JsonObject value, string key) =>
        value[key] is JsonValue cell && cell.TryGetValue(out string? text) ? text : null;

    private T? Parse<T>(int line, JsonObject value, Problems problems)
        where T : class
    {
        try
        {
            return value.Deserialize<T>(FileJson.Line);
        }
        catch (JsonException e)
        {
            problems.Add(
                ShownAs,
                line,
                $"This line can't be read ({e.Path}). Restore the file from version control; lines are only ever appended."
            );
            return null;
        }
    }
}
