using PromptLab.Grading.Texts;

namespace PromptLab.Grading.Instructions;

/// <summary>The verdict on a count of things, such as words.</summary>
internal static class CountVerdict
{
    /// <summary>The verdict on a count that is known.</summary>
    public static InstructionVerdict Judge(this CountLimits limits, int count, string one, string several) =>
        limits.Judge(CountRange.Of(count), one, several);

    /// <summary>The verdict on a count of which only bounds may be known; undecided where the limit lies between them.</summary>
    public static InstructionVerdict Judge(this CountLimits limits, CountRange count, string one, string several)
    {
        if (!count.IsExact)
            return new InstructionVerdict(
                limits.IsMet(count) ? true
                    : limits.IsUnder(count) || limits.IsOver(count) ? false
                    : null,
                FormattableString.Invariant(
                    $"it has {count.Least} to {count.Most} {several}, as its script does not divide them; wanted: {limits.Wanted}"
                )
            );
        var found = FormattableString.Invariant($"it has {count.Least} {(count.Least == 1 ? one : several)}");
        return InstructionVerdict.Of(limits.IsMet(count), $"{found}, {(limits.IsMet(count) ? "as wanted:" : "not")} {limits.Wanted}");
    }
}
