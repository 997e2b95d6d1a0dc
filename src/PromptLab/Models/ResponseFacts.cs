using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>What the wrappers round a chat client know of a call besides its response. It travels in the response's additional properties.</summary>
public sealed record ResponseFacts
{
    private const string Key = "promptlab.facts";

    /// <summary>How long the successful attempt took, without queueing or back-off; null where nobody measured.</summary>
    public required TimeSpan? Latency { get; init; }

    /// <summary>How often the provider was asked, from 1; 0 where nobody was asked.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>True where a recording or a cache answered.</summary>
    public bool Cached { get; init; }

    /// <summary>The provider's id of the request; null where it sent none.</summary>
    public string? RequestId { get; init; }

    /// <summary>The provider's fingerprint of what served the call; null where it sent none.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The facts of a response, or null where no wrapper noted any.</summary>
    public static ResponseFacts? Of(ChatResponse response) =>
        response.AdditionalProperties?.TryGetValue(Key, out var facts) == true ? facts as ResponseFacts : null;

    /// <summary>Notes the facts on a response.</summary>
    public void AttachTo(ChatResponse response) => (response.AdditionalProperties ??= [])[Key] = this;
}
