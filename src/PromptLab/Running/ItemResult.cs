using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Models;

namespace PromptLab.Running;

/// <summary>
/// The outcome of one item in one repeat: a graded response, or an error. One line of <c>items.jsonl</c>, whose fields are the
/// members in declaration order; <c>ItemResultJson</c> reads and writes it.
/// </summary>
/// <remarks>
/// Private members map what a line stores in another shape. Each sets only its own part, so the order of a line's fields does
/// not matter. A constructor would make reading 60% slower, because the serialiser then parses the remaining fields twice.
/// </remarks>
public sealed record ItemResult
{
    /// <summary>The schema name and version of a line.</summary>
    public const string CurrentSchema = "promptlab/item-result@1";

    private static readonly ItemGrade Ungraded = new(ItemStatus.Undecided, null, []);

    [JsonInclude]
    private string Schema
    {
        get;
        init => field = FileFormat.ObjectionTo(value, CurrentSchema) is { } objection ? throw new JsonException(objection) : value;
    } = CurrentSchema;

    /// <summary>The id of the run that the result belongs to.</summary>
    public required string RunId { get; init; }

    /// <summary>The item's id, unique within its eval set.</summary>
    public required string ItemId { get; init; }

    /// <summary>The item's hash at the time of the call.</summary>
    public required string ItemHash { get; init; }

    /// <summary>The repeat, from 1.</summary>
    public required int Repeat { get; init; }

    /// <summary>The outcome: an error where the call failed, else the grade's status; undecided where there is no grade.</summary>
    [JsonIgnore]
    public ItemStatus Status => Failure is not null ? ItemStatus.Error : Grade?.Status ?? ItemStatus.Undecided;

    [JsonInclude, JsonPropertyName("status"), JsonRequired]
    private string StatusName
    {
        get => ItemStatusName.Of(Status);
        init => Grade = (Grade ?? Ungraded) with { Status = ItemStatusName.Parse(value) };
    }

    /// <summary>From 0 (wrong) to 1 (right); null for an error and for an undecided item.</summary>
    [JsonInclude]
    public double? Score
    {
        get => Grade?.Score;
        private init => Grade = (Grade ?? Ungraded) with { Score = value };
    }

    /// <summary>The item's split; null where the eval set is not split.</summary>
    public string? Split { get; init; }

    /// <summary>The item's tags; empty where it has none.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The item's weight in weighted means; 1 by default.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The item's cluster; null where the item is independent of all others.</summary>
    public string? Cluster { get; init; }

    /// <summary>The item's input fields by name.</summary>
    public IReadOnlyDictionary<string, JsonNode> Input { get; init; } = ReadOnlyDictionary<string, JsonNode>.Empty;

    /// <summary>The messages exactly as sent to the model; empty for responses recorded outside PromptLab.</summary>
    [JsonConverter(typeof(ChatMessagesJsonConverter))]
    public IReadOnlyList<ChatMessage> Messages { get; init; } = [];

    /// <summary>
    /// The content hash of the request, by which a recording looks up the response; null for responses recorded outside
    /// PromptLab.
    /// </summary>
    public string? RequestKey { get; init; }

    /// <summary>The response's text; null where the call failed or the response had none.</summary>
    public string? Output { get; init; }

    /// <summary>What a right response says; null where the item has none.</summary>
    public JsonNode? Expected { get; init; }

    /// <summary>
    /// The columns of a file of responses that graders read, such as scores that people gave; null where no grader reads any.
    /// </summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal IReadOnlyDictionary<string, string>? Recorded { get; init; }

    /// <summary>The graders' verdicts; null where the call failed.</summary>
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

    /// <summary>True if the response was cut off at the limit of output tokens, with or without any text before it.</summary>
    [JsonIgnore]
    public bool IsCutOff => Silence.IsCutOff(FinishReason) || Failure?.Type == FailureType.Length.Name;

    /// <summary>The provider's id of the request; null where it sent none.</summary>
    [JsonIgnore]
    public string? RequestId { get; init; }

    /// <summary>The provider's fingerprint of what served the call; null where it sent none.</summary>
    [JsonIgnore]
    public string? Fingerprint { get; init; }

    /// <summary>
    /// The model's explanation of a refusal; null where it did not refuse. <see cref="Output"/> is the same text, and is graded.
    /// </summary>
    [JsonIgnore]
    public string? Refusal { get; init; }

    /// <summary>The calls of tools that the model asks for; null where it asks for none.</summary>
    [JsonIgnore]
    internal IReadOnlyList<ToolCall>? ToolCalls { get; init; }

    // A failed call has one too, where the provider sent something back or the request has an id.
    [JsonInclude]
    private ReceivedResponse? Response
    {
        get =>
            new ReceivedResponse(ResponseId, ResponseModel, FinishReason, RequestId, Fingerprint, Refusal) { ToolCalls = ToolCalls }
                is var received
            && Output is null
            && received == ReceivedResponse.Nothing
                ? null
                : received;
        init
        {
            (ResponseId, ResponseModel, FinishReason, RequestId, Fingerprint, Refusal) = value ?? ReceivedResponse.Nothing;
            ToolCalls = value?.ToolCalls;
        }
    }

    /// <summary>The tokens of the call; null where the provider did not report them.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>The tokens of failed attempts that were retried, as far as reported; null where the provider reported none.</summary>
    public TokenUsage? RetriedUsage { get; init; }

    /// <summary>
    /// The duration of the successful attempt, without queueing or back-off; null where the call failed or the duration was not
    /// measured.
    /// </summary>
    [JsonPropertyName("latency_ms")]
    public TimeSpan? Latency { get; init; }

    /// <summary>
    /// What the call cost this run by the price list, in US dollars, failed attempts included: 0 where the response cache
    /// answered; null where the price or the usage is unknown.
    /// </summary>
    public decimal? CostUsd { get; init; }

    /// <summary>
    /// What the original call cost, in US dollars, where a recording or the response cache answered; null where that is unknown,
    /// and where the model was called.
    /// </summary>
    public decimal? OriginalCostUsd { get; init; }

    /// <summary>True where a recording or a cache answered.</summary>
    public bool Cached { get; init; }

    /// <summary>How many requests were sent to the provider, retries included; 0 where none was.</summary>
    public int Attempts { get; init; }

    /// <summary>The waits for the rate limit and between attempts, in order.</summary>
    public IReadOnlyList<Wait> Waits { get; init; } = [];

    /// <summary>When the call began; null for responses recorded outside PromptLab.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Why there is no response; null where there is one.</summary>
    [JsonPropertyName("error")]
    public Failure? Failure { get; init; }

    /// <summary>The item's seal where it is in the holdout and its input is therefore not kept; else null.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal string? Seal { get; init; }

    /// <summary>True for a result of an item of the holdout.</summary>
    [JsonIgnore]
    internal bool IsSealed => Split == SplitNames.Holdout;

    /// <summary>A blank result of an item, before its call.</summary>
    internal static ItemResult Of(string runId, EvalItem item, int repeat) =>
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
            Seal = item.IsSealed ? item.Seal : null,
        };

    // What the provider reported about a response, as one object of the line.
    private sealed record ReceivedResponse(
        string? Id,
        string? Model,
        string? FinishReason,
        string? RequestId,
        string? Fingerprint,
        string? Refusal
    )
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<ToolCall>? ToolCalls { get; init; }

        public static ReceivedResponse Nothing { get; } = new(null, null, null, null, null, null);
    }
}
