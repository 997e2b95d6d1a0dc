namespace PromptLab.Projects;

/// <summary>What is to be run, once the command line, the experiment and the defaults of <c>promptlab.yaml</c> have been laid over each other.</summary>
public sealed record RunChoice
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

    /// <summary>Where the choice comes from, for messages: <c>promptlab.yaml</c> and a line, or the command line.</summary>
    public required string File { get; init; }

    /// <summary>The line, or null.</summary>
    public int? Line { get; init; }
}
