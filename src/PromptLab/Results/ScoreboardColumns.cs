using System.Globalization;
using static PromptLab.Results.ScoreboardPresence;

namespace PromptLab.Results;

/// <summary>The columns of the scoreboard. The README beside this file says what each one holds.</summary>
internal static class ScoreboardColumns
{
    /// <summary>The column that holds the version of a row's format.</summary>
    public const string Schema = "schema";

    /// <summary>Every column of ours: first those of a new file, in its order, then those that are added when a row needs them.</summary>
    public static IReadOnlyList<ScoreboardColumn> All { get; } =
    [
        new(Schema, row => Whole(row.Schema), (row, cell) => row with { Schema = cell.Count() ?? 1 }),
        new("run_id", row => row.RunId, (row, cell) => row with { RunId = cell.Text() ?? "" }, InEveryRow),
        new("started_at", row => Time(row.StartedAt), (row, cell) => row with { StartedAt = cell.Time() ?? default }, InEveryRow),
        new("trigger", row => row.Trigger, (row, cell) => row with { Trigger = cell.Text() }),
        new("prompt", row => row.Prompt, (row, cell) => row with { Prompt = cell.Text() ?? "" }, InEveryRow),
        new("version", row => row.Version, (row, cell) => row with { Version = cell.Text() }, InEveryFile),
        new("parent", row => row.Parent, (row, cell) => row with { Parent = cell.Text() }),
        new("changed", row => string.Join(';', row.Changed), (row, cell) => row with { Changed = cell.List() }),
        new("title", row => row.Title, (row, cell) => row with { Title = cell.Text() }),
        new("prompt_hash", row => row.PromptHash, (row, cell) => row with { PromptHash = cell.Text() }),
        new("model", row => row.Model, (row, cell) => row with { Model = cell.Text() }, InEveryFile),
        new("model_id", row => row.ModelId, (row, cell) => row with { ModelId = cell.Text() }),
        new("config_hash", row => row.ConfigHash, (row, cell) => row with { ConfigHash = cell.Text() }),
        new("evalset", row => row.EvalSet, (row, cell) => row with { EvalSet = cell.Text() ?? "" }, InEveryRow),
        new("evalset_version", row => row.EvalSetVersion, (row, cell) => row with { EvalSetVersion = cell.Text() }),
        new("evalset_hash", row => row.EvalSetHash, (row, cell) => row with { EvalSetHash = cell.Text() }),
        new("split", row => row.Split, (row, cell) => row with { Split = cell.Text() }),
        new("graders_hash", row => row.GradersHash, (row, cell) => row with { GradersHash = cell.Text() }),
        new("items", row => Whole(row.Items), (row, cell) => row with { Items = cell.Count() ?? 0 }, InEveryRow),
        new("repeats", row => Whole(row.Repeats), (row, cell) => row with { Repeats = cell.Count() ?? 0 }, InEveryRow),
        new("scored", row => Whole(row.Scored), (row, cell) => row with { Scored = cell.Count() ?? 0 }, InEveryRow),
        new("errors", row => Whole(row.Errors), (row, cell) => row with { Errors = cell.Count() ?? 0 }, InEveryRow),
        new("pass_rate", row => Rate(row.PassRate), (row, cell) => row with { PassRate = cell.Number() }),
        new("pass_ci_low", row => Rate(row.PassCiLow), (row, cell) => row with { PassCiLow = cell.Number() }),
        new("pass_ci_high", row => Rate(row.PassCiHigh), (row, cell) => row with { PassCiHigh = cell.Number() }),
        new("score_mean", row => Rate(row.ScoreMean), (row, cell) => row with { ScoreMean = cell.Number() }),
        new("metrics", row => Metrics(row.Metrics), (row, cell) => row with { Metrics = cell.Metrics() }),
        new("baseline", row => row.Baseline, (row, cell) => row with { Baseline = cell.Text() }),
        new("delta", row => Rate(row.Delta), (row, cell) => row with { Delta = cell.Number() }),
        new("delta_ci_low", row => Rate(row.DeltaCiLow), (row, cell) => row with { DeltaCiLow = cell.Number() }),
        new("delta_ci_high", row => Rate(row.DeltaCiHigh), (row, cell) => row with { DeltaCiHigh = cell.Number() }),
        new("fixed", row => Whole(row.Fixed), (row, cell) => row with { Fixed = cell.Count() }),
        new("broken", row => Whole(row.Broken), (row, cell) => row with { Broken = cell.Count() }),
        new("p_value", row => PValue(row.PValue), (row, cell) => row with { PValue = cell.Number() }),
        new("verdict", row => row.Verdict, (row, cell) => row with { Verdict = cell.Text() }),
        new("input_tokens", row => Whole(row.InputTokens), (row, cell) => row with { InputTokens = cell.LongCount() }),
        new("output_tokens", row => Whole(row.OutputTokens), (row, cell) => row with { OutputTokens = cell.LongCount() }),
        new("cost_usd", row => Money(row.CostUsd), (row, cell) => row with { CostUsd = cell.Money() }),
        new("latency_p50_ms", row => Milliseconds(row.LatencyP50), (row, cell) => row with { LatencyP50 = cell.Milliseconds() }),
        new("latency_p95_ms", row => Milliseconds(row.LatencyP95), (row, cell) => row with { LatencyP95 = cell.Milliseconds() }),
        new("git_commit", row => row.GitCommit, (row, cell) => row with { GitCommit = cell.Text() }),
        new("git_dirty", row => Truth(row.GitDirty), (row, cell) => row with { GitDirty = cell.Truth() }),
        new("tool_version", row => row.ToolVersion, (row, cell) => row with { ToolVersion = cell.Text() }),
        new("selected_ids_hash", row => row.SelectedIdsHash, (row, cell) => row with { SelectedIdsHash = cell.Text() }, OnDemand),
        new("uncached_cost_usd", row => Money(row.UncachedCostUsd), (row, cell) => row with { UncachedCostUsd = cell.Money() }, OnDemand),
        new("optimistic", row => Truth(row.Optimistic), (row, cell) => row with { Optimistic = cell.Truth() }, OnDemand),
        new("p_value_corrected", row => PValue(row.CorrectedPValue), (row, cell) => row with { CorrectedPValue = cell.Number() }, OnDemand),
        new("ledger_hash", row => row.LedgerHash, (row, cell) => row with { LedgerHash = cell.Text() }, OnDemand),
    ];

    private static readonly Dictionary<string, ScoreboardColumn> ByName = All.ToDictionary(column => column.Name, StringComparer.Ordinal);

    /// <summary>The names of the columns of a new file, in its order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Where(column => !column.IsOnDemand).Select(column => column.Name)];

    /// <summary>The names of those without which a file is no scoreboard.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [.. All.Where(column => column.Presence is InEveryFile or InEveryRow).Select(column => column.Name)];

    /// <summary>The column of ours that has a name; null where none has it.</summary>
    public static ScoreboardColumn? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The cell of a row under a column, safe for a spreadsheet; empty where the row has no value for it.</summary>
    public static string Cell(ScoreboardRow row, string name) =>
        SpreadsheetText.Neutralise(
            (Find(name) is { IsOnDemand: false } column ? column.Write(row) : row.AddedCells.GetValueOrDefault(name)) ?? ""
        );

    /// <summary>The cells of the columns that a new file lacks, by name, as they are written: ours first, then the unknown ones.</summary>
    public static IReadOnlyDictionary<string, string> AddedCellsOf(ScoreboardRow row)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in All.Where(column => column.IsOnDemand))
        {
            if (column.Write(row) is { } cell)
                cells.Add(column.Name, cell);
        }

        foreach (var (name, cell) in row.Extra)
            cells.TryAdd(name, cell);
        return cells;
    }

    private static string? Whole(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Money(decimal? usd) => usd?.ToString("0.0000######", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string? Truth(bool? value) => value is { } truth ? (truth ? "true" : "false") : null;

    private static string? Milliseconds(TimeSpan? latency) =>
        latency is { } time ? Whole((long)Math.Round(time.TotalMilliseconds, MidpointRounding.AwayFromZero)) : null;

    private static string Metrics(IEnumerable<ScoreboardMetric> metrics) =>
        string.Join(';', metrics.Select(metric => $"{metric.Name}={Rate(metric.Mean)}"));

    // Four digits; a difference that rounds to nothing is “0.0000” and not “-0.0000”.
    private static string? Rate(double? rate) =>
        rate?.ToString("F4", CultureInfo.InvariantCulture) is { } text ? (text == "-0.0000" ? "0.0000" : text) : null;

    // A p-value is never 0, so a small one keeps three digits of its own; and near 0.05 it keeps so many that its side is told.
    private static string? PValue(double? value) =>
        value switch
        {
            > 0 and < 0.001 => value.Value.ToString("0.00E-00", CultureInfo.InvariantCulture),
            > 0.0495 and < 0.0505 => value.Value.ToString("0.0000######", CultureInfo.InvariantCulture),
            _ => Rate(value),
        };
}
