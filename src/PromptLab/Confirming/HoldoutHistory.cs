namespace PromptLab.Confirming;

/// <summary>What the ledger holds of one holdout: the looks that count, and the claims they ended in. Immutable.</summary>
/// <param name="HoldoutHash">The hash of the holdout's items.</param>
/// <param name="Looks">The looks at these items, in order; void ones are left out.</param>
/// <param name="Claims">The claims on these items, in order.</param>
/// <param name="FormerLooks">How many looks the ledger has at other items, those of a holdout that was changed since.</param>
public sealed record HoldoutHistory(string HoldoutHash, IReadOnlyList<HoldoutLook> Looks, IReadOnlyList<HoldoutClaim> Claims, int FormerLooks)
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
    public HoldoutLook? OpenLookFor(HoldoutLook look) => Looks.LastOrDefault(earlier =>
        earlier.Purpose == LookPurpose.Confirm && earlier.PromptHash == look.PromptHash && earlier.BaselineHash == look.BaselineHash
        && earlier.ConfigHash == look.ConfigHash && earlier.GradersHash == look.GradersHash && Claims.All(claim => claim.RunId != earlier.RunId));

    /// <summary>The latest claim on a text against another one; null where there is none.</summary>
    /// <param name="promptHash">The content hash of the version.</param>
    /// <param name="baselineHash">That of the baseline; null for any.</param>
    public (HoldoutLook Look, HoldoutClaim Claim)? ClaimOn(string promptHash, string? baselineHash)
    {
        var found = Looks
            .Where(look => look.PromptHash == promptHash && (baselineHash is null || look.BaselineHash == baselineHash))
            .Select(look => (Look: look, Claim: Claims.LastOrDefault(claim => claim.RunId == look.RunId)))
            .LastOrDefault(pair => pair.Claim is not null);
        return found.Claim is { } claim ? (found.Look, claim) : null;
    }
}
