using PromptLab.Projects;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>freeze --undo</c>.</summary>
/// <param name="Reference">The version that was taken back, such as <c>triage@v3</c>.</param>
/// <param name="Hash">Its content hash, with <c>sha256:</c>.</param>
/// <param name="Draft">The draft that has its text now.</param>
internal sealed record UnfreezeOutput(string Reference, string Hash, string Draft) : IJsonOutput
{
    public static UnfreezeOutput Of(UnfreezeResult undone) => new(undone.Version.Reference, undone.Version.Hash, undone.Draft);
}
