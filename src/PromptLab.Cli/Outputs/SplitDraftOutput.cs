using PromptLab.Prompts;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>split-draft</c>.</summary>
/// <param name="Drafts">The drafts, one for each change.</param>
internal sealed record SplitDraftOutput(IReadOnlyList<SplitDraftOutput.DraftOutput> Drafts) : IJsonOutput
{
    public static SplitDraftOutput Of(IEnumerable<SplitDraft> drafts) =>
        new([.. drafts.Select(draft => new DraftOutput(draft.Prompt.Reference, draft.Prompt.File, draft.Element))]);

    /// <summary>A draft of one change.</summary>
    /// <param name="Reference">Its reference, such as <c>triage@draft-1</c>.</param>
    /// <param name="File">Its file.</param>
    /// <param name="Element">The element that it changes.</param>
    internal sealed record DraftOutput(string Reference, string File, string Element);
}
