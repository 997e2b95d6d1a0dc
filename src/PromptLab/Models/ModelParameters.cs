namespace PromptLab.Models;

/// <summary>What is sent with every call of a model. Null means that nothing is sent and the provider's own default holds.</summary>
public sealed record ModelParameters
{
    /// <summary>From 0 to 2.</summary>
    public double? Temperature { get; init; }

    /// <summary>Above 0, up to 1.</summary>
    public double? TopP { get; init; }

    /// <summary>At least 1.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>The seed of the first repeat; repeat r is asked with seed + r − 1, so that repeats are different draws.</summary>
    public long? Seed { get; init; }

    /// <summary>Texts that end the response; empty where there are none.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary><c>text</c> or <c>json</c>; null where neither is asked for. A prompt's own response schema goes before it.</summary>
    public string? ResponseFormat { get; init; }

    /// <summary><c>none</c>, <c>low</c>, <c>medium</c> or <c>high</c>; null where nothing is sent.</summary>
    public string? ReasoningEffort { get; init; }
}
