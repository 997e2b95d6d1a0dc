using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Holdouts;

/// <summary>
/// The ledger beside an eval set that counts every look at its holdout. Append-only; edited or removed lines are detected.
/// Safe to use from many threads and processes at once.
/// </summary>
/// <remarks>
/// Choosing versions by their holdout score turns the holdout into another tuning set, so each look lowers the significance
/// level: Dwork et al., “The reusable holdout”, 2015, https://doi.org/10.1126/science.aaa9375. The m-th claim is tested at
/// 5% / m, so that it accounts for the looks before it; the error rate of all claims together is not held to 5%.
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
        _file = new AppendOnlyFile(path, shownAs, Schema, time);
    }

    /// <summary>The ledger's path as shown to the user.</summary>
    public string ShownAs { get; }

    /// <summary>The ledger of an eval set; its file is created with the first look.</summary>
    public static HoldoutLedger Of(EvalSet evalSet, TimeProvider time) =>
        new(
            Path.Combine(evalSet.Folder, EvalSet.LedgerName),
            evalSet.File[..(evalSet.File.LastIndexOf('/') + 1)] + EvalSet.LedgerName,
            time
        );

    /// <summary>The hash of the holdout's items; null where the eval set has no holdout.</summary>
    public static string? HashOf(EvalSet evalSet) => evalSet.HasHoldout ? EvalSetHash.Of(evalSet.SealedItems) : null;

    /// <summary>Reads the looks and claims of one holdout.</summary>
    /// <param name="holdoutHash">The hash of its items.</param>
    /// <param name="problems">Collects invalid lines. Do not rely on the history where it has errors.</param>
    public HoldoutHistory Read(string holdoutHash, Problems problems) => HistoryOf(holdoutHash, _file.Read(problems), problems);

    /// <summary>Checks that a look could be appended now.</summary>
    /// <exception cref="InputException">The ledger is invalid or not writable.</exception>
    public Task CheckWritableAsync(CancellationToken cancellationToken) => _file.CheckWritableAsync(cancellationToken);

    /// <summary>Appends looks at one holdout, and returns them with their numbers and levels.</summary>
    /// <param name="looks">The looks; where there are none, nothing is written.</param>
    /// <param name="check">
    /// Called with the current history while the file is locked; throws where no further look is allowed.
    /// </param>
    /// <param name="cancellationToken">Cancels waiting for other writers.</param>
    /// <exception cref="InputException">
    /// The ledger is invalid or not writable, or <paramref name="check"/> threw it. The file is unchanged.
    /// </exception>
    public async Task<IReadOnlyList<HoldoutLook>> AppendLooksAsync(
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
                numbered = [.. looks.Select((look, index) => WithNumber(look, history.NextNumber + index))];
                return [.. numbered.Select(ToJson)];
            },
            cancellationToken
        );
        return numbered;
    }

    /// <summary>Appends the claim that concludes a look.</summary>
    /// <exception cref="InputException">The ledger is invalid or not writable. The file is unchanged.</exception>
    public Task AppendClaimAsync(HoldoutClaim claim) => _file.AppendAsync(_ => [ToJson(claim)], CancellationToken.None);

    /// <summary>Appends lines that void looks at which nothing was seen.</summary>
    /// <exception cref="InputException">The ledger is invalid or not writable. The file is unchanged.</exception>
    public Task AppendVoidAsync(IReadOnlyList<VoidLook> looks) => _file.AppendAsync(_ => [.. looks.Select(ToJson)], CancellationToken.None);

    private static HoldoutLook WithNumber(HoldoutLook look, int number) =>
        look with
        {
            Number = number,
            Level = look.Purpose == LookPurpose.Confirm ? LookLevel.Of(number) : null,
            Burned = number >= HoldoutHistory.FirstLookNeedingBurn,
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
                case VoidKind when Parse<VoidLook>(line, value, problems) is { } voided:
                    looks.RemoveAll(look => look.RunId == voided.RunId);
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

        var ofHoldout = looks.Where(look => look.HoldoutHash == holdoutHash).ToList();
        return new HoldoutHistory(
            holdoutHash,
            ofHoldout,
            [.. claims.Where(claim => ofHoldout.Exists(look => look.RunId == claim.RunId))],
            looks.Count - ofHoldout.Count
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
