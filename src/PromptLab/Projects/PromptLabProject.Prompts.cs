using PromptLab.Files;
using PromptLab.Promoting;
using PromptLab.Prompts;

namespace PromptLab.Projects;

/// <content>What is done with prompts, labels and eval sets.</content>
public sealed partial class PromptLabProject
{
    /// <summary>
    /// Deals items that have no split to train, dev and holdout: by a stable hash, balanced by tag and label, clusters
    /// together.
    /// </summary>
    /// <param name="options">Which eval set, and how.</param>
    /// <exception cref="InputException">The eval set can't be dealt as it is. No file has changed.</exception>
    public SplitResult Split(SplitOptions options) => Do(project => EvalSetSplitting.Split(project, options));

    /// <summary>Makes a prompt with a draft to begin with, or a new draft from a version.</summary>
    /// <param name="options">Which prompt.</param>
    /// <exception cref="InputException">The name can't be used, or there is a draft already.</exception>
    public NewResult New(NewOptions options) => Do(project => PromptDrafts.New(project, options));

    /// <summary>Makes the next version from a draft, with what changed and what is expected of it.</summary>
    /// <param name="options">Which draft, and what is expected.</param>
    /// <exception cref="InputException">The draft can't be frozen, or a prediction names nothing. No file has changed.</exception>
    public FreezeResult Freeze(FreezeOptions options) => Do(project => PromptDrafts.Freeze(project, options));

    /// <summary>The hypothesis that a draft brings along; null where it has none, or still has its parent's.</summary>
    /// <param name="prompt">The prompt's name.</param>
    /// <param name="draft">The draft: <c>draft</c>, or one that it was split into.</param>
    /// <exception cref="InputException">There is no such draft, or it can't be read.</exception>
    public string? HypothesisOf(string prompt, string draft = PromptReference.Draft) => PromptDrafts.HypothesisOf(_project, prompt, draft);

    /// <summary>Makes a draft of a version in which one section is as an earlier version has it.</summary>
    /// <param name="options">Which section of which version.</param>
    /// <exception cref="InputException">A version or the section is missing, or there is a draft with changes.</exception>
    public RevertSectionResult RevertSection(RevertSectionOptions options) => Do(project => PromptDrafts.RevertSection(project, options));

    /// <summary>Splits a draft that changes several elements into drafts that change one each.</summary>
    /// <param name="options">Which prompt.</param>
    /// <exception cref="InputException">There is no draft, or it can't be split.</exception>
    public SplitDraftResult SplitDraft(SplitDraftOptions options) => Do(project => PromptDrafts.Split(project, options));

    /// <summary>What differs between two versions, section by section and word by word.</summary>
    /// <param name="options">Which versions.</param>
    /// <exception cref="InputException">One of them is missing or was edited after it was frozen.</exception>
    public DiffResult Diff(DiffOptions options) => Do(project => PromptReading.Diff(project, options));

    /// <summary>Exactly the messages that a model would get.</summary>
    /// <param name="options">Which version, and for which item.</param>
    /// <exception cref="InputException">The version or the item is missing.</exception>
    public ShowResult Show(ShowOptions options) => Do(project => PromptReading.Show(project, options));

    /// <summary>Points a label to a version where no evidence is needed for that.</summary>
    /// <param name="options">Which label, to which version.</param>
    /// <param name="cancellationToken">Ends the waiting for other writers.</param>
    /// <exception cref="InputException">The version is missing, or the label is moved on evidence only.</exception>
    public Task<LabelResult> LabelAsync(LabelOptions options, CancellationToken cancellationToken = default) =>
        DoAsync(project => LabelSetter.SetAsync(project, options, cancellationToken));

    /// <summary>Moves a label to a version that a confirmed claim speaks for, or for a reason.</summary>
    /// <param name="options">Which label, to which version.</param>
    /// <param name="cancellationToken">Ends the waiting for other writers.</param>
    /// <exception cref="InputException">The version is missing, or there is neither a confirmed claim nor a reason.</exception>
    public Task<LabelResult> PromoteAsync(PromoteOptions options, CancellationToken cancellationToken = default) =>
        DoAsync(project => Promotion.PromoteAsync(project, options, cancellationToken));

    /// <summary>Moves a label back to the version that it pointed to before.</summary>
    /// <param name="options">Which label of which prompt.</param>
    /// <param name="cancellationToken">Ends the waiting for other writers.</param>
    /// <exception cref="InputException">There is no such label, or its history knows no version before.</exception>
    public Task<LabelResult> RollbackAsync(RollbackOptions options, CancellationToken cancellationToken = default) =>
        DoAsync(project => Rollback.RollBackAsync(project, options, cancellationToken));
}
