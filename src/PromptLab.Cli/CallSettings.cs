using PromptLab.Calling;

namespace PromptLab.Cli;

/// <summary>How the models of one command are called: what stands between the command and the provider.</summary>
internal sealed record CallSettings
{
    /// <summary>How long one attempt may take.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>When a failed call is tried again.</summary>
    public RetryOptions Retries { get; init; } = RetryOptions.None;

    /// <summary>The response cache; null for none.</summary>
    public ResponseCache? Cache { get; init; }

    /// <summary>What is done with the cache.</summary>
    public CacheMode CacheMode { get; init; }

    /// <summary>The budget that all models share; null for none.</summary>
    public Budget? Budget { get; init; }

    /// <summary>Where it is noted why calls are no longer made.</summary>
    public StopNotes Stops { get; init; } = new();
}
