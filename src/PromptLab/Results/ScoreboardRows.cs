using PromptLab.EvalSets;
using PromptLab.Files;

namespace PromptLab.Results;

/// <summary>Makes the scoreboard's row of a finished run.</summary>
internal static class ScoreboardRows
{
    /// <summary>The row. The columns of the comparison with a baseline stay empty.</summary>
    public static ScoreboardRow Of(FinishedRun run)
    {
        var (record, summary) = (run.Record, run.Summary);
        return new ScoreboardRow
        {
            RunId = record.RunId,
            StartedAt = record.StartedAt,
            Trigger = record.Trigger,
            Prompt = record.Prompt.Name,
            Version = record.Prompt.Version,
            Parent = record.Prompt.Parent,
            Changed = record.Prompt.Changes,
            Title = record.Prompt.Title,
            PromptHash = record.Prompt.Hash is { } hash ? ContentHash.Short(hash) : null,
            Model = record.Model.Alias,
            ModelId = record.Model.Id,
            ConfigHash = ContentHash.Short(record.ConfigHash),
            EvalSet = record.EvalSet.Name,
            EvalSetVersion = record.EvalSet.Version,
            EvalSetHash = ContentHash.Short(record.EvalSet.Hash),
            Split = new SplitChoice(record.EvalSet.Split).Text,
            GradersHash = ContentHash.Short(record.GradersHash),
            Items = summary.Items,
            Repeats = record.Repeats,
            Scored = summary.Scored,
            Errors = summary.Errors,
            PassRate = summary.PassRate,
            PassCiLow = summary.PassInterval?.Low,
            PassCiHigh = summary.PassInterval?.High,
            ScoreMean = summary.ScoreMean,
            Metrics = [.. summary.Graders.Select(grader => new ScoreboardMetric(grader.Id, grader.Mean))],
            InputTokens = summary.Usage.Unreported == 0 ? summary.Usage.InputTokens : null,
            OutputTokens = summary.Usage.Unreported == 0 ? summary.Usage.OutputTokens : null,
            CostUsd = summary.Usage.CostUsd,
            LatencyP50 = summary.LatencyP50,
            LatencyP95 = summary.LatencyP95,
            GitCommit = record.Git?.Commit,
            GitDirty = record.Git?.Dirty,
            ToolVersion = record.Tool.Version,
            SelectedIdsHash = ContentHash.Short(record.EvalSet.SelectedIdsHash),
            UncachedCostUsd = summary.Usage.UncachedCostUsd == summary.Usage.CostUsd ? null : summary.Usage.UncachedCostUsd,
            Optimistic = TuningScore.Is(record),
        };
    }

    /// <summary>True where a row was measured on the items of a run, with its model, parameters and graders.</summary>
    public static bool HasConditionsOf(ScoreboardRow row, RunRecord run) =>
        row.ConfigHash == ContentHash.Short(run.ConfigHash)
        && row.GradersHash == ContentHash.Short(run.GradersHash)
        && row.SelectedIdsHash == ContentHash.Short(run.EvalSet.SelectedIdsHash);

    /// <summary>True where a row is of the very text of a run's prompt.</summary>
    public static bool IsOfPrompt(ScoreboardRow row, RunPrompt prompt) => prompt.Hash is { } hash && IsOfText(row, prompt.Name, hash);

    /// <summary>True where a row is of the text with this hash.</summary>
    public static bool IsOfText(ScoreboardRow row, string prompt, string hash) =>
        row.Prompt == prompt && row.PromptHash is { } known && known == ContentHash.Short(hash);

    /// <summary>The p-value that the verdict of a row goes by; null where it holds none.</summary>
    public static double? DecidingPValueOf(ScoreboardRow row) => row.CorrectedPValue ?? row.PValue;

    /// <summary>What the answers of a row's run cost when they were asked, in US dollars; null where that is unknown.</summary>
    public static decimal? UncachedCostOf(ScoreboardRow row) => row.UncachedCostUsd ?? row.CostUsd;
}
