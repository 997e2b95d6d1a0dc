namespace PromptLab.Experiments;

/// <summary>
/// Which responses are graded: those of a run, or those of a file. Give either <see cref="Run"/>, or both
/// <see cref="EvalSet"/> and <see cref="Responses"/>.
/// </summary>
public sealed record GradeOptions
{
    /// <summary>A run, by its id or the end of it, or a prompt version: its latest run. Its responses are graded again.</summary>
    public string? Run { get; init; }

    /// <summary>The eval set that the responses of <see cref="Responses"/> answer.</summary>
    public string? EvalSet { get; init; }

    /// <summary>
    /// A CSV or JSON lines file of <c>id</c> and <c>response</c>, with optional <c>repeat</c> and <c>error</c>;
    /// relative to the folder that the project was opened in.
    /// </summary>
    public string? Responses { get; init; }

    /// <summary>What the responses are called on the scoreboard; null for the file's name.</summary>
    public string? Name { get; init; }

    /// <summary>The model that wrote them, for the scoreboard; null where it is not known.</summary>
    public string? Model { get; init; }

    /// <summary>Only items of these splits; empty for all but the holdout.</summary>
    public IReadOnlyList<string> Splits { get; init; } = [];

    /// <summary>True where a response that is null counts as wrong; else it is an error, which is left out of the rates.</summary>
    public bool NullIsWrong { get; init; }

    /// <summary>True to look at the holdout once more although there were as many looks as are allowed.</summary>
    public bool Burn { get; init; }
}
