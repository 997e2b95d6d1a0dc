namespace PromptLab.Holdouts;

/// <summary>What the ledger holds of one holdout: the looks that count, and the claims they ended in. Immutable.</summary>
/// <param name="HoldoutHash">The hash of the holdout's items.</param>
/// <param name="Looks">The looks at these items, in order; void ones are left out.</param>
/// <param name="Claims">The claims on these items, in order.</param>
/// <param name="FormerLooks">How many looks the ledger has at other items, those of a holdout that was changed since.</param>
internal sealed record HoldoutHistory(
    string HoldoutHash,
    IReadOnlyList<HoldoutLook> Looks,
    IReadOnlyList<HoldoutClaim> Claims,
    int FormerLooks
)
{
    /// <summary>From this look on, each comes with a warning.</summary>
    public const int WarnedFrom = 3;

    /// <summary>From this look on, each is refused unless somebody insists.</summary>
    public const int RefusedFrom = 10;

    /// <summary>The number of the next look.</summary>
    public int Next => Looks.Count + 1;

    /// <summary>True where the same text, asked of the same model and judged by the same graders, was looked at before.</summary>
    public bool HasSeen(HoldoutLook look) => Looks.Any(earlier => earlier.HasSeen(look));

    /// <summary>A look for the same claim that has not ended in one, to go on with; null where there is none.</summary>
    public HoldoutLook? OpenLookFor(HoldoutLook look) =>
        Looks.LastOrDefault(earlier =>
            earlier.Purpose == LookPurpose.Confirm
            && earlier.PromptHash == look.PromptHash
            && earlier.BaselineHash == look.BaselineHash
            && earlier.ConfigHash == look.ConfigHash
            && earlier.GradersHash == look.GradersHash
            && Claims.All(claim => claim.RunId != earlier.RunId)
        );

    /// <summary>The claims on a text, in order, each with its look.</summary>
    /// <param name="promptHash">The content hash of the version.</param>
    /// <param name="baselineHash">That of what it was held against; null for anything.</param>
    public IEnumerable<(HoldoutLook Look, HoldoutClaim Claim)> ClaimsOn(string promptHash, string? baselineHash = null) =>
        from look in Looks
        where look.PromptHash == promptHash && (baselineHash is null || look.BaselineHash == baselineHash)
        let claim = Claims.LastOrDefault(claim => claim.RunId == look.RunId)
        where claim is not null
        select (look, claim);
}
