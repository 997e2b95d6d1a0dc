using PromptLab.Calling;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>The content of the response cache.</summary>
public sealed record CacheResult : ProjectResult
{
    /// <summary>The cache's path as shown to the user.</summary>
    public required string File { get; init; }

    /// <summary>The size of the file in bytes; 0 where there is no cache.</summary>
    public required long Bytes { get; init; }

    /// <summary>The cached responses by endpoint and model; empty where there is no cache.</summary>
    public required IReadOnlyList<CacheContent> Contents { get; init; }
}

/// <summary>The result of clearing the cache.</summary>
public sealed record ClearCacheResult : ProjectResult
{
    /// <summary>The cache's path as shown to the user.</summary>
    public required string File { get; init; }

    /// <summary>The number of responses that were removed.</summary>
    public required int Removed { get; init; }
}
