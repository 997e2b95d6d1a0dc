using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace PromptLab.Results;

/// <summary>The shape of one line of <c>items.jsonl</c>; <see cref="ItemResultJson"/> turns it into a result and back.</summary>
internal sealed record ItemResultLine
{
    public const string CurrentSchema = "promptlab/item-result@1";

    public string Schema { get; init; } = CurrentSchema;

    public required string RunId { get; init; }

    public required string ItemId { get; init; }

    public required string ItemHash { get; init; }

    public required int Repeat { get; init; }

    public required string Status { get; init; }

    public double? Score { get; init; }

    public string? Split { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public double Weight { get; init; } = 1;

    public string? Cluster { get; init; }

    public IReadOnlyDictionary<string, JsonNode> Input { get; init; } = new Dictionary<string, JsonNode>(StringComparer.Ordinal);

    public IReadOnlyList<MessageLine> Messages { get; init; } = [];

    public string? RequestKey { get; init; }

    public string? Output { get; init; }

    public JsonNode? Expected { get; init; }

    public IReadOnlyList<GradeLine> Grades { get; init; } = [];

    public ResponseLine? Response { get; init; }

    public UsageLine? Usage { get; init; }

    public UsageLine? RetriedUsage { get; init; }

    public double? LatencyMs { get; init; }

    public decimal? CostUsd { get; init; }

    public decimal? OriginalCostUsd { get; init; }

    public bool Cached { get; init; }

    public int Attempts { get; init; }

    public IReadOnlyList<WaitLine> Waits { get; init; } = [];

    public DateTimeOffset? StartedAt { get; init; }

    public ErrorLine? Error { get; init; }
}

internal sealed record MessageLine(string Role, string Content);

internal sealed record GradeLine
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    public double? Score { get; init; }

    public bool? Pass { get; init; }

    public double Weight { get; init; } = 1;

    public bool MustPass { get; init; }

    public string Code { get; init; } = "";

    public string Reason { get; init; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Predicted { get; init; }

    // The file's word for it; files keep their words.
    [JsonPropertyName("wanted"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Expected { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public UsageLine? Usage { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? CostUsd { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ErrorLine? Error { get; init; }
}

internal sealed record ResponseLine(
    string? Id,
    string? Model,
    string? FinishReason,
    string? RequestId,
    string? Fingerprint,
    string? Refusal
);

internal sealed record UsageLine(long InputTokens, long CachedInputTokens, long CacheWriteTokens, long OutputTokens, long ReasoningTokens);

internal sealed record WaitLine(string Reason, double Ms);

internal sealed record ErrorLine(string Type, string Message);
