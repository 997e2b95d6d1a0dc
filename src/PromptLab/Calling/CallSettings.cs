namespace PromptLab.Calling;

/// <summary>How models are called: the settings of the wrappers around a provider's client.</summary>
internal sealed record CallSettings
{
    /// <summary>The time limit of one attempt.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>When failed calls are retried; never by default.</summary>
    public RetryOptions Retries { get; init; } = RetryOptions.None;

    /// <summary>The response cache; null for none.</summary>
    public ResponseCache? Cache { get; init; }

    /// <summary>Whether cached responses are read and new ones stored.</summary>
    public CacheMode CacheMode { get; init; }

    /// <summary>The budget shared by all models; null for none.</summary>
    public Budget? Budget { get; init; }

    /// <summary>Collects the reasons why calls were not made.</summary>
    public StopReasons StopReasons { get; init; } = new();
}
