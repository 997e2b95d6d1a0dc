using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>
/// What the wrappers of a chat client know about a call besides its response. Stored in the response's additional properties,
/// or in the exception of a failed call.
/// </summary>
public sealed record ResponseFacts
{
    private const string Key = "promptlab.facts";

    /// <summary>
    /// The duration of the successful attempt, without queueing or back-off; null if it was not measured or the call failed.
    /// </summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>The number of attempts, from 1; 0 if no request was sent.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>The waits before and between attempts, in order; empty if there were none.</summary>
    public IReadOnlyList<Wait> Waits { get; init; } = [];

    /// <summary>The tokens of failed attempts that were retried, as far as the provider reported them; null if it reported none.</summary>
    public TokenUsage? RetriedUsage { get; init; }

    /// <summary>True if a recording or the response cache answered.</summary>
    public bool Cached { get; init; }

    /// <summary>
    /// True if the response cache answered, which costs nothing now. (A recording costs what its calls cost by the price list.)
    /// </summary>
    public bool IsPaidFor { get; init; }

    /// <summary>What a response from the cache cost originally, in US dollars; null if unknown or not from the cache.</summary>
    public decimal? OriginalCostUsd { get; init; }

    /// <summary>The provider's id of the request; null if it sent none.</summary>
    public string? RequestId { get; init; }

    /// <summary>The provider's system fingerprint; null if it sent none.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The text of a refusal, which is also the text of the response; null if the model did not refuse.</summary>
    public string? Refusal { get; init; }

    /// <summary>The facts of a response; default facts if none are attached.</summary>
    public static ResponseFacts Of(ChatResponse response) =>
        response.AdditionalProperties?.TryGetValue(Key, out var facts) == true && facts is ResponseFacts known
            ? known
            : new ResponseFacts();

    /// <summary>Stores the facts in the response's additional properties.</summary>
    public void AttachTo(ChatResponse response) => (response.AdditionalProperties ??= [])[Key] = this;
}
