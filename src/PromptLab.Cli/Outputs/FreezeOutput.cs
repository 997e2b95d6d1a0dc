using PromptLab.Projects;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>freeze</c>.</summary>
/// <param name="Reference">The new version, such as <c>triage@v3</c>.</param>
/// <param name="Hash">Its content hash, with <c>sha256:</c>.</param>
/// <param name="Parent">The version that it was made from; null for a first one.</param>
/// <param name="Changes">The changed sections.</param>
/// <param name="Elements">The changed elements, such as <c>constraints (line 2)</c>.</param>
/// <param name="Hypothesis">What the author expects of the change; null if nothing was written.</param>
internal sealed record FreezeOutput(
    string Reference,
    string Hash,
    string? Parent,
    IReadOnlyList<string> Changes,
    IReadOnlyList<string> Elements,
    string? Hypothesis
) : IJsonOutput
{
    public static FreezeOutput Of(FreezeResult frozen) =>
        new(
            frozen.Version.Reference,
            frozen.Version.Hash,
            frozen.Version.Parent,
            frozen.Changes,
            frozen.Elements,
            frozen.Version.Hypothesis
        );
}
