using System.Text.Json.Serialization;

namespace PromptLab.Results;

/// <summary>What became of a run's earlier results when it was resumed.</summary>
public sealed record RunResumption
{
    /// <summary>When.</summary>
    public required DateTimeOffset ResumedAt { get; init; }

    /// <summary>How many answers were used again.</summary>
    public required int Reused { get; init; }

    /// <summary>How many of those are graded anew, since the graders are others now or one of them had failed.</summary>
    public required int Regraded { get; init; }

    /// <summary>
    /// How many of them were kept and never graded: they are graded while the run goes on. Left out of the file where
    /// there are none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int ToGrade { get; init; }

    /// <summary>How many failed calls are asked again.</summary>
    public required int Failed { get; init; }

    /// <summary>
    /// How many answers could not be used again; they stand in <c>items.set-aside.jsonl</c> or, those that never were
    /// graded, in <c>calls.set-aside.jsonl</c>.
    /// </summary>
    public required int SetAside { get; init; }

    /// <summary>What the results that no longer count have used, failed calls and answers set aside: the run's budget counts it.</summary>
    public required RunUse Discarded { get; init; }

    /// <summary>How many calls are left to ask, failed ones among them.</summary>
    public required int ToAsk { get; init; }

    /// <summary>What is not as it was, as sentences; empty where everything is.</summary>
    public required IReadOnlyList<string> Changes { get; init; }
}

/// <summary>What calls have used, as far as it is known.</summary>
/// <param name="Requests">Requests, every attempt counted.</param>
/// <param name="Tokens">Tokens, input and output together.</param>
/// <param name="CostUsd">US dollars.</param>
public sealed record RunUse(int Requests, long Tokens, decimal CostUsd)
{
    /// <summary>Nothing.</summary>
    public static RunUse None { get; } = new(0, 0, 0);

    /// <summary>This use and another.</summary>
    public RunUse Plus(RunUse other) => new(Requests + other.Requests, Tokens + other.Tokens, CostUsd + other.CostUsd);

    /// <summary>What one result has used.</summary>
    internal static RunUse Of(Running.ItemResult result) =>
        new(result.Attempts, result.Cached ? 0 : TokensOf(result.Usage) + TokensOf(result.RetriedUsage), result.CostUsd ?? 0);

    private static long TokensOf(Models.TokenUsage? usage) => usage is null ? 0 : usage.Input + usage.Output;
}
