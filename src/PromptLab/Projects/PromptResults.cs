using Microsoft.Extensions.AI;
using PromptLab.Progress;
using PromptLab.Prompts;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>A draft that was made.</summary>
public sealed record NewResult : ProjectResult
{
    /// <summary>The draft as the user would name it.</summary>
    public required string File { get; init; }

    /// <summary>The version that it begins from; null for a starter.</summary>
    public required string? Parent { get; init; }
}

/// <summary>A version that was frozen.</summary>
public sealed record FreezeResult : ProjectResult
{
    /// <summary>The version, with what changed.</summary>
    public required FrozenVersion Frozen { get; init; }
}

/// <summary>A draft in which one section went back. What no longer fits, such as a variable, is among the warnings.</summary>
public sealed record RevertSectionResult : ProjectResult
{
    /// <summary>The draft as the user would name it.</summary>
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

/// <summary>What differs between two versions.</summary>
public sealed record DiffResult : ProjectResult
{
    /// <summary>The first version.</summary>
    public required Prompt Before { get; init; }

    /// <summary>The second version.</summary>
    public required Prompt After { get; init; }

    /// <summary>The difference, section by section and word by word.</summary>
    public required PromptDiff Diff { get; init; }
}

/// <summary>Exactly the messages that a model would get.</summary>
public sealed record ShowResult : ProjectResult
{
    /// <summary>The version.</summary>
    public required Prompt Prompt { get; init; }

    /// <summary>The item's id; null where placeholders stand for values.</summary>
    public required string? Item { get; init; }

    /// <summary>The messages.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }
}

/// <summary>The lab notebook of a prompt.</summary>
public sealed record LogResult : ProjectResult
{
    /// <summary>The prompt's name.</summary>
    public required string Prompt { get; init; }

    /// <summary>Every version in order, branches included.</summary>
    public required IReadOnlyList<NotebookEntry> Versions { get; init; }

    /// <summary>Whether each eval set that is named has a holdout; null where it is gone or can't be read.</summary>
    public required IReadOnlyDictionary<string, bool?> Holdouts { get; init; }
}
