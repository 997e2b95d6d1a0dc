using System.Globalization;
using CsvHelper;

namespace PromptLab.Tests.Cli.Processes;

/// <summary>What a run says in its files, without what differs each time: its id, when it was made, and how long calls took.</summary>
/// <param name="Totals">The status and the totals of <c>run.json</c>.</param>
/// <param name="Items">Of <c>items.csv</c>, each item with repeat, status, score, tokens and cost.</param>
/// <param name="Row">The cells of the scoreboard's row.</param>
internal sealed record RunFigures(string Totals, IReadOnlyList<string> Items, string Row)
{
    private static readonly string[] ItemColumns =
    [
        "item_id",
        "item_hash",
        "repeat",
        "status",
        "score",
        "output",
        "input_tokens",
        "output_tokens",
        "cost_usd",
        "attempts",
    ];
    private static readonly string[] Differing = ["run_id", "started_at", "latency_p50_ms", "latency_p95_ms"];

    /// <summary>Reads the only run of a bench, which has exactly one row.</summary>
    public static RunFigures Of(ProcessBench bench)
    {
        var (run, row) = (bench.Record, Assert.Single(Table(bench.Bench.Read("results/scoreboard.csv"))));
        Assert.Equal(bench.RunId, row["run_id"]);
        return new RunFigures(
            $"{run["status"]} {run["totals"]!.ToJsonString()}",
            [
                .. Table(bench.Bench.Read($"results/runs/{bench.RunId}/items.csv"))
                    .Select(item => string.Join(' ', ItemColumns.Select(column => item[column]))),
            ],
            string.Join(',', row.Where(cell => !Differing.Contains(cell.Key)).Select(cell => $"{cell.Key}={cell.Value}"))
        );
    }

    /// <summary>The rows of a CSV file, each by column.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Table(string text)
    {
        using var csv = new CsvReader(new StringReader(text), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (csv.Read())
            rows.Add(csv.HeaderRecord!.ToDictionary(name => name, name => csv.GetField(name)!, StringComparer.Ordinal));
        return rows;
    }

    /// <summary>Fails where two runs say something else.</summary>
    public static void AssertEqual(RunFigures expected, RunFigures actual)
    {
        Assert.Equal(expected.Totals, actual.Totals);
        Assert.Equal(expected.Items, actual.Items);
        Assert.Equal(expected.Row, actual.Row);
    }
}
