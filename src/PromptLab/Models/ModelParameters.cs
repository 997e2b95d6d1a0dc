namespace PromptLab.Models;

/// <summary>The parameters sent with every call of a model. A null parameter is not sent, so the provider's default applies.</summary>
public sealed record ModelParameters
{
    /// <summary>The effort for which chat clients have no value of their own.</summary>
    public const string MinimalEffort = "minimal";

    /// <summary>The sampling temperature, from 0 to 2; null for the provider's default.</summary>
    public double? Temperature { get; init; }

    /// <summary>The nucleus sampling threshold, a probability above 0 and at most 1; null for the provider's default.</summary>
    public double? TopP { get; init; }

    /// <summary>The limit of output tokens per response, at least 1; null for the provider's default.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>The seed of the first repeat; repeat r uses seed + r − 1, so that repeats are different draws. Null sends none.</summary>
    public long? Seed { get; init; }

    /// <summary>Texts that end the response; empty for none.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary><c>text</c> or <c>json</c>; null for neither. A prompt's own response schema takes precedence.</summary>
    public string? ResponseFormat { get; init; }

    /// <summary>
    /// How much the model may reason: <c>none</c>, <c>minimal</c>, <c>low</c>, <c>medium</c> or <c>high</c>; null for the provider's
    /// default.
    /// </summary>
    public string? ReasoningEffort { get; init; }
}
