namespace PromptLab.Holdouts;

/// <summary>The looks at one holdout and the claims they ended in, as read from the ledger. Immutable.</summary>
/// <param name="HoldoutHash">The hash of the holdout's items.</param>
/// <param name="Looks">The looks at these items, in order; void looks are left out.</param>
/// <param name="Claims">The claims on these items, in order.</param>
/// <param name="FormerLooks">The number of looks at other items, taken before the holdout was changed.</param>
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

    /// <summary>True where an earlier look was at the same text, with the same model and the same graders.</summary>
    public bool HasSeen(HoldoutLook look) => Looks.Any(earlier => earlier.HasSeen(look));

    /// <summary>A look for the same claim that has not been concluded, so that it can be resumed; null where there is none.</summary>
    public HoldoutLook? ResumableLookFor(HoldoutLook look) =>
        Looks.LastOrDefault(earlier =>
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
        from look in Looks
        where look.PromptHash == promptHash && (baselineHash is null || look.BaselineHash == baselineHash)
        let claim = Claims.LastOrDefault(claim => claim.RunId == look.RunId)
        where claim is not null
        select (look, claim);
}
