using System.Globalization;
using System.Text.Json.Nodes;
using PromptLab.Comparing;
using PromptLab.Grading;
using PromptLab.Models;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Statistics;

namespace PromptLab.Benchmarks;

/// <summary>Times what comparisons compute, in memory: reading the results of runs is not in it.</summary>
internal static class EvidenceTimes
{
    private const int ResampledItems = 100;
    private const int Resamples = 10_000;

    private static readonly string[] Tags = ["long", "typo", "german"];
    private static readonly string[] Graders = ["label", "short"];

    public static async Task<IReadOnlyList<Measure>> MeasureAsync(
        Sizes sizes,
        Func<string, Func<Task<TimeSpan>>, Task<IReadOnlyList<TimeSpan>>> repeatAsync
    )
    {
        var dice = new RandomSource(1);
        double[] values = [.. Enumerable.Range(0, ResampledItems).Select(_ => (dice.Below(201) - 100) / 100.0)];
        var binary = (Before: RunOf("p@v1", sizes.MemoryCalls, levels: 1, dice), After: RunOf("p@v2", sizes.MemoryCalls, levels: 1, dice));
        var graded = (
            Before: RunOf("p@v1", sizes.MemoryCalls, levels: 997, dice),
            After: RunOf("p@v2", sizes.MemoryCalls, levels: 997, dice)
        );
        var resampling = await repeatAsync("resampling", () =>
            Clock.TimeAsync(() => Task.FromResult(BcaBootstrap.Of(values, new RandomSource(1), resamples: Resamples)))
        );
        var ofBinary = await repeatAsync("comparing", () => Clock.TimeAsync(() => Task.FromResult(Compare(binary.Before, binary.After))));
        var ofGraded = await repeatAsync("comparing scores", () =>
            Clock.TimeAsync(() => Task.FromResult(Compare(graded.Before, graded.After)))
        );
        var size = sizes.MemoryCalls.ToString("#,0", CultureInfo.InvariantCulture);
        return
        [
            new Measure("10,000 resamples of 100 items", "ms", [.. resampling.Select(time => time.TotalMilliseconds)], 20),
            new Measure($"comparing {size} items, right or wrong", "s", [.. ofBinary.Select(time => time.TotalSeconds)], 2),
            new Measure($"comparing {size} items, scores", "s", [.. ofGraded.Select(time => time.TotalSeconds)], 2),
        ];
    }

    private static ComparisonEvidence Compare(ComparedRun before, ComparedRun after) =>
        ComparisonEvidence.Of(RunComparison.Between(before, after), RecordOf(before), RecordOf(after));

    private static ComparedRun RunOf(string label, int items, int levels, RandomSource dice) =>
        new(label, label, [.. Enumerable.Range(0, items).Select(i => ResultOf(i, (double)dice.Below(levels + 1) / levels, dice))]);

    private static ItemResult ResultOf(int i, double score, RandomSource dice) =>
        new()
        {
            RunId = "run",
            ItemId = i.ToString("'i'000000", CultureInfo.InvariantCulture),
            ItemHash = "sha256:same",
            Repeat = 1,
            Tags = [Tags[i % Tags.Length]],
            Input = new Dictionary<string, JsonNode>(StringComparer.Ordinal),
            Output = "yes",
            Usage = new TokenUsage { InputUncached = 100, OutputVisible = 10 },
            CostUsd = 0.001m,
            Latency = TimeSpan.FromMilliseconds(200 + dice.Below(100)),
            Grade = new ItemGrade(
                score >= 0.5 ? ItemStatus.Pass : ItemStatus.Fail,
                score,
                [
                    .. Graders.Select(grader => new GraderVerdict
                    {
                        Id = grader,
                        Type = "equals",
                        Score = Score.Of(score, "equals.same", "The texts were compared."),
                        Pass = score >= 0.5,
                        Weight = 1,
                    }),
                ]
            ),
        };

    private static RunRecord RecordOf(ComparedRun run) =>
        new()
        {
            RunId = run.RunId,
            StartedAt = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
            Status = RunStatus.Completed,
            Trigger = "local",
            Prompt = new RunPrompt { Name = run.Label },
            EvalSet = new RunEvalSet
            {
                Name = "e",
                Hash = "sha256:e",
                Items = run.Results.Count,
                SelectedIdsHash = "sha256:e",
            },
            Model = new RunModel(),
            ConfigHash = "",
            GradersHash = "",
            Fingerprint = "",
            Tool = new RunTool("promptlab", "", "", ""),
        };
}
