using PromptLab.Workspace;

namespace PromptLab.Holdouts;

/// <summary>A run or a grading has begun that shows rates of the holdout: the look is in the ledger, and nothing was asked yet.</summary>
/// <param name="Look">The look with its number.</param>
/// <param name="Ledger">The ledger's path as the user would name it.</param>
public sealed record LookTaken(HoldoutLook Look, string Ledger) : ProjectEvent;
