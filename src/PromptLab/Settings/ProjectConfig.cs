using PromptLab.Calling;
using PromptLab.Models;

namespace PromptLab.Settings;

/// <summary>The content of <c>promptlab.yaml</c>, with the environment laid over it. Immutable.</summary>
internal sealed record ProjectConfig
{
    /// <summary>The file as the user would name it.</summary>
    public required string File { get; init; }

    /// <summary>The folder of prompts, relative to the project.</summary>
    public string PromptsPath { get; init; } = "prompts";

    /// <summary>The folder of eval sets, relative to the project.</summary>
    public string EvalSetsPath { get; init; } = "evalsets";

    /// <summary>The folder of results, relative to the project.</summary>
    public string ResultsPath { get; init; } = "results";

    /// <summary>The models by alias.</summary>
    public required IReadOnlyDictionary<string, ModelDefinition> Models { get; init; }

    /// <summary>The experiments by name.</summary>
    public required IReadOnlyDictionary<string, ExperimentDefinition> Experiments { get; init; }

    /// <summary>The defaults of runs.</summary>
    public required RunDefaults Run { get; init; }

    /// <summary>How findings are treated.</summary>
    public LintSettings Lint { get; init; } = new();

    /// <summary>What the status of a prompt goes by.</summary>
    public StatusSettings Status { get; init; } = new();
}

/// <summary>The defaults of runs.</summary>
internal sealed record RunDefaults
{
    /// <summary>The model that is asked where none is named; null for none.</summary>
    public string? Model { get; init; }

    /// <summary>How often every item is asked, from 1.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>How many calls are under way at once, from 1.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>How long one call may take; null where the eval set decides.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When a failed call is tried again.</summary>
    public RetryOptions Retries { get; init; } = new();

    /// <summary>What runs do with the response cache.</summary>
    public CacheMode Cache { get; init; } = CacheMode.Off;

    /// <summary>What a run may use at most.</summary>
    public BudgetLimits Budget { get; init; } = BudgetLimits.None;

    /// <summary>How long calls that are under way may still take after a stop.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>A run that has a name. Empty and null leave a choice to the command line and the defaults.</summary>
internal sealed record ExperimentDefinition
{
    /// <summary>What an experiment can have written besides its results.</summary>
    public static IReadOnlyList<string> KnownOutputs { get; } = ["csv", "junit", "github-summary"];

    /// <summary>
    /// What is written besides the results: <c>csv</c> (a run always writes it), <c>junit</c> and <c>github-summary</c>
    /// when its gates are judged.
    /// </summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>References of prompt versions.</summary>
    public IReadOnlyList<string> Prompts { get; init; } = [];

    /// <summary>The name of the eval set.</summary>
    public required string EvalSet { get; init; }

    /// <summary>The splits.</summary>
    public IReadOnlyList<string> Splits { get; init; } = [];

    /// <summary>Aliases of models.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The version that the others are compared with; null for each one's parent.</summary>
    public string? Baseline { get; init; }

    /// <summary>How often every item is asked; null for the default.</summary>
    public int? Repeats { get; init; }

    /// <summary>How many calls are under way at once; null for the default.</summary>
    public int? Concurrency { get; init; }

    /// <summary>At most so many items; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>The seed of the random choice of items; null for the first ones.</summary>
    public int? Seed { get; init; }

    /// <summary>Ids of items, with <c>*</c>.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>Tags of items.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>True for the experiment that <c>promptlab run</c> means when none is named.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The line of its definition, from 1.</summary>
    public int Line { get; init; }
}
