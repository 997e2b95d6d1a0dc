using PromptLab.Splitting;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>split-evalset</c>, without any text of an item.</summary>
/// <param name="EvalSet">The eval set's name.</param>
/// <param name="Written">True if files were changed.</param>
/// <param name="Files">The files that were, or with <c>--dry-run</c> would be, changed.</param>
/// <param name="Salt">The salt of the hash that orders the items.</param>
/// <param name="Shares">The target shares.</param>
/// <param name="Splits">The counts of each split.</param>
/// <param name="Attributes">The number of items of each tag and label in each split.</param>
/// <param name="HoldoutDetectableGain">The gain that so small a holdout can show, from 0 to 1; null for a large one.</param>
/// <param name="Assigned">The items whose split is new.</param>
/// <param name="Notes">Notes on the result, a sentence each.</param>
internal sealed record SplitEvalSetOutput(
    string EvalSet,
    bool Written,
    IReadOnlyList<string> Files,
    string Salt,
    SplitEvalSetOutput.SharesOutput Shares,
    IReadOnlyList<SplitCount> Splits,
    IReadOnlyList<SplitAttributeCount> Attributes,
    double? HoldoutDetectableGain,
    IReadOnlyList<SplitEvalSetOutput.AssignedOutput> Assigned,
    IReadOnlyList<string> Notes
) : IJsonOutput
{
    /// <summary>Shares of the items, from 0 to 1.</summary>
    internal sealed record SharesOutput(double Train, double Dev, double Holdout);

    /// <summary>An item whose split is new.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Before">Its split before; null if it had none.</param>
    /// <param name="Split">Its split now.</param>
    internal sealed record AssignedOutput(string Id, string? Before, string Split);
}
