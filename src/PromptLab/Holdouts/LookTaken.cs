using PromptLab.Workspace;

namespace PromptLab.Holdouts;

/// <summary>A look was written to the ledger; the run or grading that shows rates of the holdout begins.</summary>
/// <param name="Look">The look with its number.</param>
/// <param name="Ledger">The ledger's path as shown to the user.</param>
public sealed record LookTaken(HoldoutLook Look, string Ledger) : ProjectEvent;
