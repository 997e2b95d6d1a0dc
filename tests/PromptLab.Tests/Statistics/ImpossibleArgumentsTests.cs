using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

/// <summary>Counts, probabilities and levels that can't be are refused, so that no figure comes of them.</summary>
public sealed class ImpossibleArgumentsTests
{
    private static readonly RandomSource Random = new(1);

    private static readonly (string Name, Action Call)[] Calls =
    [
        ("Wilson: fewer than no success", () => WilsonInterval.Of(-1, 5)),
        ("Wilson: more successes than trials", () => WilsonInterval.Of(6, 5)),
        ("Wilson: fewer than no trial", () => WilsonInterval.Of(0, -1)),
        ("Wilson: no confidence", () => WilsonInterval.Of(1, 5, confidence: 0)),
        ("Wilson: a rate above 1", () => WilsonInterval.Of(1.1, 5.0)),
        ("Wilson: no effective item", () => WilsonInterval.Of(0.5, 0.0)),
        ("Tango: a full confidence", () => TangoInterval.Of(1, 2, 10, confidence: 1)),
        ("Tango: more changes than pairs", () => TangoInterval.LowerLimit(6, 5, 10)),
        ("Tango: a full confidence of a limit", () => TangoInterval.LowerLimit(1, 2, 10, confidence: 1)),
        ("Clopper and Pearson: more successes than trials", () => ClopperPearsonInterval.Of(6, 5)),
        ("bootstrap: one sample", () => BcaBootstrap.Of([1, 2, 3], Random, resamples: 1)),
        ("bootstrap: a full confidence", () => BcaBootstrap.Of([1, 2, 3], Random)!.Percentile(1)),
        ("sample size: a share above 1", () => PairedBinaryPower.RequiredItemsRaw(1.1, 0.1)),
        ("sample size: no level", () => PairedBinaryPower.RequiredItemsRaw(0.2, 0.1, alpha: 0)),
        ("sample size: a full power", () => PairedBinaryPower.RequiredItemsRaw(0.2, 0.1, power: 1)),
        ("power: fewer than no item", () => PairedBinaryPower.MidPTest(-1, 0.1, 0.1)),
        ("power: a win share below 0", () => PairedBinaryPower.MidPTest(10, 0.1, -0.1)),
        ("power: more changes than items", () => PairedBinaryPower.MidPTest(10, 0.6, 0.5)),
        ("detectable effect: a full power", () => PairedBinaryPower.MinimumDetectableEffect(50, 0.1, 0.05, 1)),
        ("margin: none", () => NonInferiority.PassProbability(50, 0.1, margin: 0)),
        ("margin: a full confidence", () => NonInferiority.PassProbability(50, 0.1, 0.05, confidence: 1)),
        ("race: fewer than no win", () => Futility.Binary(1, -1, 5, 10)),
        ("race: more seen than there are", () => Futility.Graded([.. Enumerable.Repeat(0.1, 10)], 9)),
        ("race: no level", () => Futility.Graded([.. Enumerable.Repeat(0.1, 10)], 20, alpha: 0)),
    ];

    public static TheoryData<string> Names => [.. Calls.Select(call => call.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_can_not_be_is_refused(string name) =>
        Assert.ThrowsAny<ArgumentException>(Calls.Single(call => call.Name == name).Call);
}
