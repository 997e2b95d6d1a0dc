using PromptLab.Models;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>The models that can be named.</summary>
public sealed record ModelsResult : ProjectResult
{
    /// <summary>The models, sorted by name.</summary>
    public required IReadOnlyList<ListedModel> Models { get; init; }
}

/// <summary>A model, and whether its key is there.</summary>
/// <param name="Definition">What <c>promptlab.yaml</c> says of it.</param>
/// <param name="KeyIsSet">Whether the environment variable of its key is set; null where it names none.</param>
public sealed record ListedModel(ModelDefinition Definition, bool? KeyIsSet);

/// <summary>The model that is tested with one call.</summary>
public sealed record TestModelOptions
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }
}

/// <summary>What one call of a model brought.</summary>
public sealed record TestModelResult : ProjectResult
{
    /// <summary>The model.</summary>
    public required ModelDefinition Model { get; init; }

    /// <summary>Why it does not work; null where it does.</summary>
    public required Failure? Failure { get; init; }

    /// <summary>How many responses its recordings hold; null where it is no recorded model, which is called instead.</summary>
    public int? Recorded { get; init; }

    /// <summary>The text of its response; null where it was not called or failed.</summary>
    public string? Response { get; init; }

    /// <summary>The model as the provider named it; null where it did not.</summary>
    public string? ResponseModel { get; init; }

    /// <summary>The tokens; null where the provider did not say.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>How long the call took; null where it was not made or failed.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>What it cost in US dollars; null where the price or the usage is unknown.</summary>
    public decimal? CostUsd { get; init; }
}
