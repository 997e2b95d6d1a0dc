namespace PromptLab.Models;

/// <summary>A kind of provider and all that follows from it. <see cref="ProviderKinds"/> holds every one.</summary>
public sealed record ProviderKind
{
    /// <summary>The word behind <c>kind:</c> in <c>promptlab.yaml</c>; <c>run.json</c> keeps it.</summary>
    public required string Name { get; init; }

    /// <summary>How it is spoken to.</summary>
    public required ProviderProtocol Protocol { get; init; }

    /// <summary>The base address where a provider names none; null where each has to name its own, or nothing is sent.</summary>
    public Uri? DefaultEndpoint { get; init; }

    /// <summary>Whether it needs a key.</summary>
    public required KeyRule Key { get; init; }

    /// <summary>The environment variable that holds the key by custom; null where there is no custom.</summary>
    public string? UsualKeyVariable { get; init; }

    /// <summary>What it demands of parameters; empty where all of them can be sent and none has to be.</summary>
    public IReadOnlyList<ParameterRule> ParameterRules { get; init; } = [];

    /// <summary>True where recordings answer and nothing is sent.</summary>
    public bool IsRecorded => Protocol == ProviderProtocol.Recorded;

    /// <summary>True where a provider has to name its base address.</summary>
    public bool NeedsEndpoint => DefaultEndpoint is null && !IsRecorded;
}
