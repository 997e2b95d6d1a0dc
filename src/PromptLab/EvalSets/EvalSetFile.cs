using System.Globalization;
using System.Text.RegularExpressions;
using PromptLab.Files;

namespace PromptLab.EvalSets;

/// <summary>Reads <c>evalset.yaml</c> and the data files that it lists.</summary>
internal static partial class EvalSetFile
{
    /// <summary>The file name of every eval set.</summary>
    public const string FileName = "evalset.yaml";

    // What evalset.yaml has besides its graders.
    private static readonly string[] OtherKeys =
    [
        "schema",
        "name",
        "version",
        "description",
        "source",
        "data",
        "columns",
        "ignore",
        "splits",
        "defaults",
        "gates",
    ];

    private const string Schema = "promptlab/evalset@1";

    /// <summary>Reads an eval set; null if it has an error. Every problem is reported with its file and line.</summary>
    /// <param name="path">The full path of <c>evalset.yaml</c>.</param>
    /// <param name="shownAs">The file name to use in messages.</param>
    /// <param name="problems">Collects the problems.</param>
    public static EvalSet? Read(string path, string shownAs, Problems problems) => Read(path, shownAs, new EvalSetReadOptions(), problems);

    internal static EvalSet? Read(string path, string shownAs, EvalSetReadOptions options, Problems problems)
    {
        var found = new Problems();
        var evalSet =
            options.ReadText(path, shownAs, found) is { } text && YamlMap.Read(text, shownAs, found) is { } map
                ? Read(map, path, options, found)
                : null;
        problems.AddRange(found.Found);
        return found.HasErrors ? null : evalSet;
    }

    private static EvalSet Read(YamlMap map, string path, EvalSetReadOptions options, Problems problems)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (map.RequiredText("schema", Schema) is { Length: > 0 } schema && schema != Schema)
            map.Problem("schema", FileFormat.ObjectionTo(schema, Schema)!);
        var (splits, holdouts) = SplitsOf(map);
        var mapping = ItemMapping.Read(map);
        var reader = new ItemReader(splits, holdouts, mapping, options, problems) { Folder = folder };
        var files = DataFiles(map, folder).Select(file => (file.ShownAs, Items: reader.Read(file.Path, file.ShownAs).ToList())).ToList();
        var items = files.SelectMany(file => file.Items).ToList();
        if (items.Count == 0 && !problems.HasErrors)
            map.Problem("data", "The eval set has no items. Write 50 to 100 of them, each with an id, its input and what is expected.");
        foreach (var empty in files.Where(file => file.Items.Count == 0 && !problems.HasErrors))
            problems.Add(empty.ShownAs, null, "There are no items in this file. Write some, or take it out of “data”.");
        var graders = GradersOf(map);
        var evalSet = new EvalSet
        {
            Name = NameOf(map, folder),
            Version = map.Text("version"),
            Hash = EvalSetHash.Of(items),
            Items = items,
            Graders = graders,
            Groups = GraderDefinitionReader.ReadGroups(map.Maps("groups"), graders),
            Score = ScoreOf(map),
            InputFields = [.. reader.Fields.Values],
            Splits = [.. splits.Select(name => SplitNames.InPlaceOf(name, holdouts)).Distinct(StringComparer.Ordinal)],
            HoldoutNames = holdouts,
            Mapping = mapping,
            Timeout = TimeoutOf(map),
            Gates = map.Maps("gates"),
            File = map.File,
            Folder = folder,
        };
        map.RejectUnknownKeys("evalset.yaml", "description", "source");
        return evalSet;
    }

    /// <summary>An eval set with the graders, groups and pass mark that another mapping has.</summary>
    internal static EvalSet WithGraders(EvalSet evalSet, YamlMap map)
    {
        var graders = GradersOf(map);
        evalSet = evalSet with
        {
            Graders = graders,
            Groups = GraderDefinitionReader.ReadGroups(map.Maps("groups"), graders),
            Score = ScoreOf(map),
        };
        map.RejectUnknownKeys("a file of graders", OtherKeys);
        return evalSet;
    }

    private static string NameOf(YamlMap map, string folder)
    {
        var folderName = Path.GetFileName(folder);
        var name = map.RequiredText("name", folderName);
        if (name.Length > 0 && name != folderName)
            map.Problem("name", $"The name is “{name}”, but the folder is “{folderName}”. They must be equal.");
        return folderName;
    }

    // Whatever its name, a split to confirm on is the holdout.
    private static (IReadOnlyList<string> All, IReadOnlyList<string> Holdouts) SplitsOf(YamlMap map)
    {
        if (map.Map("splits") is not { } splits)
            return ([], [SplitNames.Holdout]);
        var holdouts = new List<string>();
        foreach (var name in splits.Keys)
        {
            var split = splits.Map(name);
            var purpose = split?.Text("purpose") is null ? null : split.Choice("purpose", "iterate", "confirm", "export");
            split?.RejectUnknownKeys($"the split “{name}”");
            if (name == SplitNames.Holdout && purpose is "iterate" or "export")
                split?.Problem(
                    "purpose",
                    $"“{SplitNames.Holdout}” is the split to confirm on, so its purpose is confirm. Give a split to {purpose} another name, and its items too."
                );
            if (name == SplitNames.Holdout || purpose == "confirm")
                holdouts.Add(name);
        }

        return ([.. splits.Keys], holdouts.Count > 0 ? holdouts : [SplitNames.Holdout]);
    }

    // “data” takes a file name, a pattern, or a list of both, relative to the folder and inside it.
    private static IEnumerable<(string Path, string ShownAs)> DataFiles(YamlMap map, string folder)
    {
        var shownFolder = Path.GetDirectoryName(map.File)!.Replace('\\', '/');
        if (map.Texts("data") is not { Count: > 0 } patterns)
        {
            map.Problem("data", "“data” is missing. Name the file of the items: data: items.csv");
            yield break;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pattern in patterns)
        {
            if (
                Path.GetFileName(pattern).Length == 0
                || Path.IsPathRooted(pattern)
                || pattern.Split('/', '\\').Contains("..", StringComparer.Ordinal)
            )
            {
                map.Problem(
                    "data",
                    $"“{pattern}” names no file inside the folder {shownFolder}. Write a name such as items.csv, or a pattern such as items-*.jsonl."
                );
                continue;
            }

            var parent = Path.Combine(folder, Path.GetDirectoryName(pattern)!);
            var found = Directory.Exists(parent)
                ? Directory.EnumerateFiles(parent, Path.GetFileName(pattern)).Order(StringComparer.Ordinal).ToList()
                : [];
            if (found.Count == 0)
                map.Problem("data", $"There is no file {shownFolder}/{pattern}.");
            foreach (var path in found.Where(path => Path.GetFileName(path) != EvalSet.LedgerName && seen.Add(path)))
            {
                if (Path.GetExtension(path).ToLowerInvariant() is ".csv" or ".jsonl")
                    yield return (path, $"{shownFolder}/{Path.GetRelativePath(folder, path).Replace('\\', '/')}");
                else
                    map.Problem("data", $"Items are read from .csv and .jsonl files, not from “{Path.GetFileName(path)}”.");
            }
        }
    }

    private static TimeSpan TimeoutOf(YamlMap map)
    {
        var defaults = map.Map("defaults");
        var seconds = defaults?.Number("timeout_seconds", 0.001, 86_400) ?? 60;
        defaults?.RejectUnknownKeys("“defaults”");
        return TimeSpan.FromSeconds(seconds);
    }

    private static IReadOnlyList<GraderDefinition> GradersOf(YamlMap map)
    {
        var graders = GraderDefinitionReader.Read(map.Maps("graders"));
        if (graders.Count == 0)
            map.Problem("graders", "There is no grader. Name at least one: graders: [{ id: right, type: equals }]");
        return graders;
    }

    private static ScoreRule ScoreOf(YamlMap map)
    {
        if (map.Map("score") is not { } score)
            return new ScoreRule(ScoreCombination.WeightedMean, 1);
        var combine = score.Choice("item", "weighted-mean", "min", "all-pass") switch
        {
            "min" => ScoreCombination.Min,
            "all-pass" => ScoreCombination.AllPass,
            _ => ScoreCombination.WeightedMean,
        };
        var passAt = 1.0;
        if (score.Text("pass") is { } text)
        {
            var limit = PassRule().Match(text);
            if (
                !limit.Success
                || !double.TryParse(limit.Groups["limit"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out passAt)
                || passAt is < 0 or > 1
            )
                score.Problem("pass", $"“pass” takes a limit such as \">= 0.7\", from 0 to 1, not “{text}”.");
        }

        score.RejectUnknownKeys("“score”");
        return new ScoreRule(combine, passAt);
    }

    [GeneratedRegex(@"^\s*(>=)?\s*(?<limit>[0-9.]+)\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PassRule();
}
