using System.Diagnostics;
using PromptLab.Comparing;
using PromptLab.Grading;
using PromptLab.Models;
using PromptLab.Running;
using PromptLab.Statistics;

namespace PromptLab.Tests.Comparing;

/// <summary>A comparison is looked at more often than it is made; it must not keep anybody waiting.</summary>
public sealed class ComparisonSpeedTests(ITestOutputHelper output)
{
    private const int Items = 100_000;

    // How long it takes is measured by the benchmarks. What grows with the square of the items takes hours, on any machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_hundred_thousand_items_are_compared_while_one_waits(bool graded)
    {
        var (before, after) = (Side("triage@v1", 0.70, graded), Side("triage@v2", 0.72, graded));
        var begun = Stopwatch.GetTimestamp();

        var evidence = ComparisonEvidence.Of(
            RunComparison.Between(before, after),
            SomeRuns.Of("triage@v1", Items),
            SomeRuns.Of("triage@v2", Items)
        );

        var taken = Stopwatch.GetElapsedTime(begun);
        output.WriteLine($"{taken.TotalMilliseconds:0} ms");
        Assert.Equal(Items, evidence.PassRate.Items);
        Assert.Equal((2, 3, 4), (evidence.Graders.Count, evidence.Tags.Count, evidence.Amounts.Count));
        Assert.True(taken < Patience, $"{taken.TotalSeconds:0.0} s");
    }

    private static ComparedRun Side(string label, double rate, bool graded)
    {
        var random = new RandomSource(ComparisonDice.SeedOf(label));
        string[][] tags =
        [
            ["short"],
            ["long"],
            ["short", "typo"],
        ];
        return new ComparedRun(label, "run-of-" + label, [.. Enumerable.Range(0, Items).Select(i => Result(i, tags[i % 3]))]);

        ItemResult Result(int i, string[] itsTags)
        {
            var right = random.Below(1000) < 1000 * rate;
            var score =
                graded ? (right ? 0.5 : 0) + (random.Below(500_000) / 1e6)
                : right ? 1
                : 0;
            return SampleResults.Pass($"i-{i:000000}") with
            {
                Tags = itsTags,
                Grade = new ItemGrade(
                    right ? ItemStatus.Pass : ItemStatus.Fail,
                    score,
                    [Verdict("content", score, right), Verdict("form", right ? 1 : 0, right)]
                ),
                Usage = new TokenUsage { InputUncached = 100, OutputVisible = 10 + random.Below(50) },
                CostUsd = 0.0001m * (1 + random.Below(20)),
                Latency = TimeSpan.FromMilliseconds(200 + random.Below(1000)),
            };
        }
    }

    private static GraderVerdict Verdict(string id, double score, bool pass) =>
        new()
        {
            Id = id,
            Type = "equals",
            Score = Score.Of(score, "equals.compared", "The texts were compared."),
            Pass = pass,
            Weight = 1,
        };
}
