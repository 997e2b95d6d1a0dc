namespace PromptLab.Grading;

/// <summary>A grader's score of one response, with its reason. Immutable.</summary>
public sealed record Score
{
    private Score() { }

    /// <summary>From 0 (wrong) to 1 (right), or null if the grader could not decide.</summary>
    /// <remarks>Null scores are excluded from every mean and counted separately. They never count as 0.</remarks>
    public double? Value
    {
        get;
        internal init =>
            field = value is null or (>= 0 and <= 1) // rejects NaN too
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "A score lies from 0 to 1.");
    }

    /// <summary>A stable code for the reason, such as <c>equals.different</c>; equal reasons have equal codes.</summary>
    public string Code { get; internal init; } = "";

    /// <summary>The reason, as a sentence for people.</summary>
    public string Reason { get; internal init; } = "";

    /// <summary>The label or choice that the response states; null if the grader does not read one.</summary>
    public string? Predicted { get; init; }

    /// <summary>The label or choice that the response should state; null if the grader does not compare any.</summary>
    public string? Expected { get; init; }

    /// <summary>
    /// Further figures of the response by name, such as <c>precision</c>; each from 0 to 1. Null if there are none.
    /// </summary>
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }

    /// <summary>How many elements of a list were found, wanted and right; null if the grader compares no lists.</summary>
    public MatchCounts? Matches { get; init; }

    /// <summary>Creates a score from 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside 0 to 1, or not a number.</exception>
    public static Score Of(double value, string code, string reason) =>
        new()
        {
            Value = value,
            Code = code,
            Reason = reason,
        };

    /// <inheritdoc cref="Of(double, string, string)"/>
    public static Score Of(double value, ReasonCode code, string reason) => Of(value, code.Name, reason);

    /// <summary>Creates an undecided score: <see cref="Value"/> is null.</summary>
    public static Score Undecided(string code, string reason) => new() { Code = code, Reason = reason };

    /// <summary>Creates an undecided score: <see cref="Value"/> is null.</summary>
    public static Score Undecided(ReasonCode code, string reason) => Undecided(code.Name, reason);
}
