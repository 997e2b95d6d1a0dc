using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Workspace;

namespace PromptLab.Confirming;

/// <summary>The look of a claim is in the ledger, and its two runs are about to be asked.</summary>
/// <param name="Look">The look with its number.</param>
/// <param name="IsResumed">True where a look that was cut short goes on; it counts once.</param>
/// <param name="Ledger">The ledger's path as the user would name it.</param>
public sealed record ClaimLookTaken(HoldoutLook Look, bool IsResumed, string Ledger) : ProjectEvent;

/// <summary>The ledger could not be written, so there is no claim. The answers are kept.</summary>
/// <param name="Problems">What is wrong with the ledger.</param>
public sealed record ClaimNotKept(IReadOnlyList<Problem> Problems) : ProjectEvent;
