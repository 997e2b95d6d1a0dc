using PromptLab.Comparing;
using PromptLab.Statistics;

namespace PromptLab.Tests.Comparing;

/// <summary>Paired values to weigh, said in few words.</summary>
internal static class SomeSamples
{
    public static readonly RandomSource Dice = new(7);

    /// <summary>Right-or-wrong items: so many losses, wins, and items that both sides have right; the rest are wrong on both.</summary>
    public static PairedSample Binary(int losses, int wins, int items, int bothRight = 0) =>
        Of(
            [
                .. Enumerable.Repeat(1.0, losses),
                .. Enumerable.Repeat(0.0, wins),
                .. Enumerable.Repeat(1.0, bothRight),
                .. Enumerable.Repeat(0.0, items - losses - wins - bothRight),
            ],
            [
                .. Enumerable.Repeat(0.0, losses),
                .. Enumerable.Repeat(1.0, wins),
                .. Enumerable.Repeat(1.0, bothRight),
                .. Enumerable.Repeat(0.0, items - losses - wins - bothRight),
            ]
        );

    /// <summary>Graded items whose baseline is 0.5 each.</summary>
    public static PairedSample Differences(params double[] differences) =>
        Of([.. differences.Select(_ => 0.5)], [.. differences.Select(difference => 0.5 + difference)]);

    public static PairedSample Of(double[] baseline, double[] candidate) =>
        new()
        {
            Baseline = baseline,
            Candidate = candidate,
            Clusters = new string?[baseline.Length],
        };

    public static PairedEvidence Weigh(this PairedSample sample, int family = 1) => EvidenceWeighing.Of(sample, Dice, family);
}
