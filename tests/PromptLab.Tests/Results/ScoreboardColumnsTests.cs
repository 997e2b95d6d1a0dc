using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using PromptLab.Files;
using PromptLab.Results;

namespace PromptLab.Tests.Results;

/// <summary>The list of columns, the properties of a row, the README and the file of this repository agree.</summary>
public sealed partial class ScoreboardColumnsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("promptlab-").FullName;

    // One value for each property: a new property has none here, and its test fails until it has a column.
    private static readonly IReadOnlyDictionary<string, ScoreboardRow> Rows = new Dictionary<string, ScoreboardRow>(StringComparer.Ordinal)
    {
        ["schema"] = Bare with { Schema = 0 },
        ["run_id"] = Bare with { RunId = "r2" },
        ["started_at"] = Bare with { StartedAt = new(2026, 10, 3, 8, 11, 40, TimeSpan.Zero) },
        ["trigger"] = Bare with { Trigger = "ci" },
        ["prompt"] = Bare with { Prompt = "triage" },
        ["version"] = Bare with { Version = "v2" },
        ["parent"] = Bare with { Parent = "v1" },
        ["changed"] = Bare with { Changed = ["role", "task"] },
        ["title"] = Bare with { Title = "Must cite, or abstain" },
        ["prompt_hash"] = Bare with { PromptHash = "sha256:826e21b65e53" },
        ["model"] = Bare with { Model = "small" },
        ["model_id"] = Bare with { ModelId = "small-2026" },
        ["config_hash"] = Bare with { ConfigHash = "sha256:3fd1c0a7e9b2" },
        ["evalset"] = Bare with { EvalSet = "tickets" },
        ["evalset_version"] = Bare with { EvalSetVersion = "2026.10.1" },
        ["evalset_hash"] = Bare with { EvalSetHash = "sha256:9b1e44d0c6f8" },
        ["split"] = Bare with { Split = "train;dev" },
        ["graders_hash"] = Bare with { GradersHash = "sha256:aa07b9d3410e" },
        ["items"] = Bare with { Items = 61 },
        ["repeats"] = Bare with { Repeats = 3 },
        ["scored"] = Bare with { Scored = 59 },
        ["errors"] = Bare with { Errors = 1 },
        ["pass_rate"] = Bare with { PassRate = 0.7667 },
        ["pass_ci_low"] = Bare with { PassCiLow = 0.6456 },
        ["pass_ci_high"] = Bare with { PassCiHigh = 0.8556 },
        ["score_mean"] = Bare with { ScoreMean = 0.788 },
        ["metrics"] = Bare with { Metrics = [new("correctness", 0.7417), new("tone", null)] },
        ["baseline"] = Bare with { Baseline = "v1" },
        ["delta"] = Bare with { Delta = -0.0833 },
        ["delta_ci_low"] = Bare with { DeltaCiLow = -0.1896 },
        ["delta_ci_high"] = Bare with { DeltaCiHigh = 0.0229 },
        ["fixed"] = Bare with { Fixed = 8 },
        ["broken"] = Bare with { Broken = 3 },
        ["p_value"] = Bare with { PValue = 0.0000314 },
        ["verdict"] = Bare with { Verdict = "better" },
        ["input_tokens"] = Bare with { InputTokens = 5_000_000_000 },
        ["output_tokens"] = Bare with { OutputTokens = 5_000_000_001 },
        ["cost_usd"] = Bare with { CostUsd = 0.00043m },
        ["latency_p50_ms"] = Bare with { LatencyP50 = TimeSpan.FromMilliseconds(1225) },
        ["latency_p95_ms"] = Bare with { LatencyP95 = TimeSpan.FromMilliseconds(2290) },
        ["git_commit"] = Bare with { GitCommit = "77be210" },
        ["git_dirty"] = Bare with { GitDirty = true },
        ["tool_version"] = Bare with { ToolVersion = "0.4.0" },
        ["selected_ids_hash"] = Bare with { SelectedIdsHash = "sha256:66317c79a03e" },
        ["uncached_cost_usd"] = Bare with { UncachedCostUsd = 0.0251m },
        ["optimistic"] = Bare with { Optimistic = false },
        ["p_value_corrected"] = Bare with { CorrectedPValue = 0.0491 },
        ["ledger_hash"] = Bare with { LedgerHash = "sha256:5b1f0d92e7aa" },
    };

    public static TheoryData<string> Columns => [.. ScoreboardColumns.All.Select(column => column.Name)];

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task A_value_comes_back_from_the_file_under_its_column_and_no_other(string column)
    {
        await Board.AppendAsync([Rows[column]], TestContext.Current.CancellationToken);

        var problems = new Problems();
        Assert.Equivalent(Rows[column], Assert.Single(Board.Read(problems)), strict: true);
        Assert.Empty(problems.Found);
        Assert.Equal(
            [column],
            ScoreboardColumns.All.Where(other => other.Write(Rows[column]) != other.Write(Bare)).Select(other => other.Name)
        );
    }

    [Fact]
    public void Every_property_of_a_row_has_exactly_one_column()
    {
        var properties = typeof(ScoreboardRow)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && property.Name != nameof(ScoreboardRow.Extra));

        Assert.Equal(
            properties.Select(property => property.Name),
            Rows.Values.Select(row => Assert.Single(properties, property => IsSet(property, row)).Name)
        );
        Assert.Equal(Rows.Keys, ScoreboardColumns.All.Select(column => column.Name));
    }

    [Fact]
    public void The_readme_has_a_row_for_each_column_in_order_and_says_which_are_required()
    {
        var readme = File.ReadAllText(Path.Combine(SharedFiles.Root, "src/PromptLab/Results/README.md"));
        var documented = ReadmeRow().Matches(readme).Select(row => (row.Groups["name"].Value, row.Groups["mark"].Value.Trim()));

        Assert.Equal(ScoreboardColumns.All.Select(column => (column.Name, MarkOf(column.Presence))), documented);
    }

    [Fact]
    public void The_scoreboard_of_this_repository_has_columns_of_ours_alone()
    {
        var header = File.ReadLines(Path.Combine(SharedFiles.Root, "results/scoreboard.csv")).First();

        Assert.Empty(header.Split(',').Except(ScoreboardColumns.All.Select(column => column.Name), StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_new_file_gets_only_those_added_columns_that_its_rows_need()
    {
        await Board.AppendAsync(
            [
                Bare with
                {
                    SelectedIdsHash = "sha256:66317c79a03e",
                    Optimistic = false,
                },
                Bare with
                {
                    SelectedIdsHash = "sha256:66317c79a03e",
                    UncachedCostUsd = 0.5m,
                    Optimistic = true,
                    CorrectedPValue = 0.01,
                },
            ],
            TestContext.Current.CancellationToken
        );

        var lines = File.ReadAllLines(BoardPath);
        Assert.EndsWith(
            ",tool_version,selected_ids_hash,optimistic,uncached_cost_usd,p_value_corrected",
            lines[0],
            StringComparison.Ordinal
        );
        Assert.EndsWith(",sha256:66317c79a03e,false,,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",sha256:66317c79a03e,true,0.5000,0.0100", lines[2], StringComparison.Ordinal);
    }

    // A spreadsheet that saves the file may write 0.0100 as 0.01 and true as TRUE.
    [Fact]
    public void In_json_the_cells_of_added_columns_are_the_files_own_texts_in_its_order()
    {
        File.WriteAllText(
            BoardPath,
            """
            run_id,started_at,prompt,version,model,evalset,items,repeats,scored,errors,p_value_corrected,remark,optimistic,uncached_cost_usd
            r1,2026-10-02T08:11:40Z,refund-intake,v1,main,refunds,60,1,60,0,0.01,'=keep,TRUE,cheap

            """
        );
        var problems = new Problems();

        var row = Assert.Single(Board.Read(problems));

        Assert.Empty(problems.Found);
        Assert.Equal((0.01, true, null), (row.CorrectedPValue, row.Optimistic, row.UncachedCostUsd));
        Assert.Equal(["remark"], row.Extra.Keys);
        Assert.EndsWith(
            """ "extra":{"p_value_corrected":"0.01","remark":"=keep","optimistic":"TRUE","uncached_cost_usd":"cheap"},"is_tuning_score":true}"""[
                1..
            ],
            JsonSerializer.Serialize(row, FileJson.Line),
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            ""","extra":{"optimistic":"false","p_value_corrected":"0.0100","remark":"=keep"},"is_tuning_score":false}""",
            JsonSerializer.Serialize(row with { Optimistic = false }, FileJson.Line),
            StringComparison.Ordinal
        );
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ScoreboardRow Bare =>
        new()
        {
            RunId = "r1",
            StartedAt = new(2026, 10, 2, 8, 11, 40, TimeSpan.Zero),
            Prompt = "refund-intake",
            Version = "v1",
            Model = "main",
            EvalSet = "refunds",
            Items = 60,
            Repeats = 1,
            Scored = 60,
            Errors = 0,
        };

    private string BoardPath => Path.Combine(_folder, "scoreboard.csv");

    private Scoreboard Board => new(BoardPath, "results/scoreboard.csv", TimeProvider.System);

    private static bool IsSet(PropertyInfo property, ScoreboardRow row) =>
        JsonSerializer.Serialize(property.GetValue(row)) != JsonSerializer.Serialize(property.GetValue(Bare));

    private static string MarkOf(ScoreboardPresence presence) =>
        presence switch
        {
            ScoreboardPresence.InEveryRow => "●●",
            ScoreboardPresence.InEveryFile => "●",
            _ => "",
        };

    [GeneratedRegex(@"^\| `(?<name>\w+)` \|( (?<mark>●*) ?\|)?", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReadmeRow();
}
