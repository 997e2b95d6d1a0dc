using PromptLab.Results;

namespace PromptLab.Comparing;

/// <summary>
/// What a comparison of two runs shows: the verdict on the pass rate, and the same of scores, graders, tags, tokens,
/// cost and latency.
/// </summary>
internal sealed record ComparisonEvidence
{
    private ComparisonEvidence(RunComparison comparison) => Comparison = comparison;

    /// <summary>The paired runs.</summary>
    public RunComparison Comparison { get; }

    /// <summary>The share of items that pass: what the verdict is on.</summary>
    public required PairedEvidence PassRate { get; init; }

    /// <summary>The mean score, each item by its weight.</summary>
    public required PairedEvidence Score { get; init; }

    /// <summary>The mean score of each grader, in order of id, corrected together.</summary>
    public required IReadOnlyList<NamedEvidence> Graders { get; init; }

    /// <summary>The pass rate of the items of each tag, in order of name, corrected together.</summary>
    public required IReadOnlyList<NamedEvidence> Tags { get; init; }

    /// <summary>
    /// Input tokens, output tokens, cost in US dollars and latency in milliseconds of a call, those that are known. A
    /// cost that is unknown for one answered call is not compared.
    /// </summary>
    public required IReadOnlyList<NamedEvidence> Amounts { get; init; }

    /// <summary>What a right answer costs more; null where it can't be said.</summary>
    public required CostPerCorrect? CostPerCorrect { get; init; }

    /// <summary>The figures of the baseline over the items that both sides have a verdict on.</summary>
    public required SideFigures BaselineFigures { get; init; }

    /// <summary>The figures of the candidate over the same items.</summary>
    public required SideFigures CandidateFigures { get; init; }

    /// <summary>True where every score is the item's pass, so that both verdicts are one.</summary>
    public required bool ScoreIsPassRate { get; init; }

    /// <summary>Why there is no verdict, a sentence each; empty where there is one.</summary>
    public required IReadOnlyList<string> Objections { get; init; }

    /// <summary>The verdict on the pass rate.</summary>
    public ComparisonOutcome Outcome => Objections.Count > 0 ? ComparisonOutcome.NoVerdict : PassRate.Outcome;

    /// <summary>Weighs a comparison.</summary>
    /// <param name="comparison">The paired runs.</param>
    /// <param name="baseline">The record of the baseline.</param>
    /// <param name="candidate">The record of the candidate.</param>
    /// <param name="dice">The dice of resampling; null for those that follow from the runs.</param>
    /// <param name="versions">How many versions are compared with this baseline, those of before among them.</param>
    public static ComparisonEvidence Of(
        RunComparison comparison,
        RunRecord baseline,
        RunRecord candidate,
        ComparisonDice? dice = null,
        int versions = 1
    )
    {
        dice ??= ComparisonDice.Of(baseline, candidate);
        var pairs = comparison.Pairs;
        var objections = ComparisonObjections.To(comparison, baseline, candidate);
        List<ItemPair> decided = [.. pairs.Where(pair => pair.Change is not (ItemChange.Error or ItemChange.Undecided))];
        var headline = HeadlineSamples.Of(pairs);
        return new ComparisonEvidence(comparison)
        {
            PassRate = Weigh(headline.PassRate, Measure.PassRate.Name, versions),
            Score = Weigh(headline.Score, Measure.Score.Name, versions),
            ScoreIsPassRate = headline.ScoreIsPassRate,
            Graders = PartsOf(GradersOf(pairs).Select(Measure.OfGrader), "grader "),
            Tags = PartsOf(TagsOf(pairs).Select(Measure.OfTag), "tag "),
            Amounts = AmountsOf(pairs, Weigh),
            CostPerCorrect = CostPerCorrect.Of(decided),
            BaselineFigures = SideFigures.Of(decided, pair => pair.Baseline) with { IsTuningScore = TuningScore.Is(baseline) },
            CandidateFigures = SideFigures.Of(decided, pair => pair.Candidate) with { IsTuningScore = TuningScore.Is(candidate) },
            Objections = objections,
        };

        PairedEvidence Weigh(PairedSample sample, string name, int together) =>
            EvidenceWeighing.Of(sample, dice.For(name), together).On(baseline, candidate) with
            {
                IsWithheld = objections.Count > 0,
            };

        IReadOnlyList<NamedEvidence> PartsOf(IEnumerable<Measure> measures, string kind)
        {
            var samples = measures.Select(measure => (measure.Name, Sample: measure.SampleOf(pairs))).ToList();
            var together = Math.Max(1, samples.Count(sample => sample.Sample.Baseline.Count > 0)) * versions;
            return Correction.OfParts(
                [.. samples.Select(sample => new NamedEvidence(sample.Name, Weigh(sample.Sample, kind + sample.Name, together)))],
                versions
            );
        }
    }

    /// <summary>The same with both verdicts corrected.</summary>
    /// <param name="passRate">The corrected evidence on the pass rate.</param>
    /// <param name="score">That on the mean score; null where it is the pass rate once more.</param>
    internal ComparisonEvidence With(PairedEvidence passRate, PairedEvidence? score) =>
        this with
        {
            PassRate = passRate,
            Score = score ?? Score with { CorrectedPValue = passRate.CorrectedPValue, Family = passRate.Family },
        };

    private static SortedSet<string> GradersOf(IReadOnlyList<ItemPair> pairs)
    {
        var graders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            pair.Baseline.AddGradersTo(graders);
            pair.Candidate.AddGradersTo(graders);
        }

        return new SortedSet<string>(graders, StringComparer.Ordinal);
    }

    private static SortedSet<string> TagsOf(IReadOnlyList<ItemPair> pairs) =>
        new(pairs.SelectMany(pair => pair.Tags).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    private static IReadOnlyList<NamedEvidence> AmountsOf(
        IReadOnlyList<ItemPair> pairs,
        Func<PairedSample, string, int, PairedEvidence> weigh
    ) =>
        [
            .. from measure in new[] { Measure.InputTokens, Measure.OutputTokens, Measure.CostUsd, Measure.LatencyMs }
            let sample = measure.SampleOf(pairs)
            where
                sample.Baseline.Count > 0
                && !(
                    measure == Measure.CostUsd
                    && pairs.Any(pair => Measure.HasUnknownCost(pair.Baseline) || Measure.HasUnknownCost(pair.Candidate))
                )
            select new NamedEvidence(measure.Name, weigh(sample, measure.Name, 1)),
        ];
}
