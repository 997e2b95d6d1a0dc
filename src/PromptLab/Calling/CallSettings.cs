namespace PromptLab.Calling;

/// <summary>How models are called: what stands between whoever asks and the provider.</summary>
internal sealed record CallSettings
{
    /// <summary>The most time one attempt may take.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>When a failed call is retried; never, where nothing is said.</summary>
    public RetryOptions Retries { get; init; } = RetryOptions.None;

    /// <summary>The response cache; null for none.</summary>
    public ResponseCache? Cache { get; init; }

    /// <summary>Whether responses are read from the cache and kept in it.</summary>
    public CacheMode CacheMode { get; init; }

    /// <summary>The budget that all models share; null for none.</summary>
    public Budget? Budget { get; init; }

    /// <summary>Collects the reasons why calls were no longer made.</summary>
    public StopNotes Stops { get; init; } = new();
}
