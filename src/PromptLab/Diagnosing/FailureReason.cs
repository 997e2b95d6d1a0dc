using PromptLab.Grading;
using PromptLab.Running;

namespace PromptLab.Diagnosing;

/// <summary>Why an item failed: the first weighted or required grader that did not pass, and its reason code.</summary>
/// <param name="Grader">The grader's id; null for a refusal, and for a score below the pass mark.</param>
/// <param name="Code">The stable code, such as <c>label.wrong</c>, or <c>refusal</c>.</param>
public sealed record FailureReason(string? Grader, string Code)
{
    /// <summary>The code of a response in which the model refused to answer, whatever its graders say.</summary>
    public const string Refusal = "refusal";

    /// <summary>The code of a response that failed although every weighted or required grader passed it.</summary>
    public const string BelowPassMark = "below-pass-mark";

    /// <summary>The display name, such as <c>order: json-field.wrong</c>.</summary>
    public string Name => Grader is null ? Code : $"{Grader}: {Code}";

    /// <summary>The reason of a failed response; null where it did not fail.</summary>
    internal static FailureReason? Of(ItemResult result)
    {
        if (result.Status != ItemStatus.Fail)
            return null;
        if (result.Refusal is not null)
            return new FailureReason(null, Refusal);
        var first = result.Grade?.Verdicts.FirstOrDefault(verdict => verdict.Pass == false && (verdict.Weight > 0 || verdict.MustPass));
        return first is null ? new FailureReason(null, BelowPassMark) : new FailureReason(first.Id, first.Score.Code);
    }

    /// <summary>The most frequent reason of the failed responses, the earliest of equals; null where none failed.</summary>
    internal static FailureReason? Of(IEnumerable<ItemResult> results) =>
        results.Select(Of).OfType<FailureReason>().GroupBy(reason => reason).MaxBy(group => group.Count())?.Key;
}
