using Microsoft.Extensions.AI;
using PromptLab.Progress;
using PromptLab.Prompts;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>A newly created draft.</summary>
public sealed record NewResult : ProjectResult
{
    /// <summary>The draft's path as shown to the user.</summary>
    public required string File { get; init; }

    /// <summary>The version it starts from, such as <c>v3</c>; null for a starter text.</summary>
    public required string? Parent { get; init; }

    /// <summary>The files that <c>init</c> wrote, the draft among them; empty for a new draft alone, and where all were there.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>What <c>init</c> found in the data and the environment, a sentence each; empty for a new draft alone.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>A newly frozen version.</summary>
public sealed record FreezeResult : ProjectResult
{
    /// <summary>The frozen prompt.</summary>
    public required Prompt Version { get; init; }

    /// <summary>The sections, render options and other parts that differ from the parent.</summary>
    public required IReadOnlyList<string> Changes { get; init; }

    /// <summary>The same changes with each example and each line of the constraints listed separately.</summary>
    public required IReadOnlyList<string> Elements { get; init; }
}

/// <summary>A version that was given another number, since two people had frozen the same one.</summary>
public sealed record RenumberResult : ProjectResult
{
    /// <summary>The version under its new number.</summary>
    public required Prompt Version { get; init; }

    /// <summary>The number that it had, such as <c>v3</c>; another text keeps it.</summary>
    public required string Was { get; init; }

    /// <summary>The content hash of the text that keeps the number.</summary>
    public required string KeptHash { get; init; }

    /// <summary>The labels that pointed to the text and follow it; empty where there are none.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>True where the draft was made from the text, and has its new number as the parent now.</summary>
    public required bool IsDraftMoved { get; init; }
}

/// <summary>A version that was taken back.</summary>
public sealed record UnfreezeResult : ProjectResult
{
    /// <summary>The version that was taken back; its number is free again.</summary>
    public required Prompt Version { get; init; }

    /// <summary>The draft that has its text now.</summary>
    public required string Draft { get; init; }
}

/// <summary>A draft with one reverted section. What no longer fits, such as an undeclared variable, is in the warnings.</summary>
public sealed record RevertSectionResult : ProjectResult
{
    /// <summary>The draft's path as shown to the user.</summary>
    public required string File { get; init; }

    /// <summary>The prompt's name.</summary>
    public required string Prompt { get; init; }
}

/// <summary>The drafts that a draft was split into.</summary>
public sealed record SplitDraftResult : ProjectResult
{
    /// <summary>The drafts, each with the one element that it changes.</summary>
    public required IReadOnlyList<SplitDraft> Drafts { get; init; }
}

/// <summary>The difference between two versions.</summary>
public sealed record DiffResult : ProjectResult
{
    internal DiffResult(PromptDiff diff) => Diff = diff;

    /// <summary>The old version.</summary>
    public required Prompt Before { get; init; }

    /// <summary>The new version.</summary>
    public required Prompt After { get; init; }

    /// <summary>The sections, render options and other parts that differ; empty if the model would see the same.</summary>
    public IReadOnlyList<string> Changes => Diff.Changes;

    /// <summary>The difference, section by section and word by word.</summary>
    internal PromptDiff Diff { get; }
}

/// <summary>The exact messages that a model receives.</summary>
public sealed record ShowResult : ProjectResult
{
    /// <summary>The rendered version.</summary>
    public required Prompt Prompt { get; init; }

    /// <summary>The id of the item whose values are inserted; null where placeholders are shown.</summary>
    public required string? Item { get; init; }

    /// <summary>The messages in order.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }
}

/// <summary>The lab notebook of a prompt.</summary>
public sealed record LogResult : ProjectResult
{
    /// <summary>The prompt's name.</summary>
    public required string Prompt { get; init; }

    /// <summary>An entry for each version in order, branches included.</summary>
    public required IReadOnlyList<NotebookEntry> Versions { get; init; }

    /// <summary>
    /// The outcomes of texts that no version has today, such as those of a version that two people froze under one number; empty where
    /// there are none.
    /// </summary>
    public IReadOnlyList<NotebookOutcome> OtherTexts { get; init; } = [];

    /// <summary>Whether each eval set in the notebook has a holdout, by name; null where the eval set is missing or unreadable.</summary>
    public required IReadOnlyDictionary<string, bool?> Holdouts { get; init; }
}
