using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PromptLab.Prompts;

namespace PromptLab.Results;

/// <summary>What was asked of what, and what came of it: the content of <c>run.json</c>. Immutable.</summary>
public sealed record RunRecord
{
    /// <summary>The version of this format.</summary>
    public const string CurrentSchema = "promptlab/run@1";

    /// <summary>The format of the file.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The id; also the name of the run's folder.</summary>
    public required string RunId { get; init; }

    /// <summary>When the run was begun.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the last result was kept; null while the run goes on, and for a run that was killed.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>How far it came.</summary>
    public required RunStatus Status { get; init; }

    /// <summary><c>local</c>, <c>ci</c>, <c>regrade</c> or <c>import</c>.</summary>
    public required string Trigger { get; init; }

    /// <summary>
    /// The id of the first run of the command that began this one: runs of one command are resumed together. Null in
    /// records of earlier versions.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Group { get; init; }

    /// <summary>The experiment of <c>promptlab.yaml</c> that was run; null where the command line said what to run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Experiment { get; init; }

    /// <summary>The prompt that was asked.</summary>
    public required RunPrompt Prompt { get; init; }

    /// <summary>What it was asked on.</summary>
    public required RunEvalSet EvalSet { get; init; }

    /// <summary>The model that was asked.</summary>
    public required RunModel Model { get; init; }

    /// <summary>How often every item was asked.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary><c>sha256:</c> over the model's id and parameters: a replay of a recording has the hash of the live run.</summary>
    public required string ConfigHash { get; init; }

    /// <summary><c>sha256:</c> over the graders and the way their scores are combined.</summary>
    public required string GradersHash { get; init; }

    /// <summary><c>sha256:</c> over prompt, eval set, config and graders: equal fingerprints ask and judge the same.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The run whose responses were graded anew; null where the responses are its own.</summary>
    public string? RegradedFrom { get; init; }

    /// <summary>The file that the responses were read from; null where a model was asked.</summary>
    public string? ResponsesFile { get; init; }

    /// <summary><c>sha256:</c> over those responses; null where a model was asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResponsesHash { get; init; }

    /// <summary>
    /// True where other results on the same items were there when these responses were imported: whoever made them may have tuned on
    /// the items. Null where a model was asked: there the version's parent tells.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Optimistic { get; init; }

    /// <summary>Why calls were not made, as sentences; null where every call was made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Stopped { get; init; }

    /// <summary>Each time that the run was resumed; null where it never was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RunResumption>? Resumptions { get; init; }

    /// <summary>What made the run.</summary>
    public required RunTool Tool { get; init; }

    /// <summary>The state of the checkout; null outside of one.</summary>
    public RunGit? Git { get; init; }

    /// <summary>What came of it; null while the run goes on.</summary>
    public RunTotals? Totals { get; init; }

    /// <summary>The files beside this one; null while the run goes on.</summary>
    public RunFiles? Files { get; init; }

    /// <summary>What it asks of what, without what came of it.</summary>
    internal RunIdentity Identity =>
        new()
        {
            Prompt = Prompt,
            EvalSet = EvalSet,
            Model = Model,
            Repeats = Repeats,
            ConfigHash = ConfigHash,
            GradersHash = GradersHash,
            ResponsesHash = ResponsesHash,
        };
}

/// <summary>How far a run came.</summary>
public enum RunStatus
{
    /// <summary>It goes on, or was killed.</summary>
    Running,

    /// <summary>Every item was asked, and few enough calls failed.</summary>
    Completed,

    /// <summary>Every item was asked, but too many calls failed for its rates to be used.</summary>
    Incomplete,

    /// <summary>It was stopped before every item was asked.</summary>
    Unfinished,
}

/// <summary>The prompt of a run.</summary>
public sealed record RunPrompt
{
    /// <summary>The prompt's name, or a free name for responses recorded elsewhere.</summary>
    public required string Name { get; init; }

    /// <summary>The version; null for responses recorded elsewhere.</summary>
    public string? Version { get; init; }

    /// <summary>The content hash; null for responses recorded elsewhere.</summary>
    public string? Hash { get; init; }

    /// <summary>The version it was made from; null for a first one.</summary>
    public string? Parent { get; init; }

    /// <summary>What changed against the parent, computed from the two texts; empty for a first one.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>The name of the change; null where none is given.</summary>
    public string? Title { get; init; }

    /// <summary>What the author expected; null where nothing was written.</summary>
    public string? Hypothesis { get; init; }

    /// <summary>
    /// What the author predicted to be fixed: ids with <c>*</c>, <c>tag:NAME</c>, <c>code:NAME</c>; null where nothing
    /// was.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? PredictedFixes { get; init; }

    /// <summary>What the author feared might break, written alike; null where nothing was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? MightBreak { get; init; }

    /// <summary>How people name it: <c>name@version</c>, or the name alone.</summary>
    [JsonIgnore]
    public string Reference => new PromptReference(Name, Version).ToString();
}

/// <summary>The eval set of a run, and what was chosen of it.</summary>
public sealed record RunEvalSet
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The author's version; null where none is given.</summary>
    public string? Version { get; init; }

    /// <summary>The hash of all its items.</summary>
    public required string Hash { get; init; }

    /// <summary>The splits that were eligible, named or not; empty where all items were.</summary>
    public IReadOnlyList<string> Split { get; init; } = [];

    /// <summary>How many items were chosen.</summary>
    public required int Items { get; init; }

    /// <summary>The hash of the chosen items: runs with equal ones can be paired item by item.</summary>
    public required string SelectedIdsHash { get; init; }

    /// <summary>The other choices; null where there were none.</summary>
    public RunFilter? Selection { get; init; }
}

/// <summary>How the items of a run were chosen, besides their split.</summary>
public sealed record RunFilter
{
    /// <summary>Patterns of ids; empty where none was given.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>Tags; empty where none was given.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The greatest number of items; null where none was given.</summary>
    public int? Limit { get; init; }

    /// <summary>The seed of the random choice; null where the first items were taken.</summary>
    public long? Seed { get; init; }
}

/// <summary>The model of a run.</summary>
public sealed record RunModel
{
    /// <summary>The user's name for it; for responses recorded elsewhere what the user called it, or null.</summary>
    public string? Alias { get; init; }

    /// <summary>The kind of provider; null for responses recorded elsewhere.</summary>
    public string? Provider { get; init; }

    /// <summary>The provider's name of it; null for responses recorded elsewhere.</summary>
    public string? Id { get; init; }

    /// <summary>The names that the responses gave, sorted; empty where they gave none.</summary>
    public IReadOnlyList<string> ResponseModels { get; init; } = [];

    /// <summary>What was sent with every call; null for responses recorded elsewhere.</summary>
    public JsonObject? Parameters { get; init; }
}

/// <summary>What made a run.</summary>
/// <param name="Name">The program.</param>
/// <param name="Version">Its version.</param>
/// <param name="Dotnet">The version of .NET.</param>
/// <param name="Os">The platform, such as <c>linux-x64</c>.</param>
public sealed record RunTool(string Name, string Version, string Dotnet, string Os);

/// <summary>The state of the checkout that a run was made in.</summary>
/// <param name="Commit">The short hash of the commit.</param>
/// <param name="Dirty">True where tracked files differed from it.</param>
public sealed record RunGit(string Commit, bool Dirty);

/// <summary>What came of a run.</summary>
public sealed record RunTotals
{
    /// <summary>How many items were chosen.</summary>
    public required int Items { get; init; }

    /// <summary>How many results are there, errors among them: items times repeats in a finished run.</summary>
    public int Results { get; init; }

    /// <summary>How many results have a score.</summary>
    public required int Scored { get; init; }

    /// <summary>How many responses could not be decided.</summary>
    public int Undecided { get; init; }

    /// <summary>How many calls failed.</summary>
    public required int Errors { get; init; }

    /// <summary>How many results passed.</summary>
    public required int Pass { get; init; }

    /// <summary>What the run paid for all its calls, in US dollars; null where the price of any is unknown.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>
    /// What its answers cost when they were asked, cached ones among them, in US dollars; null where that of any is
    /// unknown.
    /// </summary>
    public decimal? UncachedCostUsd { get; init; }

    /// <summary>How many requests were sent, every attempt counted.</summary>
    public int Requests { get; init; }

    /// <summary>How many answers a recording or a cache gave.</summary>
    public int Cached { get; init; }
}

/// <summary>The files of a run.</summary>
/// <param name="ItemsJsonl">The results.</param>
/// <param name="ItemsCsv">The name of their view as a table.</param>
public sealed record RunFiles(RunFile ItemsJsonl, string ItemsCsv);

/// <summary>A file of a run.</summary>
/// <param name="Path">Its path from the run's folder.</param>
/// <param name="Rows">How many lines it has.</param>
/// <param name="Sha256">The SHA-256 of its bytes, with the prefix <c>sha256:</c>.</param>
public sealed record RunFile(string Path, int Rows, string Sha256);
