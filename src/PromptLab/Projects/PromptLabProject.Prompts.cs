using PromptLab.Files;
using PromptLab.Promoting;
using PromptLab.Prompts;

namespace PromptLab.Projects;

/// <content>Operations on prompts, labels and eval sets.</content>
public sealed partial class PromptLabProject
{
    /// <summary>
    /// Assigns the items without a split to train, dev and holdout: by a stable hash, balanced by tag and label, with clusters kept
    /// together.
    /// </summary>
    /// <param name="options">The eval set and the shares.</param>
    /// <exception cref="InputException">The eval set cannot be split. No file has changed.</exception>
    public SplitResult Split(SplitOptions options) => Execute(project => EvalSetSplitter.Split(project, options));

    /// <summary>
    /// Frees the items of a spent holdout: they go to <c>dev</c>, may be tuned on, and make no claim any more. The ledger keeps it.
    /// </summary>
    /// <param name="evalSet">The name of the eval set.</param>
    /// <param name="why">The reason, which the ledger keeps.</param>
    /// <param name="cancellationToken">Cancels waiting for other processes.</param>
    /// <exception cref="InputException">There is nothing to retire, or a file is invalid or not writable.</exception>
    public Task<RetireResult> RetireHoldoutAsync(string evalSet, string why, CancellationToken cancellationToken = default) =>
        ExecuteAsync(project => HoldoutRetirement.RetireAsync(project, evalSet, why, cancellationToken));

    /// <summary>Creates a prompt with a starter draft, or a new draft from a version.</summary>
    /// <param name="options">The prompt and, optionally, the version to start from.</param>
    /// <exception cref="InputException">The name is invalid, or there already is a draft.</exception>
    public NewResult New(NewOptions options) => Execute(project => PromptDrafts.New(project, options));

    /// <summary>Freezes a draft as the next version, with its changes and its hypothesis.</summary>
    /// <param name="options">The prompt, its hypothesis and its predictions.</param>
    /// <exception cref="InputException">The draft cannot be frozen, or a prediction matches no item. No file has changed.</exception>
    public FreezeResult Freeze(FreezeOptions options) => Execute(project => PromptDrafts.Freeze(project, options));

    /// <summary>Takes back the latest version of a prompt, which was never run: its text becomes the draft again.</summary>
    /// <param name="prompt">The prompt's name.</param>
    /// <exception cref="InputException">
    /// The version was run, has a label, or the draft was edited after it was frozen. No file has changed.
    /// </exception>
    public UnfreezeResult Unfreeze(string prompt) => Execute(project => PromptDrafts.Unfreeze(project, prompt));

    /// <summary>The hypothesis in a draft; null where it has none, or still has its parent's.</summary>
    /// <param name="prompt">The prompt's name.</param>
    /// <param name="draft">The draft's name: <c>draft</c>, or that of one of several drafts that it was split into.</param>
    /// <exception cref="InputException">There is no such draft, or it is unreadable.</exception>
    public string? HypothesisOf(string prompt, string draft = PromptReference.Draft) => PromptDrafts.HypothesisOf(_project, prompt, draft);

    /// <summary>Creates a draft from a version, with one section as in an earlier version.</summary>
    /// <param name="options">The version, the section and the earlier version.</param>
    /// <exception cref="InputException">A version or the section does not exist, or there is a draft with changes.</exception>
    public RevertSectionResult RevertSection(RevertSectionOptions options) =>
        Execute(project => PromptDrafts.RevertSection(project, options));

    /// <summary>Splits a draft that changes several elements into drafts that each change one.</summary>
    /// <param name="prompt">The prompt's name.</param>
    /// <exception cref="InputException">There is no draft, or it cannot be split.</exception>
    public SplitDraftResult SplitDraft(string prompt) => Execute(project => PromptDrafts.Split(project, prompt));

    /// <summary>
    /// Gives one of the texts that two people froze under the same number the next free one. The text in the version's file keeps its
    /// number, or ours where a merge left the file in conflict; results, looks and labels follow the other text.
    /// </summary>
    /// <param name="version">The version that was frozen twice, such as <c>triage@v3</c>.</param>
    /// <param name="textFile">A file with the text to renumber; null to find it in the version's file or in version control.</param>
    /// <param name="cancellationToken">Cancels waiting for other writers and for version control.</param>
    /// <exception cref="InputException">The version has one text, or a text of it is not known. No file has changed.</exception>
    public Task<RenumberResult> RenumberAsync(string version, string? textFile = null, CancellationToken cancellationToken = default) =>
        ExecuteAsync(project => PromptRenumbering.RenumberAsync(project, version, textFile, cancellationToken));

    /// <summary>Compares the texts of two versions, section by section and word by word.</summary>
    /// <param name="options">The two versions.</param>
    /// <exception cref="InputException">A version does not exist, or was edited after it was frozen.</exception>
    public DiffResult Diff(DiffOptions options) => Execute(project => PromptInspector.Diff(project, options));

    /// <summary>Renders a version to the exact messages that a model receives.</summary>
    /// <param name="options">The version and, optionally, the item.</param>
    /// <exception cref="InputException">The version or the item does not exist.</exception>
    public ShowResult Show(ShowOptions options) => Execute(project => PromptInspector.Show(project, options));

    /// <summary>Sets a label that moves without evidence.</summary>
    /// <param name="options">The label and its new version.</param>
    /// <param name="cancellationToken">Cancels waiting for other writers.</param>
    /// <exception cref="InputException">The version does not exist, or the label moves only on evidence.</exception>
    public Task<LabelResult> LabelAsync(LabelOptions options, CancellationToken cancellationToken = default) =>
        ExecuteAsync(project => LabelSetter.SetAsync(project, options, cancellationToken));

    /// <summary>Moves a label to a version with a confirmed claim, or with a given reason.</summary>
    /// <param name="options">The label and its new version.</param>
    /// <param name="cancellationToken">Cancels waiting for other writers.</param>
    /// <exception cref="InputException">The version does not exist, or there is neither a confirmed claim nor a reason.</exception>
    public Task<LabelResult> PromoteAsync(PromoteOptions options, CancellationToken cancellationToken = default) =>
        ExecuteAsync(project => Promotion.PromoteAsync(project, options, cancellationToken));

    /// <summary>Moves a label back to its previous version.</summary>
    /// <param name="options">The prompt and its label.</param>
    /// <param name="cancellationToken">Cancels waiting for other writers.</param>
    /// <exception cref="InputException">There is no such label, or its history has no previous version.</exception>
    public Task<LabelResult> RollbackAsync(RollbackOptions options, CancellationToken cancellationToken = default) =>
        ExecuteAsync(project => Rollback.RollBackAsync(project, options, cancellationToken));
}
