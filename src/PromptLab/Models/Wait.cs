using System.Text.Json.Serialization;

namespace PromptLab.Models;

/// <summary>A period in which a call waited instead of being sent.</summary>
/// <param name="Reason">
/// The type of the failure before a retry, or <c>rate-limit</c> or <c>budget</c> for a wait in PromptLab's own queue.
/// </param>
/// <param name="Length">The duration of the wait.</param>
public sealed record Wait(string Reason, [property: JsonPropertyName("ms")] TimeSpan Length)
{
    /// <summary>Waiting for the model's rate limit.</summary>
    public const string RateLimit = "rate-limit";

    /// <summary>Waiting for calls in flight that have reserved the rest of the budget.</summary>
    public const string Budget = "budget";

    /// <summary>True for a wait in PromptLab's own queue; false for back-off after a failed attempt.</summary>
    [JsonIgnore]
    public bool IsQueueing => Reason is RateLimit or Budget;
}
