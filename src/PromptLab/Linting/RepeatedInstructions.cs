using PromptLab.Grading;

namespace PromptLab.Linting;

/// <summary>Finds instructions that are given twice, word for word or nearly, with the same numbers.</summary>
internal static class RepeatedInstructions
{
    private const int MinWords = 3;

    public static IEnumerable<RuleMatch> Find(LintMaterial material) =>
        from prompt in material.Prompts
        let instructions = Instruction.Of(prompt.Prompt).Where(instruction => instruction.Words.Length >= MinWords).ToList()
        from i in Enumerable.Range(0, instructions.Count)
        let later = instructions[i]
        let earlier = instructions.Take(i).FirstOrDefault(one => AreDuplicates(one, later))
        where earlier is not null
        select new RuleMatch(
            prompt.Prompt.File,
            later.Line,
            FormattableString.Invariant(
                $"{Quote.Of(later.Text)} says what line {earlier.Line} says, {DescribeMatch(earlier, later)}. Keep one of them: of two, one is forgotten when they are changed."
            )
        );

    private static bool AreDuplicates(Instruction one, Instruction other) =>
        AreEqual(one, other)
        || (
            NumbersOf(one).SequenceEqual(NumbersOf(other), StringComparer.Ordinal)
            && NearTexts.Similarity(one.Words, other.Words) >= NearTexts.Threshold
            && !Contradictions.Contradict(one, other)
        );

    private static bool AreEqual(Instruction one, Instruction other) => one.Words.SequenceEqual(other.Words, StringComparer.Ordinal);

    private static IEnumerable<string> NumbersOf(Instruction instruction) => instruction.Words.Where(word => word.Any(char.IsDigit));

    private static string DescribeMatch(Instruction one, Instruction other) =>
        AreEqual(one, other)
            ? "word for word"
            : FormattableString.Invariant(
                $"nearly: the Jaccard similarity of their word triples is {NearTexts.Similarity(one.Words, other.Words):0.00}, and {NearTexts.Threshold:0.00} or more counts"
            );
}
