using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Confirming;

/// <summary>What a look at the holdout came to.</summary>
public sealed record ClaimResult : ProjectResult
{
    /// <summary>The evidence with its claim. It counts only where <see cref="IsInLedger"/> holds.</summary>
    public required Confirmation Confirmation { get; init; }

    /// <summary>Both runs: the baseline first, then the candidate.</summary>
    public required IReadOnlyList<FinishedRun> Runs { get; init; }

    /// <summary>False where the scoreboard could not be written.</summary>
    public required bool IsOnScoreboard { get; init; }

    /// <summary>False where the ledger could not be written: then there is no claim.</summary>
    public required bool IsInLedger { get; init; }

    /// <summary>The ledger's path as the user would name it.</summary>
    public required string Ledger { get; init; }
}
