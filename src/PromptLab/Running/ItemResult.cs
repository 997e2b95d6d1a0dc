using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Grading;
using PromptLab.Models;

namespace PromptLab.Running;

/// <summary>
/// What became of one item in one repeat: a graded response, or an error. One line of <c>items.jsonl</c>, whose fields are the
/// members in their order; <c>ItemResultJson</c> reads and writes it.
/// </summary>
/// <remarks>
/// Private members are what a line has in another shape. Each sets its part alone, so that the order of a line's fields doesn't
/// matter; a constructor for them would read 60% slower, since the serialiser takes other fields apart twice then.
/// </remarks>
public sealed record ItemResult
{
    /// <summary>The version of a line's format.</summary>
    public const string CurrentSchema = "promptlab/item-result@1";

    private static readonly ItemGrade Ungraded = new(ItemStatus.Undecided, null, []);

    [JsonInclude]
    [SuppressMessage("Performance", "CA1822", Justification = "The serialiser writes members of instances only.")]
    private string Schema
    {
        get => CurrentSchema;
        init
        {
            if (value != CurrentSchema)
                throw new JsonException($"The schema is “{value}”; this version reads {CurrentSchema}.");
        }
    }

    /// <summary>The run that it belongs to.</summary>
    public required string RunId { get; init; }

    /// <summary>The item's id.</summary>
    public required string ItemId { get; init; }

    /// <summary>The item's hash at the time of the call.</summary>
    public required string ItemHash { get; init; }

    /// <summary>The repeat, from 1.</summary>
    public required int Repeat { get; init; }

    /// <summary>How the item came out.</summary>
    [JsonIgnore]
    public ItemStatus Status => Failure is not null ? ItemStatus.Error : Grade?.Status ?? ItemStatus.Undecided;

    [JsonInclude, JsonPropertyName("status"), JsonRequired]
    private string StatusName
    {
        get => ItemStatusName.Of(Status);
        init => Grade = (Grade ?? Ungraded) with { Status = ItemStatusName.Read(value) };
    }

    /// <summary>From 0 to 1; null for an error and for an undecided item.</summary>
    [JsonInclude]
    public double? Score
    {
        get => Grade?.Score;
        private init => Grade = (Grade ?? Ungraded) with { Score = value };
    }

    /// <summary>The item's split; null where the eval set is not split.</summary>
    public string? Split { get; init; }

    /// <summary>The item's tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The item's weight.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The item's cluster; null where it stands alone.</summary>
    public string? Cluster { get; init; }

    /// <summary>The item's input fields.</summary>
    public IReadOnlyDictionary<string, JsonNode> Input { get; init; } = ReadOnlyDictionary<string, JsonNode>.Empty;

    /// <summary>Exactly what the model got; empty for responses recorded elsewhere.</summary>
    [JsonConverter(typeof(ChatMessagesJson))]
    public IReadOnlyList<ChatMessage> Messages { get; init; } = [];

    /// <summary>
    /// The content hash of the request, by which a recording finds the response again; null for responses recorded
    /// elsewhere.
    /// </summary>
    public string? RequestKey { get; init; }

    /// <summary>The response's text; null where the call failed or the response had none.</summary>
    public string? Output { get; init; }

    /// <summary>What a right response says; null where the item has none.</summary>
    public JsonNode? Expected { get; init; }

    /// <summary>The verdicts; null where the call failed.</summary>
    [JsonIgnore]
    public ItemGrade? Grade { get; init; }

    [JsonInclude]
    private IReadOnlyList<GraderVerdict> Grades
    {
        get => Grade?.Verdicts ?? [];
        init => Grade = (Grade ?? Ungraded) with { Verdicts = value };
    }

    /// <summary>The provider's id of the response; null where it sent none.</summary>
    [JsonIgnore]
    public string? ResponseId { get; init; }

    /// <summary>The model as the provider names it in the response; null where it does not.</summary>
    [JsonIgnore]
    public string? ResponseModel { get; init; }

    /// <summary>Why the response ended, such as <c>stop</c> or <c>length</c>; null where unknown.</summary>
    [JsonIgnore]
    public string? FinishReason { get; init; }

    /// <summary>The provider's id of the request; null where it sent none.</summary>
    [JsonIgnore]
    public string? RequestId { get; init; }

    /// <summary>The provider's fingerprint of what served the call; null where it sent none.</summary>
    [JsonIgnore]
    public string? Fingerprint { get; init; }

    /// <summary>
    /// What the model said in place of an answer that it refused; null where it did not refuse. The output is the same
    /// text, and is graded.
    /// </summary>
    [JsonIgnore]
    public string? Refusal { get; init; }

    // A call that failed has one too, where something came back or the request has an id.
    [JsonInclude]
    private ReceivedResponse? Response
    {
        get =>
            new ReceivedResponse(ResponseId, ResponseModel, FinishReason, RequestId, Fingerprint, Refusal) is var received
            && Output is null
            && received == ReceivedResponse.Nothing
                ? null
                : received;
        init => (ResponseId, ResponseModel, FinishReason, RequestId, Fingerprint, Refusal) = value ?? ReceivedResponse.Nothing;
    }

    /// <summary>The tokens; null where the provider did not say.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>
    /// The tokens of failed attempts that were tried again, as far as the provider reported any; null where it reported
    /// none.
    /// </summary>
    public TokenUsage? RetriedUsage { get; init; }

    /// <summary>
    /// How long the successful attempt took, without queueing or back-off; null where the call failed or nobody
    /// measured.
    /// </summary>
    [JsonPropertyName("latency_ms")]
    public TimeSpan? Latency { get; init; }

    /// <summary>
    /// What the call cost this run by the price list, failed attempts included, in US dollars: 0 where the response
    /// cache answered; null where the price or the usage is unknown.
    /// </summary>
    public decimal? CostUsd { get; init; }

    /// <summary>
    /// What the answer cost when it was asked, in US dollars, where a recording or the response cache gave it; null
    /// where that is unknown, and where the model was asked now.
    /// </summary>
    public decimal? OriginalCostUsd { get; init; }

    /// <summary>True where a recording or a cache answered.</summary>
    public bool Cached { get; init; }

    /// <summary>How often the provider was asked.</summary>
    public int Attempts { get; init; }

    /// <summary>The waits for the rate limit and after failed attempts, in their order.</summary>
    public IReadOnlyList<Wait> Waits { get; init; } = [];

    /// <summary>When the item was begun; null for responses recorded elsewhere.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Why the call failed; null where it did not.</summary>
    [JsonPropertyName("error")]
    public Failure? Failure { get; init; }

    /// <summary>The result of an item that has not been asked yet.</summary>
    public static ItemResult Of(string runId, EvalItem item, int repeat) =>
        new()
        {
            RunId = runId,
            ItemId = item.Id,
            ItemHash = item.Hash,
            Repeat = repeat,
            Split = item.Split,
            Tags = item.Tags,
            Weight = item.Weight,
            Cluster = item.Cluster,
            Input = item.Input,
            Expected = item.Expected,
        };

    // What the provider said of a response, together in one place of the line.
    private sealed record ReceivedResponse(
        string? Id,
        string? Model,
        string? FinishReason,
        string? RequestId,
        string? Fingerprint,
        string? Refusal
    )
    {
        public static ReceivedResponse Nothing { get; } = new(null, null, null, null, null, null);
    }
}
