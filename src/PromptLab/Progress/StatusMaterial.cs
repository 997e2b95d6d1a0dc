using PromptLab.EvalSets;
using PromptLab.Holdouts;
using PromptLab.Prompts;
using PromptLab.Results;

namespace PromptLab.Progress;

/// <summary>The material of a status: the prompt’s files and scoreboard rows, and what is stored of the best version’s run.</summary>
internal sealed record StatusMaterial
{
    /// <summary>The prompt’s name.</summary>
    public required string Prompt { get; init; }

    /// <summary>The frozen versions in order; empty where there is only a draft.</summary>
    public required IReadOnlyList<Prompt> Versions { get; init; }

    /// <summary>The draft; null where there is none.</summary>
    public Prompt? Draft { get; init; }

    /// <summary>The prompt's labels; empty where it has none.</summary>
    public IReadOnlyList<PromptLabel> Labels { get; init; } = [];

    /// <summary>All scoreboard rows of the prompt, in the order in which they were appended.</summary>
    public required IReadOnlyList<ScoreboardRow> Rows { get; init; }

    /// <summary>The prompt's runs on disk, over every eval set and model.</summary>
    public IReadOnlyList<RunRecord> StoredRuns { get; init; } = [];

    /// <summary>The measured versions; null where nothing is measured.</summary>
    public required VersionHistory? History { get; init; }

    /// <summary>What fails in the best version; null where its run is not stored here.</summary>
    public UnresolvedFailures? Failures { get; init; }

    /// <summary>
    /// The latest claim on the best version against the version labelled production, or against any version where the label does not
    /// exist; null where there is no claim.
    /// </summary>
    public LabelEvidence? Claim { get; init; }

    /// <summary>The measured versions with a stored run under the history’s conditions.</summary>
    public IReadOnlyList<string> StoredVersions { get; init; } = [];

    /// <summary>The eval set to measure on; null where it is ambiguous or unreadable.</summary>
    public EvalSet? EvalSet { get; init; }

    /// <summary>The alias of the model to call; null where it is ambiguous.</summary>
    public string? Model { get; init; }

    /// <summary>The next look at the eval set's holdout; null where it has none, and where the eval set is unreadable.</summary>
    public NextLook? NextLook { get; init; }

    /// <summary>
    /// Returns the alias of a model that can answer all requests of some versions: <see cref="Model"/>, or another one where that only
    /// replays and lacks some; null where no model can. The flag is true for the items of the holdout. Null where every model can.
    /// </summary>
    public Func<IReadOnlyList<string>, bool, string?>? ModelThatAnswers { get; init; }

    /// <summary>The alias of a model that can answer all requests of some versions; null where none can, or it is ambiguous.</summary>
    public string? ModelFor(IReadOnlyList<string> versions, bool onHoldout = false) =>
        ModelThatAnswers is { } find ? find(versions, onHoldout) : Model;

    /// <summary>The spending cap of the prompt, in US dollars; null for none.</summary>
    public decimal? MaxCostUsd { get; init; }
}
