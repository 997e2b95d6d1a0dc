using Microsoft.Extensions.AI;

namespace PromptLab.Models;

/// <summary>
/// What the wrappers round a chat client know of a call besides its response. It travels in the response's additional
/// properties, or in the exception of a call that failed.
/// </summary>
public sealed record ResponseFacts
{
    private const string Key = "promptlab.facts";

    /// <summary>
    /// How long the successful attempt took, without queueing or back-off; null where nobody measured, and for a call
    /// that failed.
    /// </summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>How often the provider was asked, from 1; 0 where nobody was asked.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>The waits between and before the attempts, in their order; empty where there were none.</summary>
    public IReadOnlyList<Wait> Waits { get; init; } = [];

    /// <summary>
    /// The tokens of failed attempts that were tried again, as far as the provider reported any; null where it reported
    /// none.
    /// </summary>
    public TokenUsage? RetriedUsage { get; init; }

    /// <summary>True where a recording or a cache answered.</summary>
    public bool Cached { get; init; }

    /// <summary>
    /// True where the response cache answered, which costs nothing now. A recording costs what its calls cost by the
    /// price list.
    /// </summary>
    public bool IsPaidFor { get; init; }

    /// <summary>
    /// What a response that is paid for cost when it was asked, in US dollars; null where that is unknown, and for all
    /// others.
    /// </summary>
    public decimal? OriginalCostUsd { get; init; }

    /// <summary>The provider's id of the request; null where it sent none.</summary>
    public string? RequestId { get; init; }

    /// <summary>The provider's fingerprint of what served the call; null where it sent none.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>
    /// What the model said in place of an answer that it refused; null where it did not refuse. The response's text is
    /// the same.
    /// </summary>
    public string? Refusal { get; init; }

    /// <summary>The facts of a response; new ones where no wrapper noted any.</summary>
    public static ResponseFacts Of(ChatResponse response) =>
        response.AdditionalProperties?.TryGetValue(Key, out var facts) == true && facts is ResponseFacts known
            ? known
            : new ResponseFacts();

    /// <summary>Notes the facts on a response.</summary>
    public void AttachTo(ChatResponse response) => (response.AdditionalProperties ??= [])[Key] = this;
}
