using PromptLab.Models;

namespace PromptLab.Grading;

/// <summary>What one grader of the eval set said of one response.</summary>
public sealed record GraderVerdict
{
    /// <summary>The grader's id in <c>evalset.yaml</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The kind of grader.</summary>
    public required string Type { get; init; }

    /// <summary>Its score.</summary>
    public required Score Score { get; init; }

    /// <summary>True or false where it decided; null where it did not.</summary>
    public required bool? Pass { get; init; }

    /// <summary>How much it counts in the item's score; 0 is reported and not scored.</summary>
    public required double Weight { get; init; }

    /// <summary>True where a failure of this grader fails the item whatever the others say.</summary>
    public bool MustPass { get; init; }

    /// <summary>The tokens of the grader's own calls; null where it made none, or where their number is unknown.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>What the grader's own calls cost, in US dollars; null where it made none, or where that is unknown.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>Why the grader failed, which leaves its score undecided; null where it did not.</summary>
    public Failure? Error { get; init; }
}

/// <summary>How an item came out.</summary>
public enum ItemStatus
{
    /// <summary>The score reaches the pass mark and no must-pass grader failed.</summary>
    Pass,

    /// <summary>It does not.</summary>
    Fail,

    /// <summary>A grader that counts could not decide.</summary>
    Undecided,

    /// <summary>The call failed: there is no response to judge.</summary>
    Error,
}

/// <summary>The verdicts of all graders on one response, and what they come to.</summary>
/// <param name="Status">Pass, fail or undecided.</param>
/// <param name="Score">From 0 to 1, or null where undecided.</param>
/// <param name="Verdicts">Each grader that applied, in the eval set's order.</param>
public sealed record ItemGrade(ItemStatus Status, double? Score, IReadOnlyList<GraderVerdict> Verdicts);
