using PromptLab.Models;

namespace PromptLab.Grading;

/// <summary>
/// What a grader gives back: its score, what asking for it took, and its own error if it had one. A <see cref="Score"/>
/// alone is a result that took nothing. Immutable.
/// </summary>
public sealed record GraderResult
{
    private GraderResult(Score score) => Score = score;

    /// <summary>The score; undecided where the grader had an error.</summary>
    public Score Score { get; internal init; }

    /// <summary>The tokens of the grader's own calls; null where it made none, or where their number is unknown.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>What the grader's own calls cost, in US dollars; null where it made none, or where that is unknown.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>
    /// Why the grader came to no decision, where that was a fault of its own; null elsewhere. Never the failure of the
    /// prompt's call: a call that failed is not graded.
    /// </summary>
    public Failure? Error { get; private init; }

    /// <summary>The result of a grader that only has a score to give.</summary>
    public static GraderResult Of(Score score) => new(score);

    /// <summary>The result of a grader that failed: undecided, with the code <c>grader.error</c>.</summary>
    public static GraderResult Failed(Failure error) =>
        new(Score.Undecided(SharedCodes.GraderError, $"The grader failed: {error.Message}")) { Error = error };

    /// <summary>The result of a grader that only has a score to give.</summary>
    public static implicit operator GraderResult(Score score) => Of(score);
}
