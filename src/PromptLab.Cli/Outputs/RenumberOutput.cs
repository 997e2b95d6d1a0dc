using PromptLab.Projects;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>renumber</c>.</summary>
/// <param name="Reference">The version under its new number, such as <c>triage@v5</c>.</param>
/// <param name="Hash">Its content hash, with <c>sha256:</c>.</param>
/// <param name="Was">The number that it had, such as <c>v3</c>.</param>
/// <param name="KeptHash">The content hash of the text that keeps that number.</param>
/// <param name="Parent">The version that it was made from, by its number of today; null for a first one.</param>
/// <param name="Labels">The labels that followed it.</param>
/// <param name="DraftMoved">True where the draft has it as its parent now.</param>
internal sealed record RenumberOutput(
    string Reference,
    string Hash,
    string Was,
    string KeptHash,
    string? Parent,
    IReadOnlyList<string> Labels,
    bool DraftMoved
) : IJsonOutput
{
    public static RenumberOutput Of(RenumberResult renumbered) =>
        new(
            renumbered.Version.Reference,
            renumbered.Version.Hash,
            renumbered.Was,
            renumbered.KeptHash,
            renumbered.Version.Parent,
            renumbered.Labels,
            renumbered.IsDraftMoved
        );
}
