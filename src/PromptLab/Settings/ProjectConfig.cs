using PromptLab.Calling;
using PromptLab.Models;
using PromptLab.Programs;

namespace PromptLab.Settings;

/// <summary>The settings of <c>promptlab.yaml</c>, overridden by environment variables. Immutable.</summary>
internal sealed record ProjectConfig
{
    /// <summary>The file's path as shown to the user.</summary>
    public required string File { get; init; }

    /// <summary>The prompts folder, relative to the project; default <c>prompts</c>.</summary>
    public string PromptsPath { get; init; } = "prompts";

    /// <summary>The eval sets folder, relative to the project; default <c>evalsets</c>.</summary>
    public string EvalSetsPath { get; init; } = "evalsets";

    /// <summary>The results folder, relative to the project; default <c>results</c>.</summary>
    public string ResultsPath { get; init; } = "results";

    /// <summary>The models by alias; empty where the file has none.</summary>
    public required IReadOnlyDictionary<string, ModelDefinition> Models { get; init; }

    /// <summary>The experiments by name; empty where the file has none.</summary>
    public required IReadOnlyDictionary<string, ExperimentDefinition> Experiments { get; init; }

    /// <summary>The programs that eval sets may use as graders, by name; none by default.</summary>
    public IReadOnlyDictionary<string, ProgramDefinition> Programs { get; init; } =
        new Dictionary<string, ProgramDefinition>(StringComparer.Ordinal);

    /// <summary>The defaults of every run.</summary>
    public required RunDefaults Run { get; init; }

    /// <summary>How <c>check</c> treats findings.</summary>
    public LintSettings Lint { get; init; } = new();

    /// <summary>The spending cap and the smallest useful gain, for <c>promptlab status</c>.</summary>
    public StatusSettings Status { get; init; } = new();

    /// <summary>True to write tables for people (<c>items.csv</c>, <c>--csv</c>) so that Excel reads them; false by default.</summary>
    public bool ForExcel { get; init; }
}

/// <summary>The defaults of runs: <c>run</c> of <c>promptlab.yaml</c>.</summary>
internal sealed record RunDefaults
{
    /// <summary>The model to call where neither the command nor the experiment names one; null for none.</summary>
    public string? Model { get; init; }

    /// <summary>How often each item is run, from 1 to 1000; default 1.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>How many calls may be in flight at once, from 1 to 1000; default 8.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>The time limit of one call; null to use the eval set's.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Which failed calls are retried, how often and after how long.</summary>
    public RetryOptions Retries { get; init; } = new();

    /// <summary>Whether runs read and write the response cache; off by default.</summary>
    public CacheMode Cache { get; init; } = CacheMode.Off;

    /// <summary>The limits on cost, requests and tokens of one command; no limit by default.</summary>
    public BudgetLimits Budget { get; init; } = BudgetLimits.None;

    /// <summary>How long calls in flight may continue after a stop; default 30 seconds.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>A named run. Null and empty properties leave the choice to the command line and the defaults.</summary>
internal sealed record ExperimentDefinition
{
    /// <summary>The values that <see cref="Outputs"/> accepts.</summary>
    public static IReadOnlyList<string> KnownOutputs { get; } = ["csv", "junit", "github-summary"];

    /// <summary>
    /// Files to write besides the results: <c>csv</c> (every run writes it anyway), and <c>junit</c> and
    /// <c>github-summary</c>, written when gates are judged.
    /// </summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>The name, unique within the file.</summary>
    public required string Name { get; init; }

    /// <summary>References of prompt versions, such as <c>triage@v3</c>; at least one.</summary>
    public IReadOnlyList<string> Prompts { get; init; } = [];

    /// <summary>The names of the eval sets, at least one; several are run one after the other and averaged.</summary>
    public required IReadOnlyList<string> EvalSets { get; init; }

    /// <summary>The splits whose items are run.</summary>
    public IReadOnlyList<string> Splits { get; init; } = [];

    /// <summary>Aliases of models.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The version to compare the others with; null to compare each version with its parent.</summary>
    public string? Baseline { get; init; }

    /// <summary>How often each item is run, from 1 to 1000; null for the default.</summary>
    public int? Repeats { get; init; }

    /// <summary>How many calls may be in flight at once, from 1 to 1000; null for the default.</summary>
    public int? Concurrency { get; init; }

    /// <summary>The maximum number of items, from 1; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>The seed for a random choice of <see cref="Limit"/> items; null for the first ones.</summary>
    public int? Seed { get; init; }

    /// <summary>Ids of items, where <c>*</c> matches any text.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>Tags, of which an item needs at least one.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>True for the experiment that <c>promptlab run</c> uses when none is named.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The line of its definition, from 1.</summary>
    public int Line { get; init; }
}
