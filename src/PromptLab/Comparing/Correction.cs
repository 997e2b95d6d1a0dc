using PromptLab.Statistics;

namespace PromptLab.Comparing;

/// <summary>
/// Holm's correction of verdicts that belong together, so that many of them do not make a chance find. The verdicts on all
/// versions that were tried against a baseline, on pass rate and mean score alike, are one family; so are those on graders, and
/// those on tags.
/// </summary>
internal static class Correction
{
    /// <summary>Corrects the pass rates and mean scores of several versions together.</summary>
    /// <param name="versions">The plain evidence on each version; no score where it is the pass rate once more.</param>
    /// <param name="others">Plain p-values of the pass rates of versions that were compared before; 1 where one is not known.</param>
    /// <returns>Both, corrected, in the given order; evidence without a p-value stays as it is.</returns>
    public static IReadOnlyList<(PairedEvidence PassRate, PairedEvidence? Score)> OfVersions(
        IReadOnlyList<(PairedEvidence PassRate, PairedEvidence? Score)> versions,
        IReadOnlyList<double> others
    )
    {
        // What the mean scores of earlier versions showed is not kept: a p of 1 counts them and helps no other.
        var unknownScores = versions.All(version => version.Score is null) ? [] : Enumerable.Repeat(1.0, others.Count);
        var plain = versions.SelectMany(version => new[] { version.PassRate, version.Score }).OfType<PairedEvidence>().ToList();
        var corrected = new Queue<PairedEvidence>(Holm(plain, [.. others, .. unknownScores]));
        return [.. versions.Select(version => (corrected.Dequeue(), version.Score is null ? null : corrected.Dequeue()))];
    }

    /// <summary>Corrects the evidence on the graders, or the tags, of one of several versions.</summary>
    /// <param name="together">The evidence on each.</param>
    /// <param name="versions">How many versions were tried, each with as many graders or tags.</param>
    /// <remarks>
    /// Parts that could not be significant in any outcome, such as a tag with two changed items, leave before the correction.
    /// </remarks>
    public static IReadOnlyList<NamedEvidence> OfParts(IReadOnlyList<NamedEvidence> together, int versions)
    {
        var attainable = together.Select(part => part.Evidence.SmallestAttainableP).ToList();
        var stays = MultipleTesting.CanBeSignificant(attainable, PairedEvidence.Alpha, versions);
        var kept = together.Zip(stays).Where(one => one.Second).Select(one => one.First.Evidence).ToList();
        var others = Enumerable.Repeat(1.0, kept.Count * (versions - 1));
        var corrected = new Queue<PairedEvidence>(Holm(kept, [.. others]));
        return [.. together.Zip(stays, (part, stay) => part with { Evidence = stay ? corrected.Dequeue() : LeftOut(part.Evidence) })];

        // By what left it out it is never significant; Bonferroni's bound says as much.
        PairedEvidence LeftOut(PairedEvidence evidence) =>
            evidence with
            {
                CorrectedPValue = evidence.PValue is { } plain ? Math.Min(1, plain * together.Count * versions) : null,
                Family = Math.Max(1, kept.Count * versions),
            };
    }

    /// <summary>Corrects evidence together; that without a p-value stays as it is.</summary>
    /// <param name="together">The plain evidence.</param>
    /// <param name="others">Plain p-values that belong to it.</param>
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
