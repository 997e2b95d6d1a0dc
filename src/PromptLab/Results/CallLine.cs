using System.Text.Json;
using System.Text.Json.Serialization;
using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>
/// One line of <c>calls.jsonl</c>: what a model answered to one call, written before it is graded. It names all that has to
/// be the same for the answer to be used again.
/// </summary>
internal sealed record CallLine
{
    public const string CurrentSchema = "promptlab/call@1";

    public string Schema { get; init; } = CurrentSchema;

    public required string RunId { get; init; }

    public required string ItemId { get; init; }

    public required string ItemHash { get; init; }

    public required int Repeat { get; init; }

    /// <summary>From 2; the first is left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Step { get; init; }

    /// <summary>From 2; the first is left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Sample { get; init; }

    public string? PromptHash { get; init; }

    public required string ConfigHash { get; init; }

    public string? RequestKey { get; init; }

    public IReadOnlyList<StoredMessage> Messages { get; init; } = [];

    public required RecordedText Response { get; init; }

    public string? RequestId { get; init; }

    public RecordedUsage? Usage { get; init; }

    public RecordedUsage? RetriedUsage { get; init; }

    public double? LatencyMs { get; init; }

    public decimal? CostUsd { get; init; }

    public decimal? OriginalCostUsd { get; init; }

    public bool Cached { get; init; }

    public int Attempts { get; init; }

    public IReadOnlyList<CallWait> Waits { get; init; } = [];

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The call that it answers.</summary>
    [JsonIgnore]
    public CallKey Key => new(RunId, ItemId, Repeat, Step ?? 1, Sample ?? 1);

    /// <summary>What the call has used.</summary>
    [JsonIgnore]
    public RunUse Use => new(Attempts, Cached ? 0 : TokensOf(Usage) + TokensOf(RetriedUsage), CostUsd ?? 0);

    /// <summary>The line of a response to what a run asks.</summary>
    public static CallLine Of(CallResponse answer, RunRecord run)
    {
        var result = SealedTexts.Kept(answer.Result);
        return new CallLine
        {
            RunId = result.RunId,
            ItemId = result.ItemId,
            ItemHash = result.ItemHash,
            Repeat = result.Repeat,
            Step = answer.Step > 1 ? answer.Step : null,
            Sample = answer.Sample > 1 ? answer.Sample : null,
            PromptHash = run.Prompt.Hash,
            ConfigHash = run.ConfigHash,
            RequestKey = result.RequestKey,
            Messages = [.. result.Messages.Select(StoredMessage.Of)],
            Response = new RecordedText
            {
                Text = result.Output ?? "",
                Id = result.ResponseId,
                Model = result.ResponseModel,
                FinishReason = result.FinishReason,
                Fingerprint = result.Fingerprint,
                Refusal = result.Refusal,
                ToolCalls = result.ToolCalls,
            },
            RequestId = result.RequestId,
            Usage = RecordedUsage.Of(result.Usage),
            RetriedUsage = RecordedUsage.Of(result.RetriedUsage),
            LatencyMs = result.Latency?.TotalMilliseconds,
            CostUsd = result.CostUsd,
            OriginalCostUsd = result.OriginalCostUsd,
            Cached = result.Cached,
            Attempts = result.Attempts,
            Waits = [.. result.Waits.Select(wait => new CallWait(wait.Reason, wait.Length.TotalMilliseconds))],
            StartedAt = result.StartedAt,
        };
    }

    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">It is not a whole one.</exception>
    public static CallLine Read(ReadOnlySpan<byte> line)
    {
        if (FileFormat.ObjectionTo(line, CurrentSchema) is { } objection)
            throw new JsonException(objection);
        var call = JsonRecords.Read<CallLine>(line);
        if (call.Messages.Contains(null!) || call.Waits.Contains(null!))
            throw new JsonException("A message or a wait is null.");
        if (call.Messages.Any(message => string.IsNullOrWhiteSpace(message.Role)))
            throw new JsonException("The role of a message is blank.");
        foreach (var ms in call.Waits.Select(wait => (double?)wait.Ms).Append(call.LatencyMs))
            JsonRecords.RequireDuration(ms);
        return call;
    }

    /// <summary>The line as UTF-8 JSON, without a line end.</summary>
    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, FileJson.Line);

    /// <summary>True where the same is asked of the same item today.</summary>
    public bool Answers(RunRecord run, EvalItem item) =>
        ItemHash == item.Hash && PromptHash == run.Prompt.Hash && ConfigHash == run.ConfigHash && Repeat <= run.Repeats;

    /// <summary>The response to an item of today, ready to be graded.</summary>
    public CallResponse For(EvalItem item)
    {
        var result = ItemResult.Of(RunId, item, Repeat) with
        {
            Messages = [.. Messages.Select(message => message.ToChatMessage())],
            RequestKey = RequestKey,
            Output = Response.Text,
            ResponseId = Response.Id,
            ResponseModel = Response.Model,
            FinishReason = Response.FinishReason,
            RequestId = RequestId,
            Fingerprint = Response.Fingerprint,
            Refusal = Response.Refusal,
            ToolCalls = Response.ToolCalls,
            Usage = UsageOf(Usage),
            RetriedUsage = UsageOf(RetriedUsage),
            Latency = LatencyMs is { } ms ? Milliseconds.ToTimeSpan(ms) : null,
            CostUsd = CostUsd,
            OriginalCostUsd = OriginalCostUsd,
            Cached = Cached,
            Attempts = Attempts,
            Waits = [.. Waits.Select(wait => new Wait(wait.Reason, Milliseconds.ToTimeSpan(wait.Ms)))],
            StartedAt = StartedAt,
        };
        return CallResponse.Of(result) with { Step = Step ?? 1, Sample = Sample ?? 1 };
    }

    private static TokenUsage? UsageOf(RecordedUsage? usage) => TokenUsage.From(usage?.ToDetails());

    private static long TokensOf(RecordedUsage? usage) => usage is null ? 0 : usage.InputTokens + usage.OutputTokens;
}

/// <summary>One wait of a call, in milliseconds.</summary>
internal sealed record CallWait([property: JsonRequired] string Reason, [property: JsonRequired] double Ms);
