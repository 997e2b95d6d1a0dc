using System.Text.Json;
using Microsoft.Extensions.AI;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Models;
using PromptLab.Running;

namespace PromptLab.Results;

/// <summary>Writes a result as one line of JSON and reads it back without loss.</summary>
internal static class ItemResultJson
{
    /// <summary>The result as JSON, without a line end.</summary>
    public static string Write(ItemResult result) => JsonSerializer.Serialize(LineOf(result), FileJson.Line);

    /// <summary>The result as UTF-8 JSON, without a line end.</summary>
    internal static byte[] WriteUtf8(ItemResult result) => JsonSerializer.SerializeToUtf8Bytes(LineOf(result), FileJson.Line);

    /// <summary>The result of a line.</summary>
    /// <exception cref="JsonException">The line is not a whole result.</exception>
    public static ItemResult Read(ReadOnlySpan<byte> line)
    {
        var read = JsonSerializer.Deserialize<ItemResultLine>(line, FileJson.Line) ?? throw new JsonException("The line is null.");
        if (read.Schema != ItemResultLine.CurrentSchema)
            throw new JsonException($"The schema is “{read.Schema}”; this version reads {ItemResultLine.CurrentSchema}.");
        return ResultOf(read);
    }

    private static ItemResultLine LineOf(ItemResult result) =>
        new()
        {
            RunId = result.RunId,
            ItemId = result.ItemId,
            ItemHash = result.ItemHash,
            Repeat = result.Repeat,
            Status = NameOf(result.Status),
            Score = result.Score,
            Split = result.Split,
            Tags = result.Tags,
            Weight = result.Weight,
            Cluster = result.Cluster,
            Input = result.Input,
            Messages = [.. result.Messages.Select(message => new MessageLine(message.Role.Value, message.Text))],
            RequestKey = result.RequestKey,
            Output = result.Output,
            Expected = result.Expected,
            Grades = [.. (result.Grade?.Verdicts ?? []).Select(LineOf)],
            Response = ResponseOf(result),
            Usage = LineOf(result.Usage),
            RetriedUsage = LineOf(result.RetriedUsage),
            LatencyMs = result.Latency?.TotalMilliseconds,
            CostUsd = result.CostUsd,
            OriginalCostUsd = result.OriginalCostUsd,
            Cached = result.Cached,
            Attempts = result.Attempts,
            Waits = [.. result.Waits.Select(wait => new WaitLine(wait.Reason, wait.Length.TotalMilliseconds))],
            StartedAt = result.StartedAt,
            Error = LineOf(result.Failure),
        };

    // A call that failed has one too, where something came back or the request has an id.
    private static ResponseLine? ResponseOf(ItemResult result)
    {
        var line = new ResponseLine(
            result.ResponseId,
            result.ResponseModel,
            result.FinishReason,
            result.RequestId,
            result.Fingerprint,
            result.Refusal
        );
        return result.Output is null && line == new ResponseLine(null, null, null, null, null, null) ? null : line;
    }

    private static UsageLine? LineOf(TokenUsage? usage) =>
        usage is null ? null : new UsageLine(usage.Input, usage.CacheRead, usage.CacheWrite, usage.Output, usage.Reasoning);

    private static ErrorLine? LineOf(Failure? failure) => failure is null ? null : new ErrorLine(failure.Type, failure.Message);

    private static GradeLine LineOf(GraderVerdict verdict) =>
        new()
        {
            Id = verdict.Id,
            Type = verdict.Type,
            Score = verdict.Score.Value,
            Pass = verdict.Pass,
            Weight = verdict.Weight,
            MustPass = verdict.MustPass,
            Code = verdict.Score.Code,
            Reason = verdict.Score.Reason,
            Predicted = verdict.Score.Predicted,
            Expected = verdict.Score.Expected,
            Usage = LineOf(verdict.Usage),
            CostUsd = verdict.CostUsd,
            Error = LineOf(verdict.Error),
        };

    private static ItemResult ResultOf(ItemResultLine line) =>
        new()
        {
            RunId = line.RunId,
            ItemId = line.ItemId,
            ItemHash = line.ItemHash,
            Repeat = line.Repeat,
            Split = line.Split,
            Tags = line.Tags,
            Weight = line.Weight,
            Cluster = line.Cluster,
            Input = line.Input,
            Messages = [.. line.Messages.Select(message => new ChatMessage(new ChatRole(message.Role), message.Content))],
            RequestKey = line.RequestKey,
            Output = line.Output,
            Expected = line.Expected,
            Grade = line.Error is null ? new ItemGrade(StatusOf(line.Status), line.Score, [.. line.Grades.Select(VerdictOf)]) : null,
            Failure = FailureOf(line.Error),
            ResponseId = line.Response?.Id,
            ResponseModel = line.Response?.Model,
            FinishReason = line.Response?.FinishReason,
            RequestId = line.Response?.RequestId,
            Fingerprint = line.Response?.Fingerprint,
            Refusal = line.Response?.Refusal,
            Usage = UsageOf(line.Usage),
            RetriedUsage = UsageOf(line.RetriedUsage),
            Latency = line.LatencyMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
            CostUsd = line.CostUsd,
            OriginalCostUsd = line.OriginalCostUsd,
            Cached = line.Cached,
            Attempts = line.Attempts,
            Waits = [.. line.Waits.Select(wait => new Wait(wait.Reason, TimeSpan.FromMilliseconds(wait.Ms)))],
            StartedAt = line.StartedAt,
        };

    private static GraderVerdict VerdictOf(GradeLine line) =>
        new()
        {
            Id = line.Id,
            Type = line.Type,
            Pass = line.Pass,
            Weight = line.Weight,
            MustPass = line.MustPass,
            Score = (line.Score is { } score ? Score.Of(score, line.Code, line.Reason) : Score.Undecided(line.Code, line.Reason)) with
            {
                Predicted = line.Predicted,
                Expected = line.Expected,
            },
            Usage = UsageOf(line.Usage),
            CostUsd = line.CostUsd,
            Error = FailureOf(line.Error),
        };

    private static Failure? FailureOf(ErrorLine? line) => line is null ? null : new Failure(line.Type, line.Message);

    private static TokenUsage? UsageOf(UsageLine? line) =>
        line is null
            ? null
            : new()
            {
                InputUncached = line.InputTokens - line.CachedInputTokens - line.CacheWriteTokens,
                CacheRead = line.CachedInputTokens,
                CacheWrite = line.CacheWriteTokens,
                OutputVisible = line.OutputTokens - line.ReasoningTokens,
                Reasoning = line.ReasoningTokens,
            };

    /// <summary>How a status is written: <c>pass</c>, <c>fail</c>, <c>undecided</c> or <c>error</c>.</summary>
    public static string NameOf(ItemStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());

    private static ItemStatus StatusOf(string name) =>
        name switch
        {
            "pass" => ItemStatus.Pass,
            "fail" => ItemStatus.Fail,
            "undecided" => ItemStatus.Undecided,
            _ => throw new JsonException($"“{name}” is no status of a response."),
        };
}
