using PromptLab.Files;

namespace PromptLab.EvalSets;

/// <summary>The file of cases that prompts are measured on, with what judges them. Immutable.</summary>
public sealed record EvalSet
{
    /// <summary>The name of the file beside the items in which looks at the holdout are counted.</summary>
    public const string LedgerName = "holdout-ledger.jsonl";

    /// <summary>The name; also the name of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>The author's version, such as <c>2026.10.1</c>; null where none is given.</summary>
    public string? Version { get; init; }

    /// <summary><c>sha256:</c> over the hashes of all items, in order of id.</summary>
    public required string Hash { get; init; }

    /// <summary>How many items it has.</summary>
    public int Count => Items.Count;

    /// <summary>The ids of all items, in the file's order.</summary>
    public IEnumerable<string> Ids => Items.Select(item => item.Id);

    /// <summary>All items one after the other, in the file's order.</summary>
    public IEnumerable<EvalItem> Enumerate() => Items;

    /// <summary>All items, in the file's order.</summary>
    internal IReadOnlyList<EvalItem> Items { get; init; } = [];

    /// <summary>The items that are kept for claims; empty where none is.</summary>
    public IEnumerable<EvalItem> SealedItems => Items.Where(item => item.IsSealed);

    /// <summary>What each item is judged by, in the file's order.</summary>
    public required IReadOnlyList<GraderDefinition> Graders { get; init; }

    /// <summary>How the scores of an item's graders become the item's score.</summary>
    public required ScoreRule Score { get; init; }

    /// <summary>The input fields that items use, each with the place of its first use.</summary>
    public required IReadOnlyList<InputField> InputFields { get; init; }

    /// <summary>The names of the declared splits; empty where the eval set is not split.</summary>
    public IReadOnlyList<string> Splits { get; init; } = [];

    /// <summary>
    /// The splits that a version is measured on while the prompt is worked at: all but <c>train</c>, which examples are taken
    /// from, and the holdout. Empty where the eval set is not split.
    /// </summary>
    internal IReadOnlyList<string> MeasuredSplits =>
        [
            .. Items
                .Select(item => item.Split)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Where(split => split is not (SplitNames.Train or SplitNames.Holdout)),
        ];

    /// <summary>True where an item is of the sealed split.</summary>
    public bool HasHoldout => SealedItems.Any();

    /// <summary>How long one call may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The gates as they stand in the file; their own reader checks them. Empty where there are none.</summary>
    public IReadOnlyList<YamlMap> Gates { get; init; } = [];

    /// <summary>The path of <c>evalset.yaml</c> as the user would name it.</summary>
    public required string File { get; init; }

    /// <summary>The folder of <c>evalset.yaml</c>, as a full path: files named in it are looked for there.</summary>
    public required string Folder { get; init; }

    /// <summary>Reads an eval set with its items; nothing is sent anywhere.</summary>
    /// <param name="path">Its folder, or its <c>evalset.yaml</c>; a relative path starts from the working directory.</param>
    /// <exception cref="InputException">It is missing or wrong: every problem, with file and line.</exception>
    public static EvalSet Load(string path)
    {
        var problems = new Problems();
        var file = Directory.Exists(path) ? Path.Combine(path, EvalSetFile.FileName) : path;
        return EvalSetFile.Read(Path.GetFullPath(file), file.Replace('\\', '/'), problems) ?? throw new InputException(problems.Found);
    }

    /// <summary>An eval set of items from code; each <c>EvalItem.Of</c>, or taken from another set.</summary>
    /// <param name="items">The items, at least one; their ids are unique.</param>
    /// <param name="graders">
    /// What grades them: each the name of a kind, such as <c>equals</c>, or its YAML as in <c>evalset.yaml</c>, such as
    /// <c>{ id: amount, type: number, tolerance: 0.01 }</c>. With none, <c>equals</c>.
    /// </param>
    /// <exception cref="InputException">Items or graders are wrong: every problem, by the number of the item.</exception>
    public static EvalSet Of(IEnumerable<EvalItem> items, params IEnumerable<string> graders) =>
        EvalSetFromCode.Build([.. items], [.. graders]);
}

/// <summary>An input field, and where an item first uses it.</summary>
/// <param name="Name">The column or key.</param>
/// <param name="File">The file, as the user would name it.</param>
/// <param name="Line">The line, from 1.</param>
public sealed record InputField(string Name, string File, int Line);

/// <summary>A grader as <c>evalset.yaml</c> defines it; the grader's own class reads the options.</summary>
/// <param name="Id">The name of its scores.</param>
/// <param name="Type">The kind of grader, such as <c>equals</c>.</param>
/// <param name="Options">The whole mapping, id and type included.</param>
public sealed record GraderDefinition(string Id, string Type, YamlMap Options);

/// <summary>How an item's score comes from its graders' scores.</summary>
/// <param name="Combine">The way of combining.</param>
/// <param name="PassAt">The item passes from this score on, from 0 to 1.</param>
public sealed record ScoreRule(ScoreCombination Combine, double PassAt);

/// <summary>The ways to combine the scores of an item's graders.</summary>
public enum ScoreCombination
{
    /// <summary>The mean, each grader by its weight.</summary>
    WeightedMean,

    /// <summary>The smallest score of the graders with a weight above 0.</summary>
    Min,

    /// <summary>1 where every grader with a weight above 0 passes, else 0.</summary>
    AllPass,
}
