namespace PromptLab.Holdouts;

/// <summary>
/// The looks at the items of one holdout and the claims they ended in, as read from the ledgers of a project. Immutable.
/// </summary>
/// <param name="HoldoutHash">The hash of the holdout's items.</param>
/// <param name="Looks">
/// The looks at any of these items, in order, under whatever name, label or split; void looks are left out.
/// </param>
/// <param name="Claims">The claims that those looks ended in, in order.</param>
/// <param name="FormerLooks">The number of looks in its own ledger that were at none of these items.</param>
internal sealed record HoldoutHistory(
    string HoldoutHash,
    IReadOnlyList<HoldoutLook> Looks,
    IReadOnlyList<HoldoutClaim> Claims,
    int FormerLooks
)
{
    /// <summary>The number of the first look that comes with a warning.</summary>
    public const int FirstLookWithWarning = 3;

    /// <summary>The number of the first look that needs <c>--burn</c>.</summary>
    public const int FirstLookNeedingBurn = 4;

    /// <summary>The number of the next look, from 1.</summary>
    public int NextNumber => Looks.Count + 1;

    /// <summary>The history of a holdout.</summary>
    /// <param name="holdoutHash">The hash of its items.</param>
    /// <param name="seals">The seals of its items.</param>
    /// <param name="own">The ledger of its eval set.</param>
    /// <param name="elsewhere">The ledgers of the other eval sets of the project.</param>
    public static HoldoutHistory Of(
        string holdoutHash,
        IReadOnlySet<string> seals,
        LedgerContent own,
        IReadOnlyList<LedgerContent> elsewhere
    )
    {
        var looks = own
            .Looks.Concat(elsewhere.SelectMany(ledger => ledger.Looks))
            .Select(one => one.Look)
            .Where(look => look.HoldoutHash == holdoutHash || look.Seals?.Any(seals.Contains) == true)
            .DistinctBy(look => look.RunId)
            .ToList();
        var runs = looks.Select(look => look.RunId).ToHashSet(StringComparer.Ordinal);
        return new HoldoutHistory(
            holdoutHash,
            looks,
            [.. own.Claims.Select(one => one.Claim).Where(claim => runs.Contains(claim.RunId))],
            own.Looks.Count(one => !runs.Contains(one.Look.RunId))
        );
    }

    // A look at some of the items, or at them with other labels, is counted; it is not this holdout that was seen.
    private IEnumerable<HoldoutLook> LooksAtAll => Looks.Where(look => look.HoldoutHash == HoldoutHash);

    /// <summary>True where an earlier look was at the same text, with the same model and the same graders.</summary>
    public bool HasSeen(HoldoutLook look) => LooksAtAll.Any(earlier => earlier.HasSeen(look));

    /// <summary>A look for the same claim that has not been concluded, so that it can be resumed; null where there is none.</summary>
    public HoldoutLook? ResumableLookFor(HoldoutLook look) =>
        LooksAtAll.LastOrDefault(earlier =>
            earlier.Purpose == LookPurpose.Confirm
            && earlier.PromptHash == look.PromptHash
            && earlier.BaselineHash == look.BaselineHash
            && earlier.ConfigHash == look.ConfigHash
            && earlier.GradersHash == look.GradersHash
            && Claims.All(claim => claim.RunId != earlier.RunId)
        );

    /// <summary>The claims on a version, in order, each with its look.</summary>
    /// <param name="promptHash">The content hash of the version.</param>
    /// <param name="baselineHash">The content hash of the baseline; null for any baseline.</param>
    public IEnumerable<(HoldoutLook Look, HoldoutClaim Claim)> ClaimsOn(string promptHash, string? baselineHash = null) =>
        from look in LooksAtAll
        where look.PromptHash == promptHash && (baselineHash is null || look.BaselineHash == baselineHash)
        let claim = Claims.LastOrDefault(claim => claim.RunId == look.RunId)
        where claim is not null
        select (look, claim);
}
