using PromptLab.EvalSets;
using PromptLab.Prompts;
using PromptLab.Results;

namespace PromptLab.Progress;

/// <summary>What a status is made from: the prompt’s files and rows, and what is stored of the best version’s run.</summary>
public sealed record StatusMaterial
{
    /// <summary>The prompt’s name.</summary>
    public required string Prompt { get; init; }

    /// <summary>The frozen versions in order; empty where there is only a draft.</summary>
    public required IReadOnlyList<Prompt> Versions { get; init; }

    /// <summary>The draft; null where there is none.</summary>
    public Prompt? Draft { get; init; }

    /// <summary>The labels.</summary>
    public IReadOnlyList<PromptLabel> Labels { get; init; } = [];

    /// <summary>Every row of the prompt, in the order in which they were appended.</summary>
    public required IReadOnlyList<ScoreboardRow> Rows { get; init; }

    /// <summary>The prompt's runs that are kept here, on whatever set and with whatever model.</summary>
    public IReadOnlyList<RunRecord> Stored { get; init; } = [];

    /// <summary>The measured versions; null where nothing is measured.</summary>
    public required VersionHistory? History { get; init; }

    /// <summary>What fails in the best version; null where its run is not stored here.</summary>
    public OpenFailures? Failures { get; init; }

    /// <summary>
    /// The latest claim on the best version against the one labelled production, or against any where none is; null
    /// where there was none.
    /// </summary>
    public LabelEvidence? Claim { get; init; }

    /// <summary>The measured versions that have a stored run under the history’s conditions.</summary>
    public IReadOnlyList<string> VersionsHere { get; init; } = [];

    /// <summary>The eval set to measure on; null where it is not plain which.</summary>
    public EvalSet? EvalSet { get; init; }

    /// <summary>The model to ask, by its name in <c>promptlab.yaml</c>; null where it is not plain which.</summary>
    public string? Model { get; init; }

    /// <summary>The most that may be spent on the prompt, in US dollars; null for no cap.</summary>
    public decimal? MaxCostUsd { get; init; }
}
