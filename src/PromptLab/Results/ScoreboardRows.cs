using System.Globalization;
using PromptLab.Files;

namespace PromptLab.Results;

/// <summary>Makes the scoreboard's row of a finished run.</summary>
public static class ScoreboardRows
{
    /// <summary>The column that tells apart runs over different choices of the same eval set.</summary>
    public const string SelectedIdsHash = "selected_ids_hash";

    /// <summary>
    /// The column of what the answers cost when they were asked, where the cache gave some of them. Compare versions by
    /// it.
    /// </summary>
    public const string UncachedCostUsd = "uncached_cost_usd";

    /// <summary>
    /// The column of the p-value after Holm’s correction, where several versions were compared with one baseline. The
    /// verdict goes by it.
    /// </summary>
    public const string CorrectedPValue = "p_value_corrected";

    /// <summary>
    /// The column that says <c>true</c> where the row's scores are tuning scores; see <see cref="TuningScore"/>, which
    /// labels the rows of before it too.
    /// </summary>
    public const string Optimistic = "optimistic";

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
            Split = record.EvalSet.Split.Count == 0 ? null : string.Join(';', record.EvalSet.Split),
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
            Extra = ExtraOf(record, summary.Usage),
        };
    }

    /// <summary>True where a row was measured on the items of a run, with its model, parameters and graders.</summary>
    public static bool HasConditionsOf(ScoreboardRow row, RunRecord run) =>
        row.ConfigHash == ContentHash.Short(run.ConfigHash)
        && row.GradersHash == ContentHash.Short(run.GradersHash)
        && row.Extra.GetValueOrDefault(SelectedIdsHash) == ContentHash.Short(run.EvalSet.SelectedIdsHash);

    /// <summary>True where a row is of the very text of a run's prompt.</summary>
    public static bool IsOfPrompt(ScoreboardRow row, RunPrompt prompt) =>
        row.Prompt == prompt.Name && row.PromptHash is { } hash && prompt.Hash is { } whole && hash == ContentHash.Short(whole);

    /// <summary>True where two rows say the same under every column of ours.</summary>
    public static bool SayTheSame(ScoreboardRow one, ScoreboardRow other) =>
        ScoreboardColumns
            .Names.Concat([SelectedIdsHash, UncachedCostUsd, CorrectedPValue])
            .All(column => ScoreboardColumns.Cell(one, column) == ScoreboardColumns.Cell(other, column));

    /// <summary>The cells of other columns with the corrected p-value beside them; as they are where it is null.</summary>
    public static IReadOnlyDictionary<string, string> WithCorrected(IReadOnlyDictionary<string, string> extra, double? correctedPValue) =>
        ScoreboardColumns.PValue(correctedPValue) is { } cell
            ? new Dictionary<string, string>(extra, StringComparer.Ordinal) { [CorrectedPValue] = cell }
            : extra;

    /// <summary>The p-value that the verdict of a row goes by; null where it holds none.</summary>
    public static double? DecidingPValueOf(ScoreboardRow row) =>
        row.Extra.TryGetValue(CorrectedPValue, out var text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var corrected)
            ? corrected
            : row.PValue;

    /// <summary>What the answers of a row's run cost when they were asked, in US dollars; null where that is unknown.</summary>
    public static decimal? UncachedCostOf(ScoreboardRow row) =>
        row.Extra.TryGetValue(UncachedCostUsd, out var text)
        && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var cost)
            ? cost
            : row.CostUsd;

    private static Dictionary<string, string> ExtraOf(RunRecord record, UsageSummary usage)
    {
        var extra = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [SelectedIdsHash] = ContentHash.Short(record.EvalSet.SelectedIdsHash),
        };
        if (usage.UncachedCostUsd != usage.CostUsd && ScoreboardColumns.Money(usage.UncachedCostUsd) is { } cost)
            extra[UncachedCostUsd] = cost;
        extra[Optimistic] = TuningScore.Is(record) ? "true" : "false";
        return extra;
    }
}
