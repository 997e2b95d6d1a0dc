using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Workspace;

namespace PromptLab.Confirming;

/// <summary>The look of a claim is in the ledger, and the calls of its two runs are about to begin.</summary>
/// <param name="Look">The look with its number.</param>
/// <param name="IsResumed">True where an interrupted look is resumed; it counts once.</param>
/// <param name="Ledger">The ledger's path as shown to the user.</param>
public sealed record ClaimLookTaken(HoldoutLook Look, bool IsResumed, string Ledger) : ProjectEvent;

/// <summary>The ledger could not be written, so the claim does not count. The results are saved.</summary>
/// <param name="Problems">What is wrong with the ledger.</param>
public sealed record ClaimNotSaved(IReadOnlyList<Problem> Problems) : ProjectEvent;
