using PromptLab.Models;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>The models of a project.</summary>
public sealed record ModelsResult : ProjectResult
{
    /// <summary>The models, sorted by alias; empty where none is configured.</summary>
    public required IReadOnlyList<ListedModel> Models { get; init; }
}

/// <summary>A configured model.</summary>
/// <param name="Definition">The model's settings.</param>
/// <param name="KeyIsSet">Whether the environment variable for its API key is set; null where the provider names no variable.</param>
public sealed record ListedModel(ModelDefinition Definition, bool? KeyIsSet);

/// <summary>The result of testing a model with one call.</summary>
public sealed record TestModelResult : ProjectResult
{
    /// <summary>The tested model.</summary>
    public required ModelDefinition Model { get; init; }

    /// <summary>Why the call failed; null where it succeeded, and for a recorded model.</summary>
    public required Failure? Failure { get; init; }

    /// <summary>The number of responses in its recordings; null for a model that is not recorded.</summary>
    public int? Recorded { get; init; }

    /// <summary>The text of the response; null where the call failed, and for a recorded model.</summary>
    public string? Response { get; init; }

    /// <summary>The model as the provider names it in the response; null where it does not.</summary>
    public string? ResponseModel { get; init; }

    /// <summary>The tokens of the call; null where the provider did not report them.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>The duration of the call; null where it failed, and for a recorded model.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>The cost in US dollars; null where the price or the usage is unknown.</summary>
    public decimal? CostUsd { get; init; }
}
