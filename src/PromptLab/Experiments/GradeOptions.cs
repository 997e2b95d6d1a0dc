namespace PromptLab.Experiments;

/// <summary>
/// Which responses to grade: those of a run, or those of a file. Set either <see cref="Run"/>, or both
/// <see cref="EvalSet"/> and <see cref="Responses"/>.
/// </summary>
public sealed record GradeOptions
{
    /// <summary>
    /// The run to grade again: its id, the end of its id, or the reference of a prompt version, which means its latest run.
    /// Null to grade a file.
    /// </summary>
    public string? Run { get; init; }

    /// <summary>The eval set that <see cref="Responses"/> belong to. Null to grade a run.</summary>
    public string? EvalSet { get; init; }

    /// <summary>
    /// The names of several eval sets, for <c>GradeSetsAsync</c>, in place of <see cref="EvalSet"/>; <see cref="Responses"/> then has
    /// <c>{evalset}</c> where the path has a set's name.
    /// </summary>
    public IReadOnlyList<string> EvalSets { get; init; } = [];

    /// <summary>
    /// A CSV or JSON lines file of <c>id</c> and <c>response</c>, with optional <c>repeat</c>, <c>error</c> and facts of the call, such as
    /// <c>input_tokens</c>, <c>cost</c> and <c>latency_ms</c>; its path is relative to the folder in which the project was opened. Null to
    /// grade a run.
    /// </summary>
    public string? Responses { get; init; }

    /// <summary>The name of the responses on the scoreboard; null for the file's name without extension.</summary>
    public string? Name { get; init; }

    /// <summary>The model that wrote the responses, for the scoreboard; null where it is unknown.</summary>
    public string? Model { get; init; }

    /// <summary>The splits whose items are graded, of a file only; empty for every item outside the holdout.</summary>
    public IReadOnlyList<string> Splits { get; init; } = [];

    /// <summary>
    /// True to grade a response that is null or says nothing as an answer; false, the default, makes it an error, which no rate
    /// includes.
    /// </summary>
    public bool NullIsWrong { get; init; }

    /// <summary>
    /// True to treat tokens and cost in the file as running totals: a response's share is the difference from the line before, and a
    /// total below the one before starts a new count. False, the default, takes each value as that of its response.
    /// </summary>
    public bool HasRunningTotals { get; init; }

    /// <summary>True to allow one more look at the holdout after the limit is reached; false by default.</summary>
    public bool Burn { get; init; }
}
