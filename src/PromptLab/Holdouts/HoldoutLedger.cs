using System.Text.Json;
using System.Text.Json.Nodes;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Workspace;

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
    private readonly IReadOnlySet<string> _seals;
    private readonly Func<IReadOnlyList<LedgerContent>> _elsewhere;
    private readonly Action<LedgerContent, Problems> _audit;
    private readonly Func<byte[]>? _readOnce;

    private HoldoutLedger(
        EvalSet evalSet,
        TimeProvider time,
        Func<IReadOnlyList<LedgerContent>> elsewhere,
        Action<LedgerContent, Problems> audit,
        Func<string, byte[]>? readOnce = null
    )
    {
        ShownAs = ShownPathOf(evalSet);
        _file = new AppendOnlyFile(Path.Combine(evalSet.Folder, EvalSet.LedgerName), ShownAs, Schema, time);
        _seals = evalSet.SealedItems.Select(item => item.Seal).ToHashSet(StringComparer.Ordinal);
        _elsewhere = elsewhere;
        _audit = audit;
        _readOnce = readOnce is null ? null : () => readOnce(Path.Combine(evalSet.Folder, EvalSet.LedgerName));
    }

    /// <summary>The ledger's path as shown to the user.</summary>
    public string ShownAs { get; }

    /// <summary>The ledger of an eval set; its file is created with the first look.</summary>
    public static HoldoutLedger Of(EvalSet evalSet, TimeProvider time) => new(evalSet, time, static () => [], static (_, _) => { });

    /// <summary>
    /// The ledger of an eval set of a project. Looks at its items under the name of another eval set count as well, whoever copied
    /// the items.
    /// </summary>
    public static HoldoutLedger Of(ProjectWorkspace project, EvalSet evalSet) =>
        new(
            evalSet,
            project.Host.Time,
            () =>
                [
                    .. project
                        .EvalSets.Ledgers.Where(ledger => ledger.Name != evalSet.Name)
                        .Select(ledger => ReadContent(project, ledger.Path, ledger.ShownAs, new Problems())),
                ],
            (content, problems) => new LedgerAudit(project, evalSet.Name, content, ShownPathOf(evalSet), problems).Run(),
            path => project.EvalSets.ReadLedger(path, ShownPathOf(evalSet))
        );

    /// <summary>Reads everything that the ledger of a project holds, whether or not its eval set is there.</summary>
    public static LedgerContent ReadContent(ProjectWorkspace project, string path, string shownAs, Problems problems) =>
        LedgerContent.Of(
            new AppendOnlyFile(path, shownAs, Schema, project.Host.Time).Read(project.EvalSets.ReadLedger(path, shownAs), problems),
            shownAs,
            problems
        );

    /// <summary>The same as it is now, after what this piece of work has written.</summary>
    public static LedgerContent ReadNow(ProjectWorkspace project, string path, string shownAs) =>
        LedgerContent.Of(new AppendOnlyFile(path, shownAs, Schema, project.Host.Time).Read(new Problems()), shownAs, new Problems());

    /// <summary>The hash of the holdout's items; null where the eval set has no holdout.</summary>
    public static string? HashOf(EvalSet evalSet) => evalSet.HasHoldout ? EvalSetHash.Of(evalSet.SealedItems) : null;

    /// <summary>Reads everything that the ledger holds.</summary>
    /// <param name="problems">Collects invalid lines. Do not rely on the content where it has errors.</param>
    public LedgerContent ReadContent(Problems problems) =>
        LedgerContent.Of(_readOnce is null ? _file.Read(problems) : _file.Read(_readOnce(), problems), ShownAs, problems);

    /// <summary>Reads the looks and claims of one holdout.</summary>
    /// <param name="holdoutHash">The hash of its items.</param>
    /// <param name="problems">Collects invalid lines. Do not rely on the history where it has errors.</param>
    public HoldoutHistory Read(string holdoutHash, Problems problems)
    {
        var content = ReadContent(problems);
        if (!problems.HasErrors)
            _audit(content, problems);
        return HoldoutHistory.Of(holdoutHash, _seals, content, _elsewhere());
    }

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
                var history = HoldoutHistory.Of(first.HoldoutHash, _seals, LedgerContent.Of(lines, ShownAs, problems), _elsewhere());
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

    /// <summary>Appends a line that frees the items of a spent holdout.</summary>
    /// <exception cref="InputException">The ledger is invalid or not writable. The file is unchanged.</exception>
    public Task AppendRetiredAsync(RetiredItems retired, CancellationToken cancellationToken) =>
        _file.AppendAsync(_ => [ToJson(retired)], cancellationToken);

    private static HoldoutLook WithNumber(HoldoutLook look, int number) =>
        look with
        {
            Number = number,
            Level = look.Purpose == LookPurpose.Confirm ? LookLevel.Of(number) : null,
            Burned = number >= HoldoutHistory.FirstLookNeedingBurn,
        };

    private static JsonObject ToJson<T>(T line) => (JsonObject)JsonSerializer.SerializeToNode(line, FileJson.Line)!;

    private static string ShownPathOf(EvalSet evalSet) => evalSet.File[..(evalSet.File.LastIndexOf('/') + 1)] + EvalSet.LedgerName;
}
