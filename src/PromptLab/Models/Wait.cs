using System.Text.Json.Serialization;

namespace PromptLab.Models;

/// <summary>A time in which a call was not on its way to the provider.</summary>
/// <param name="Reason">
/// The type of the failure that was waited out, or <c>rate-limit</c> or <c>budget</c> for a wait in our own queue.
/// </param>
/// <param name="Length">How long it was.</param>
public sealed record Wait(string Reason, [property: JsonPropertyName("ms")] TimeSpan Length)
{
    /// <summary>The reason of a wait for the model's own rate limit.</summary>
    public const string RateLimit = "rate-limit";

    /// <summary>The reason of a wait for calls under way, whose reservation left no room in the budget.</summary>
    public const string Budget = "budget";

    /// <summary>True for a wait in our own queue; false for one after a failed attempt.</summary>
    [JsonIgnore]
    public bool IsQueueing => Reason is RateLimit or Budget;
}
