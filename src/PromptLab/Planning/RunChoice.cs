namespace PromptLab.Planning;

/// <summary>
/// The settings of a run, merged from the command line, the experiment and the defaults of <c>promptlab.yaml</c>, in this order
/// of precedence.
/// </summary>
internal sealed record RunChoice
{
    /// <summary>References of the prompt versions, at least one.</summary>
    public required IReadOnlyList<string> Prompts { get; init; }

    /// <summary>The name of the eval set.</summary>
    public required string EvalSet { get; init; }

    /// <summary>The aliases of the models, at least one.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The filter that selects items of the eval set.</summary>
    public required EvalSets.ItemFilter Filter { get; init; }

    /// <summary>How often each item is run, from 1; default 1.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>How many calls may be in flight at once, from 1; default 8.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>The time limit of one call; null to use the eval set's.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Which failed calls are retried, how often and after how long.</summary>
    public Calling.RetryOptions Retries { get; init; } = new();

    /// <summary>Whether the run reads and writes the response cache; off by default.</summary>
    public Calling.CacheMode Cache { get; init; }

    /// <summary>The limits on cost, requests and tokens of all runs together; no limit by default.</summary>
    public Calling.BudgetLimits Budget { get; init; } = Calling.BudgetLimits.None;

    /// <summary>How long calls in flight may continue after a stop; default 30 seconds.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The experiment's name; null where the command line names the prompts or the eval set.</summary>
    public string? Experiment { get; init; }

    /// <summary>In a resumed run, the ids of the items that it selected when it began; null for a new run.</summary>
    public IReadOnlyList<string>? OriginalItemIds { get; init; }

    /// <summary>Where the choice comes from, for messages: <c>promptlab.yaml</c>, the command, or the resumed run's id.</summary>
    public required string File { get; init; }

    /// <summary>The line of the experiment in <see cref="File"/>, from 1; null where there is none.</summary>
    public int? Line { get; init; }
}
