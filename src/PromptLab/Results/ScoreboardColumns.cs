using System.Globalization;
using PromptLab.Files;

namespace PromptLab.Results;

/// <summary>The columns of the scoreboard: their names, their order in a new file, and the text of each cell.</summary>
internal static class ScoreboardColumns
{
    private static readonly IReadOnlyList<(string Name, Func<ScoreboardRow, string?> Cell)> All =
    [
        ("schema", row => Whole(row.Schema)),
        ("run_id", row => row.RunId),
        ("started_at", row => row.StartedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        ("trigger", row => row.Trigger),
        ("prompt", row => row.Prompt),
        ("version", row => row.Version),
        ("parent", row => row.Parent),
        ("changed", row => string.Join(';', row.Changed)),
        ("title", row => row.Title),
        ("prompt_hash", row => row.PromptHash),
        ("model", row => row.Model),
        ("model_id", row => row.ModelId),
        ("config_hash", row => row.ConfigHash),
        ("evalset", row => row.EvalSet),
        ("evalset_version", row => row.EvalSetVersion),
        ("evalset_hash", row => row.EvalSetHash),
        ("split", row => row.Split),
        ("graders_hash", row => row.GradersHash),
        ("items", row => Whole(row.Items)),
        ("repeats", row => Whole(row.Repeats)),
        ("scored", row => Whole(row.Scored)),
        ("errors", row => Whole(row.Errors)),
        ("pass_rate", row => Rate(row.PassRate)),
        ("pass_ci_low", row => Rate(row.PassCiLow)),
        ("pass_ci_high", row => Rate(row.PassCiHigh)),
        ("score_mean", row => Rate(row.ScoreMean)),
        ("metrics", row => string.Join(';', row.Metrics.Select(metric => $"{metric.Name}={Rate(metric.Mean)}"))),
        ("baseline", row => row.Baseline),
        ("delta", row => Rate(row.Delta)),
        ("delta_ci_low", row => Rate(row.DeltaCiLow)),
        ("delta_ci_high", row => Rate(row.DeltaCiHigh)),
        ("fixed", row => Whole(row.Fixed)),
        ("broken", row => Whole(row.Broken)),
        ("p_value", row => PValue(row.PValue)),
        ("verdict", row => row.Verdict),
        ("input_tokens", row => Whole(row.InputTokens)),
        ("output_tokens", row => Whole(row.OutputTokens)),
        ("cost_usd", row => Money(row.CostUsd)),
        ("latency_p50_ms", row => Milliseconds(row.LatencyP50)),
        ("latency_p95_ms", row => Milliseconds(row.LatencyP95)),
        ("git_commit", row => row.GitCommit),
        ("git_dirty", row => row.GitDirty is { } dirty ? (dirty ? "true" : "false") : null),
        ("tool_version", row => row.ToolVersion),
    ];

    private static readonly Dictionary<string, Func<ScoreboardRow, string?>> ByName = All.ToDictionary(
        column => column.Name,
        column => column.Cell,
        StringComparer.Ordinal
    );

    /// <summary>The names, in the order of a new file.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(column => column.Name)];

    /// <summary>Those without which a file is no scoreboard; their cells are never empty.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    ["run_id", "started_at", "prompt", "version", "model", "evalset", "items", "repeats", "scored", "errors"];

    /// <summary>The cell of a row under a column, safe for a spreadsheet; empty where the row has nothing to say.</summary>
    public static string Cell(ScoreboardRow row, string column) =>
        SpreadsheetText.Neutralise((ByName.TryGetValue(column, out var cell) ? cell(row) : row.Extra.GetValueOrDefault(column)) ?? "");

    /// <summary>True where two rows say the same under every column of ours.</summary>
    public static bool SayTheSame(ScoreboardRow one, ScoreboardRow other) => Names.All(column => Cell(one, column) == Cell(other, column));

    /// <summary>The row that stands in the cells; what can't be read is a problem.</summary>
    public static ScoreboardRow Row(IReadOnlyDictionary<string, string> byColumn, string file, int line, Problems problems)
    {
        var cells = new ScoreboardCells(byColumn, file, line, problems);
        return new ScoreboardRow
        {
            Schema = cells.Count("schema") ?? 1,
            RunId = cells.Required("run_id"),
            StartedAt = cells.RequiredTime("started_at"),
            Trigger = cells.Text("trigger"),
            Prompt = cells.Required("prompt"),
            Version = cells.Text("version"),
            Parent = cells.Text("parent"),
            Changed = cells.List("changed"),
            Title = cells.Text("title"),
            PromptHash = cells.Text("prompt_hash"),
            Model = cells.Text("model"),
            ModelId = cells.Text("model_id"),
            ConfigHash = cells.Text("config_hash"),
            EvalSet = cells.Required("evalset"),
            EvalSetVersion = cells.Text("evalset_version"),
            EvalSetHash = cells.Text("evalset_hash"),
            Split = cells.Text("split"),
            GradersHash = cells.Text("graders_hash"),
            Items = cells.RequiredCount("items"),
            Repeats = cells.RequiredCount("repeats"),
            Scored = cells.RequiredCount("scored"),
            Errors = cells.RequiredCount("errors"),
            PassRate = cells.Number("pass_rate"),
            PassCiLow = cells.Number("pass_ci_low"),
            PassCiHigh = cells.Number("pass_ci_high"),
            ScoreMean = cells.Number("score_mean"),
            Metrics = cells.Metrics("metrics"),
            Baseline = cells.Text("baseline"),
            Delta = cells.Number("delta"),
            DeltaCiLow = cells.Number("delta_ci_low"),
            DeltaCiHigh = cells.Number("delta_ci_high"),
            Fixed = cells.Count("fixed"),
            Broken = cells.Count("broken"),
            PValue = cells.Number("p_value"),
            Verdict = cells.Text("verdict"),
            InputTokens = cells.LongCount("input_tokens"),
            OutputTokens = cells.LongCount("output_tokens"),
            CostUsd = cells.Money("cost_usd"),
            LatencyP50 = cells.Milliseconds("latency_p50_ms"),
            LatencyP95 = cells.Milliseconds("latency_p95_ms"),
            GitCommit = cells.Text("git_commit"),
            GitDirty = cells.Truth("git_dirty"),
            ToolVersion = cells.Text("tool_version"),
            Extra = byColumn
                .Where(cell => cell.Value.Length > 0 && !ByName.ContainsKey(cell.Key))
                .ToDictionary(cell => cell.Key, cell => SpreadsheetText.Restore(cell.Value), StringComparer.Ordinal),
        };
    }

    private static string? Whole(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    public static string? Money(decimal? usd) => usd?.ToString("0.0000######", CultureInfo.InvariantCulture);

    private static string? Milliseconds(TimeSpan? latency) =>
        latency is { } time ? Whole((long)Math.Round(time.TotalMilliseconds, MidpointRounding.AwayFromZero)) : null;

    // Four digits; a difference that rounds to nothing is “0.0000” and not “-0.0000”.
    private static string? Rate(double? rate) =>
        rate?.ToString("F4", CultureInfo.InvariantCulture) is { } text ? (text == "-0.0000" ? "0.0000" : text) : null;

    // A p-value is never 0, so a small one keeps three digits of its own; and near 0.05 it keeps so many that its side is told.
    public static string? PValue(double? value) =>
        value switch
        {
            > 0 and < 0.001 => value.Value.ToString("0.00E-00", CultureInfo.InvariantCulture),
            > 0.0495 and < 0.0505 => value.Value.ToString("0.0000######", CultureInfo.InvariantCulture),
            _ => Rate(value),
        };
}
