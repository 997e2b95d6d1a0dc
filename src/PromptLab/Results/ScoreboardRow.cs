using System.Text.Json.Serialization;

namespace PromptLab.Results;

/// <summary>
/// One run as one row of the scoreboard, its members in the order of the columns. Null is an empty cell: not known, or
/// not applicable.
/// </summary>
public sealed record ScoreboardRow
{
    private readonly IReadOnlyDictionary<string, string>? _asRead;

    /// <summary>The version of the row's form, from 1.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The run, and the name of its folder.</summary>
    public required string RunId { get; init; }

    /// <summary>When the run began; stored in UTC, to the second.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>What started the run, such as <c>local</c> or <c>ci</c>; null where the row does not say.</summary>
    public string? Trigger { get; init; }

    /// <summary>The prompt's name.</summary>
    public required string Prompt { get; init; }

    /// <summary>The prompt's version, such as <c>v3</c>; null for responses recorded elsewhere.</summary>
    public required string? Version { get; init; }

    /// <summary>The version that it was made from; null for a first one.</summary>
    public string? Parent { get; init; }

    /// <summary>The sections that changed against the parent; empty for a first version.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];

    /// <summary>The version's title; null where it has none.</summary>
    public string? Title { get; init; }

    /// <summary>The prompt's hash, with <c>sha256:</c>; null where the row does not say.</summary>
    public string? PromptHash { get; init; }

    /// <summary>The model's name in <c>promptlab.yaml</c>; null for responses recorded elsewhere of a model that nobody named.</summary>
    public required string? Model { get; init; }

    /// <summary>The model as its provider names it; null where the row does not say.</summary>
    public string? ModelId { get; init; }

    /// <summary>The hash of the model's parameters, with <c>sha256:</c>; null where the row does not say.</summary>
    public string? ConfigHash { get; init; }

    /// <summary>The eval set's name.</summary>
    public required string EvalSet { get; init; }

    /// <summary>The eval set's version; null where it declares none.</summary>
    public string? EvalSetVersion { get; init; }

    /// <summary>The eval set's hash, with <c>sha256:</c>; null where the row does not say.</summary>
    public string? EvalSetHash { get; init; }

    /// <summary>The split that was run, several joined with <c>;</c>; null for an eval set that is not split.</summary>
    public string? Split { get; init; }

    /// <summary>The hash of the graders, with <c>sha256:</c>; null where the row does not say.</summary>
    public string? GradersHash { get; init; }

    /// <summary>How many items were asked.</summary>
    public required int Items { get; init; }

    /// <summary>How often each was asked.</summary>
    public required int Repeats { get; init; }

    /// <summary>How many results have a score.</summary>
    public required int Scored { get; init; }

    /// <summary>How many calls failed.</summary>
    public required int Errors { get; init; }

    /// <summary>The share of scored results that pass, from 0 to 1; null where none is scored.</summary>
    public double? PassRate { get; init; }

    /// <summary>The lower limit of the pass rate's 95% interval, from 0 to 1; null where nothing was scored.</summary>
    public double? PassCiLow { get; init; }

    /// <summary>The upper limit of the pass rate's 95% interval, from 0 to 1; null where nothing was scored.</summary>
    public double? PassCiHigh { get; init; }

    /// <summary>The mean score, from 0 to 1; null where none is scored.</summary>
    public double? ScoreMean { get; init; }

    /// <summary>The mean of each grader, in the eval set's order.</summary>
    public IReadOnlyList<ScoreboardMetric> Metrics { get; init; } = [];

    /// <summary>The version that the run is compared with; null where it is compared with none.</summary>
    public string? Baseline { get; init; }

    /// <summary>The candidate's pass rate minus the baseline's, from −1 to 1; null without a comparison or a verdict.</summary>
    public double? Delta { get; init; }

    /// <summary>The lower limit of the difference's 95% interval, from −1 to 1; null without a comparison or a verdict.</summary>
    public double? DeltaCiLow { get; init; }

    /// <summary>The upper limit of the difference's 95% interval, from −1 to 1; null without a comparison or a verdict.</summary>
    public double? DeltaCiHigh { get; init; }

    /// <summary>How many items went from fail to pass; null without a comparison or a verdict.</summary>
    public int? Fixed { get; init; }

    /// <summary>How many items went from pass to fail; null without a comparison or a verdict.</summary>
    public int? Broken { get; init; }

    /// <summary>The two-sided p-value of the comparison, from 0 to 1; null without a comparison or a verdict.</summary>
    public double? PValue { get; init; }

    /// <summary>The comparison in words, or <c>baseline</c>; null without a comparison.</summary>
    public string? Verdict { get; init; }

    /// <summary>The tokens sent; null where no provider reported them.</summary>
    public long? InputTokens { get; init; }

    /// <summary>The tokens received; null where no provider reported them.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>
    /// What the run paid by the price list, in US dollars; an answer of the response cache costs nothing. Null where a price or the
    /// usage is unknown.
    /// </summary>
    public decimal? CostUsd { get; init; }

    /// <summary>The median latency, stored in whole milliseconds; null where no latency is known.</summary>
    [JsonPropertyName("latency_p50_ms")]
    public TimeSpan? LatencyP50 { get; init; }

    /// <summary>The latency that 95 of 100 calls stay below, stored in whole milliseconds; null where no latency is known.</summary>
    [JsonPropertyName("latency_p95_ms")]
    public TimeSpan? LatencyP95 { get; init; }

    /// <summary>The short hash of the commit that was run; null outside of a Git repository.</summary>
    public string? GitCommit { get; init; }

    /// <summary>True where the working tree differed from the commit; null outside of a Git repository.</summary>
    public bool? GitDirty { get; init; }

    /// <summary>The version of the tool; null where the row does not say.</summary>
    public string? ToolVersion { get; init; }

    /// <summary>
    /// The hash of the ids of the items that were asked, with <c>sha256:</c>: it tells apart runs over different choices of
    /// the same eval set. Null in rows of before the column.
    /// </summary>
    [JsonIgnore]
    public string? SelectedIdsHash
    {
        get;
        init => (field, _asRead) = (value, null);
    }

    /// <summary>
    /// What the answers cost when they were asked, in US dollars; null where that is <see cref="CostUsd"/>, because the cache
    /// gave none of them, and where it is not known. Compare versions by it.
    /// </summary>
    [JsonIgnore]
    public decimal? UncachedCostUsd
    {
        get;
        init => (field, _asRead) = (value, null);
    }

    /// <summary>
    /// True where the row says that its scores are tuning scores, false where it says that they are not; null in rows of before
    /// the column, which <see cref="IsTuningScore"/> labels too.
    /// </summary>
    [JsonIgnore]
    public bool? Optimistic
    {
        get;
        init => (field, _asRead) = (value, null);
    }

    /// <summary>
    /// The p-value after Holm’s correction, from 0 to 1, by which the verdict goes; null where only one version was compared
    /// with the baseline.
    /// </summary>
    [JsonIgnore]
    public double? CorrectedPValue
    {
        get;
        init => (field, _asRead) = (value, null);
    }

    /// <summary>
    /// The hash of the last line of the eval set's holdout ledger when the row was written, with <c>sha256:</c>: a ledger that lost
    /// the line since was edited or cut. Null where there was no ledger, and in rows of before the column.
    /// </summary>
    [JsonIgnore]
    public string? LedgerHash
    {
        get;
        init => (field, _asRead) = (value, null);
    }

    /// <summary>The cells of columns that this version of the tool does not know, by column; empty cells are left out.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Extra
    {
        get;
        init => (field, _asRead) = (value, null);
    } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The cells of the columns that a new file lacks, by column. Those of a row that was read are texts of the file, in its
    /// order, until one of the five members above is set.
    /// </summary>
    [JsonInclude]
    [JsonPropertyName("extra")]
    internal IReadOnlyDictionary<string, string> AddedCells
    {
        get => _asRead ?? ScoreboardColumns.AddedCellsOf(this);
        init => _asRead = value;
    }

    /// <summary>True where its scores are tuning scores: optimistic, and no claim; see <see cref="TuningScore"/>.</summary>
    public bool IsTuningScore => TuningScore.Is(this);
}

/// <summary>The mean of one grader.</summary>
/// <param name="Name">The grader's id; it holds neither <c>=</c> nor <c>;</c>.</param>
/// <param name="Mean">From 0 to 1; null where the grader decided nothing.</param>
public sealed record ScoreboardMetric(string Name, double? Mean);
