using PromptLab.Files;

namespace PromptLab.EvalSets;

/// <summary>The cases that prompts are measured on, with the graders that judge the responses. Immutable.</summary>
public sealed record EvalSet
{
    /// <summary>The name of the file beside the items that records looks at the holdout.</summary>
    public const string LedgerName = "holdout-ledger.jsonl";

    /// <summary>The name of the eval set and of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>The author's version, such as <c>2026.10.1</c>; null if none is given.</summary>
    public string? Version { get; init; }

    /// <summary><c>sha256:</c> over the ids and hashes of all items, ordered by id.</summary>
    public required string Hash { get; init; }

    /// <summary>The number of items, including those of the holdout.</summary>
    public int Count => Items.Count;

    /// <summary>The ids of all items, in file order.</summary>
    public IEnumerable<string> Ids => Items.Select(item => item.Id);

    /// <summary>All items, in file order.</summary>
    public IEnumerable<EvalItem> Enumerate() => Items;

    /// <summary>All items, in file order.</summary>
    internal IReadOnlyList<EvalItem> Items { get; init; } = [];

    /// <summary>The items of the holdout, which are reserved for claims; empty if there are none.</summary>
    public IEnumerable<EvalItem> SealedItems => Items.Where(item => item.IsSealed);

    /// <summary>The definitions of the graders, in file order; at least one.</summary>
    public required IReadOnlyList<GraderDefinition> Graders { get; init; }

    /// <summary>The groups of graders, in file order, then those that only graders name; empty if there are none.</summary>
    internal IReadOnlyList<GraderGroup> Groups { get; init; } = [];

    /// <summary>How the scores of an item's graders are combined into the item's score.</summary>
    public required ScoreRule Score { get; init; }

    /// <summary>The input fields that items use, each with the place of its first use.</summary>
    public required IReadOnlyList<InputField> InputFields { get; init; }

    /// <summary>The names of the declared splits; empty if the eval set is not split.</summary>
    public IReadOnlyList<string> Splits { get; init; } = [];

    /// <summary>
    /// The names in the file of the splits that are its holdout: those with the purpose <c>confirm</c>; <c>holdout</c> where none is
    /// declared.
    /// </summary>
    internal IReadOnlyList<string> HoldoutNames { get; init; } = [SplitNames.Holdout];

    /// <summary>Which columns of its files, and of files of responses to it, hold what.</summary>
    internal ItemMapping Mapping { get; init; } = ItemMapping.None;

    /// <summary>
    /// The splits on which versions are measured while a prompt is developed: all except <c>train</c> and the holdout. Empty if
    /// the eval set is not split.
    /// </summary>
    internal IReadOnlyList<string> MeasuredSplits =>
        [
            .. Items
                .Select(item => item.Split)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Where(split => split is not (SplitNames.Train or SplitNames.Holdout)),
        ];

    /// <summary>True if at least one item is in the holdout.</summary>
    public bool HasHoldout => SealedItems.Any();

    /// <summary>The timeout of one model call; 60 seconds by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The gates as written in the file, not yet validated; empty if there are none.</summary>
    public IReadOnlyList<YamlMap> Gates { get; init; } = [];

    /// <summary>The path of <c>evalset.yaml</c> as the user would name it.</summary>
    public required string File { get; init; }

    /// <summary>The full path of the folder of <c>evalset.yaml</c>; files named in it are relative to this folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Reads an eval set from its files; sends nothing.</summary>
    /// <param name="path">The path of its folder or of <c>evalset.yaml</c>, relative to the working directory.</param>
    /// <exception cref="InputException">
    /// It does not exist or is invalid; the exception has every problem with its file and line.
    /// </exception>
    public static EvalSet Load(string path)
    {
        var problems = new Problems();
        var file = Directory.Exists(path) ? Path.Combine(path, EvalSetFile.FileName) : path;
        return EvalSetFile.Read(Path.GetFullPath(file), file.Replace('\\', '/'), problems) ?? throw new InputException(problems.Found);
    }

    /// <summary>Creates an eval set in code, from items made with <c>EvalItem.Of</c> or taken from another eval set.</summary>
    /// <param name="items">The items, at least one, with unique ids.</param>
    /// <param name="graders">
    /// The graders, each as the name of a kind, such as <c>equals</c>, or as YAML like in <c>evalset.yaml</c>, such as
    /// <c>{ id: amount, type: number, tolerance: 0.01 }</c>. The default is <c>equals</c>.
    /// </param>
    /// <exception cref="InputException">
    /// Items or graders are invalid; the exception has every problem, with the number of the item as its line.
    /// </exception>
    public static EvalSet Of(IEnumerable<EvalItem> items, params IEnumerable<string> graders) =>
        EvalSetFromCode.Build([.. items], [.. graders]);
}

/// <summary>An input field, and where an item first uses it.</summary>
/// <param name="Name">The name of the column or key.</param>
/// <param name="File">The file, as the user would name it.</param>
/// <param name="Line">The line, from 1.</param>
public sealed record InputField(string Name, string File, int Line);

/// <summary>A grader as defined in <c>evalset.yaml</c>; the grader's own class reads the options.</summary>
/// <param name="Id">The unique id, which is also the name of the grader's scores.</param>
/// <param name="Type">The type of grader, such as <c>equals</c>.</param>
/// <param name="Options">The whole mapping, including id and type.</param>
public sealed record GraderDefinition(string Id, string Type, YamlMap Options);

/// <summary>How an item's score is computed from its graders' scores.</summary>
/// <param name="Combine">How the scores are combined.</param>
/// <param name="PassAt">The lowest score with which the item passes, from 0 to 1.</param>
public sealed record ScoreRule(ScoreCombination Combine, double PassAt);

/// <summary>The ways of combining the scores of an item's graders.</summary>
public enum ScoreCombination
{
    /// <summary>The mean, weighted by the graders' weights.</summary>
    WeightedMean,

    /// <summary>The lowest score of the graders with a weight above 0.</summary>
    Min,

    /// <summary>1 if every grader with a weight above 0 passes, otherwise 0.</summary>
    AllPass,
}
