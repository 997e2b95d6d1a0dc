using PromptLab.Statistics;

namespace PromptLab.Comparing;

/// <summary>Holm's correction of comparisons that belong together, so that many of them do not make a chance find.</summary>
internal static class Correction
{
    /// <summary>Corrects the evidence on several graders or tags together.</summary>
    public static IReadOnlyList<NamedEvidence> Holm(IReadOnlyList<NamedEvidence> together) =>
        [.. together.Zip(Holm([.. together.Select(one => one.Evidence)], []), (named, corrected) => named with { Evidence = corrected })];

    /// <summary>Corrects several comparisons with one baseline together.</summary>
    /// <param name="together">The plain evidence of each; evidence without a p-value stays as it is.</param>
    /// <param name="others">Plain p-values of comparisons that belong to them and were made before.</param>
    public static IReadOnlyList<PairedEvidence> Holm(IReadOnlyList<PairedEvidence> together, IReadOnlyList<double> others)
    {
        var plain = together.Select(evidence => evidence.PValue).OfType<double>().Concat(others).ToList();
        var corrected = new Queue<double>(MultipleTesting.Holm(plain));
        return
        [
            .. together.Select(evidence =>
                evidence.PValue is null ? evidence : evidence with { CorrectedPValue = corrected.Dequeue(), Family = plain.Count }
            ),
        ];
    }
}
