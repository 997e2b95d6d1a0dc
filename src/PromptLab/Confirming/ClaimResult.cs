using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Confirming;

/// <summary>The result of a look at the holdout that was taken for a claim.</summary>
public sealed record ClaimResult : ProjectResult
{
    /// <summary>The claim with its evidence. It counts only where <see cref="IsInLedger"/> is true.</summary>
    public required Confirmation Confirmation { get; init; }

    /// <summary>Both runs: the baseline first, then the candidate.</summary>
    public required IReadOnlyList<FinishedRun> Runs { get; init; }

    /// <summary>False where the scoreboard could not be written.</summary>
    public required bool IsOnScoreboard { get; init; }

    /// <summary>False where the ledger could not be written; the claim does not count then.</summary>
    public required bool IsInLedger { get; init; }

    /// <summary>The ledger's path as shown to the user.</summary>
    public required string Ledger { get; init; }
}
