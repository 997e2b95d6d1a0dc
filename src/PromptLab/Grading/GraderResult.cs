using PromptLab.Models;

namespace PromptLab.Grading;

/// <summary>
/// The result of a grader: its score, the usage and cost of its own calls, and its error if it had one. A <see cref="Score"/>
/// converts to a result without calls. Immutable.
/// </summary>
public sealed record GraderResult
{
    private GraderResult(Score score) => Score = score;

    /// <summary>The score; undecided if the grader had an error.</summary>
    public Score Score { get; internal init; }

    /// <summary>The tokens of the grader's own calls; null if it made none or the usage is unknown.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>The cost of the grader's own calls in US dollars; null if it made none or the cost is unknown.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>
    /// The error because of which the grader could not decide; null if it had none. Failed calls of the prompt are not graded, so
    /// their failures never appear here.
    /// </summary>
    public Failure? Error { get; private init; }

    /// <summary>The result of a grader that makes no calls.</summary>
    public static GraderResult Of(Score score) => new(score);

    /// <summary>The result of a grader that failed: undecided, with the code <c>grader.error</c>.</summary>
    public static GraderResult Failed(Failure error) =>
        new(Score.Undecided(SharedCodes.GraderError, $"The grader failed: {error.Message}")) { Error = error };

    /// <summary>The result of a grader that makes no calls.</summary>
    public static implicit operator GraderResult(Score score) => Of(score);
}
