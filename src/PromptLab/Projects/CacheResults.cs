using PromptLab.Calling;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>What the response cache holds.</summary>
public sealed record CacheResult : ProjectResult
{
    /// <summary>The cache's path as the user would name it.</summary>
    public required string File { get; init; }

    /// <summary>Its size in bytes; 0 where there is none.</summary>
    public required long Bytes { get; init; }

    /// <summary>What it holds, by endpoint and model; empty where there is none.</summary>
    public required IReadOnlyList<CacheContent> Contents { get; init; }
}

/// <summary>Which responses are removed from the cache.</summary>
public sealed record ClearCacheOptions
{
    /// <summary>Only those of this model: its id, or its name in <c>promptlab.yaml</c>; null for all.</summary>
    public string? Model { get; init; }
}

/// <summary>What was removed from the cache.</summary>
public sealed record ClearCacheResult : ProjectResult
{
    /// <summary>The cache's path as the user would name it.</summary>
    public required string File { get; init; }

    /// <summary>How many responses were removed.</summary>
    public required int Removed { get; init; }
}
