using PromptLab.Grading.Texts;

namespace PromptLab.Grading.Instructions;

/// <summary>How many of something a response may have; both bounds are inclusive, and null where there is none.</summary>
internal sealed record CountLimit(int? Min, int? Max)
{
    /// <summary>The limit in words: “at least 3”, “exactly 2”.</summary>
    public string Words =>
        Min == Max ? FormattableString.Invariant($"exactly {Min}")
        : Max is null ? FormattableString.Invariant($"at least {Min}")
        : Min is null ? FormattableString.Invariant($"at most {Max}")
        : FormattableString.Invariant($"{Min} to {Max}");

    /// <summary>True if a count lies within the limit.</summary>
    public bool Allows(int count) => count >= (Min ?? int.MinValue) && count <= (Max ?? int.MaxValue);

    /// <summary>The verdict on a count of things, such as “word” or “words”.</summary>
    public InstructionVerdict Judge(int count, string one, string several) =>
        InstructionVerdict.Of(Allows(count), $"it has {InWords(count, one, several)}, {Relation(Allows(count))}");

    /// <summary>The verdict on a count of which only bounds are known; undecided where the limit lies between them.</summary>
    public InstructionVerdict Judge(CountRange count, string one, string several)
    {
        if (count.IsExact)
            return Judge(count.Least, one, several);
        bool? isFollowed =
            Allows(count.Least) && Allows(count.Most) ? true
            : count.Most < Min || count.Least > Max ? false
            : null;
        return new(
            isFollowed,
            FormattableString.Invariant(
                $"it has {count.Least} to {count.Most} {several}, as its script does not divide them; wanted: {Words}"
            )
        );
    }

    private string Relation(bool allows) => allows ? $"as wanted: {Words}" : $"not {Words}";

    private static string InWords(int count, string one, string several) =>
        FormattableString.Invariant($"{count} {(count == 1 ? one : several)}");
}
