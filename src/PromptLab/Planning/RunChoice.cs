namespace PromptLab.Planning;

/// <summary>
/// What is to be run, once the command line, the experiment and the defaults of <c>promptlab.yaml</c> have been laid
/// over each other.
/// </summary>
internal sealed record RunChoice
{
    /// <summary>References of the prompt versions, at least one.</summary>
    public required IReadOnlyList<string> Prompts { get; init; }

    /// <summary>The name of the eval set.</summary>
    public required string EvalSet { get; init; }

    /// <summary>The aliases of the models, at least one.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Which items.</summary>
    public required EvalSets.ItemFilter Filter { get; init; }

    /// <summary>How often every item is asked, from 1.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>How many calls are under way at once, from 1.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>How long one call may take; null where the eval set decides.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When a failed call is tried again.</summary>
    public Calling.RetryOptions Retries { get; init; } = new();

    /// <summary>What the run does with the response cache.</summary>
    public Calling.CacheMode Cache { get; init; }

    /// <summary>What the run as a whole may use.</summary>
    public Calling.BudgetLimits Budget { get; init; } = Calling.BudgetLimits.None;

    /// <summary>How long calls that are under way may still take after a stop.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The experiment that was chosen; null where the command line said what to run.</summary>
    public string? Experiment { get; init; }

    /// <summary>The ids that were chosen when the run was begun, where it goes on; null for a new run.</summary>
    public IReadOnlyList<string>? ChosenBefore { get; init; }

    /// <summary>Where the choice comes from, for messages: <c>promptlab.yaml</c> and a line, or the command line.</summary>
    public required string File { get; init; }

    /// <summary>The line, or null.</summary>
    public int? Line { get; init; }
}
