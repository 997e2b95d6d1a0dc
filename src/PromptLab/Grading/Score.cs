namespace PromptLab.Grading;

/// <summary>What a grader says of one response. Immutable.</summary>
public sealed record Score
{
    private Score() { }

    /// <summary>From 0 (wrong) to 1 (right), or null where the grader could not decide.</summary>
    /// <remarks>Null is left out of every mean and counted beside it. It is never read as 0.</remarks>
    public double? Value
    {
        get;
        internal init =>
            field = value is null or (>= 0 and <= 1) // refuses NaN too
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "A score lies from 0 to 1.");
    }

    /// <summary>A stable code of the reason, such as <c>equals.different</c>; the same failure always has the same code.</summary>
    public string Code { get; internal init; } = "";

    /// <summary>The reason as a sentence for people.</summary>
    public string Reason { get; internal init; } = "";

    /// <summary>What the response said, where the grader reads a label or a choice out of it; null elsewhere.</summary>
    public string? Predicted { get; init; }

    /// <summary>What it should have said, where the grader compares labels or choices; null elsewhere.</summary>
    public string? Expected { get; init; }

    /// <summary>A score from 0 to 1.</summary>
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

    /// <summary>The grader could not decide.</summary>
    public static Score Undecided(string code, string reason) => new() { Code = code, Reason = reason };

    /// <summary>The grader could not decide.</summary>
    public static Score Undecided(ReasonCode code, string reason) => Undecided(code.Name, reason);
}
