namespace PromptLab.Models;

/// <summary>A kind of provider and its properties. <see cref="ProviderKinds"/> lists every kind.</summary>
public sealed record ProviderKind
{
    /// <summary>The value of <c>kind:</c> in <c>promptlab.yaml</c>, also stored in <c>run.json</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The protocol that it uses.</summary>
    public required ProviderProtocol Protocol { get; init; }

    /// <summary>The default base address; null if each provider must name its own, or if nothing is sent.</summary>
    public Uri? DefaultEndpoint { get; init; }

    /// <summary>Whether it needs an API key.</summary>
    public required KeyRule Key { get; init; }

    /// <summary>The environment variable that usually holds the API key; null if there is no convention.</summary>
    public string? UsualKeyVariable { get; init; }

    /// <summary>The restrictions on parameters; empty for none.</summary>
    public IReadOnlyList<ParameterRule> ParameterRules { get; init; } = [];

    /// <summary>True if it replays recordings and sends nothing.</summary>
    public bool IsRecorded => Protocol == ProviderProtocol.Recorded;

    /// <summary>True if each provider of this kind must name its base address.</summary>
    public bool NeedsEndpoint => DefaultEndpoint is null && !IsRecorded && !IsProgram;

    /// <summary>True if it starts a program of the project, which has no address.</summary>
    internal bool IsProgram => Protocol == ProviderProtocol.Program;
}
