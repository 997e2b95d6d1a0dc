using System.Diagnostics;
using System.Globalization;
using PromptLab.Statistics;

namespace PromptLab.Tests.Diagnosing;

public sealed class DiagnosisSpeedTests(ITestOutputHelper output)
{
    // Two seconds are what is promised of an idle machine; a busy one gets more.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public void A_thousand_items_of_which_300_fail_are_diagnosed_while_one_waits()
    {
        var dice = new RandomSource(1);
        var letters = Enumerable
            .Range(0, 3000)
            .Select(_ => string.Concat(Enumerable.Range(0, 3 + dice.Below(6)).Select(_ => (char)('a' + dice.Below(26)))))
            .ToArray();
        var results = Enumerable
            .Range(0, 1000)
            .Select(i =>
                SomeFailures.Graded(
                    i.ToString("0000", CultureInfo.InvariantCulture),
                    passes: i >= 300,
                    string.Join(' ', Enumerable.Range(0, 120).Select(_ => letters[dice.Below(3000)])),
                    [
                        .. Enumerable
                            .Range(0, 20)
                            .Where(_ => dice.Below(5) == 0)
                            .Select(tag => "tag" + tag.ToString(CultureInfo.InvariantCulture)),
                    ]
                )
            )
            .ToList();

        var begun = Stopwatch.GetTimestamp();

        var diagnosis = SomeFailures.Diagnose(results);

        var taken = Stopwatch.GetElapsedTime(begun);
        output.WriteLine($"{taken.TotalMilliseconds:0} ms");
        Assert.Equal(300, diagnosis.Failing);
        Assert.True(taken < Patience, $"{taken.TotalSeconds:0.0} s");
    }
}
