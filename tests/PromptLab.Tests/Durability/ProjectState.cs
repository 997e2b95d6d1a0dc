using System.Text.RegularExpressions;

namespace PromptLab.Tests.Durability;

/// <summary>
/// What a project holds, without what differs from one time to the next: run ids, times, hashes of lines that have them, and files
/// that were pending when a command was killed. Of the runs it has the rows of the scoreboard.
/// </summary>
internal static partial class ProjectState
{
    public static string Of(string folder) =>
        string.Join(
            '\n',
            Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
                .Where(IsKept)
                .Order(StringComparer.Ordinal)
                .Select(path => $"== {path}\n{Content(path, File.ReadAllText(Path.Combine(folder, path)))}")
        );

    private static bool IsKept(string path) =>
        !path.StartsWith("results/runs/", StringComparison.Ordinal)
            && !path.StartsWith("results/cache/", StringComparison.Ordinal)
            && Path.GetExtension(path) is not (".tmp" or ".torn" or ".lock" or ".aside")
        || path.EndsWith("/versions.lock", StringComparison.Ordinal);

    private static string Content(string path, string text) =>
        path switch
        {
            "results/scoreboard.csv" => Rows(text),
            _ when path.StartsWith("recordings/", StringComparison.Ordinal) => Latency().Replace(text, ""),
            _ => Time().Replace(Previous().Replace(RunId().Replace(text, "RUN"), "PREVIOUS"), "TIME"),
        };

    // A row for each run: version, eval set, items, scored, errors.
    private static string Rows(string text) =>
        string.Join(
            '\n',
            Cli.Processes.RunFigures.Table(text)
                .Select(row =>
                    $"{row["prompt"]} {row["version"]} {row["evalset"]} {row["items"]} {row["scored"]} {row["errors"]} {row["pass_rate"]}"
                )
                .Order(StringComparer.Ordinal)
        );

    [GeneratedRegex("[0-9]{8}-[0-9]{6}-[a-z0-9-]+-[0-9a-f]{6}", RegexOptions.None, 1000)]
    private static partial Regex RunId();

    [GeneratedRegex("\"previous\":(?:null|\"[^\"]*\")", RegexOptions.None, 1000)]
    private static partial Regex Previous();

    [GeneratedRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+]00:00)", RegexOptions.None, 1000)]
    private static partial Regex Time();

    [GeneratedRegex("\"latency_ms\":[0-9.e+-]+", RegexOptions.None, 1000)]
    private static partial Regex Latency();
}
