using PromptLab.Comparing;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Running;
using static PromptLab.Tests.Comparing.SampleResults;

namespace PromptLab.Tests.Comparing;

public sealed class BaselineComparisonTests
{
    private static readonly RunRecord Old = SomeRuns.Of("triage@v1", items: 100);
    private static readonly RunRecord New = SomeRuns.Of("triage@v2", items: 100);
    private static readonly ComparedChange Examples = new([new ChangedElement("examples")]);

    // b = 4, c = 12, n = 100 of golden_public.json.
    [Fact]
    public void A_row_holds_the_difference_its_interval_the_flips_the_p_and_the_verdict()
    {
        var row = BaselineComparison
            .Of(Old, Results(losses: 4, wins: 12, before: true), New, Results(losses: 4, wins: 12, before: false), Examples)
            .On(Row);

        Assert.Equal(("v1", "better", 12, 4), (row.Baseline, row.Verdict, row.Fixed, row.Broken));
        Assert.Equal(0.08, row.Delta!.Value, 1e-12);
        Assert.Equal(-0.001658885352535222, row.DeltaCiLow!.Value, 1e-8);
        Assert.Equal(0.15852163045057444, row.DeltaCiHigh!.Value, 1e-8);
        Assert.Equal(0.04904174804687501, row.PValue!.Value, 1e-9);
        Assert.Null(row.CorrectedPValue);
    }

    [Fact]
    public void A_corrected_p_stands_in_a_column_of_its_own_and_decides()
    {
        var comparison = BaselineComparison.Of(Old, Results(4, 12, before: true), New, Results(4, 12, before: false), Examples);

        var row = (comparison with { PassRate = Correction.Holm([comparison.PassRate], [0.5])[0] }).On(Row);

        Assert.Equal("no difference shown", row.Verdict);
        Assert.Equal(0.04904174804687501, row.PValue!.Value, 1e-9);
        Assert.Equal(2 * 0.04904174804687501, row.CorrectedPValue!.Value, 1e-9);
        Assert.Equal(row.CorrectedPValue, ScoreboardRows.DecidingPValueOf(row));
        Assert.Equal("kept", row.Extra["other"]);
    }

    [Fact]
    public void Without_a_verdict_a_row_names_the_baseline_and_nothing_else()
    {
        ItemResult[] after = [.. Results(0, 40, before: false).Skip(3), Error("i000"), Error("i001"), Error("i002")];

        var comparison = BaselineComparison.Of(Old, Results(0, 40, before: true), New, after, Examples);
        var row = comparison.On(Row);

        Assert.Equal(Row with { Baseline = "v1", Verdict = "no verdict" }, row);
        Assert.Equal(ComparisonOutcome.NoVerdict, comparison.PassRate.Outcome);
        Assert.Equal(["3 of 100 pairs have no verdict on one side; more than 2% left out is no basis for one."], comparison.Objections);
    }

    [Fact]
    public void A_baseline_of_another_prompt_is_named_in_full()
    {
        var other = SomeRuns.Of("sorting@v1", items: 100);

        Assert.Equal(
            "sorting@v1",
            BaselineComparison.Of(other, Results(0, 1, before: true), New, Results(0, 1, before: false), Examples).Baseline
        );
    }

    [Fact]
    public void It_finds_what_the_whole_comparison_finds()
    {
        var (before, after) = (Results(3, 9, before: true), Results(3, 9, before: false));

        Assert.Equal(
            ComparisonEvidence.Of(RunComparison.Between(Run("triage@v1", before), Run("triage@v2", after)), Old, New).PassRate,
            BaselineComparison.Of(Old, before, New, after, Examples).PassRate
        );
    }

    private static ItemResult[] Results(int losses, int wins, bool before) =>
        [
            .. Enumerable
                .Range(0, 100)
                .Select(i =>
                    (
                        i < losses ? before
                        : i < losses + wins ? !before
                        : i % 2 == 0
                    )
                        ? Pass($"i{i:000}")
                        : Fail($"i{i:000}")
                ),
        ];

    private static ScoreboardRow Row { get; } =
        new()
        {
            RunId = "run",
            StartedAt = New.StartedAt,
            Prompt = "triage",
            Version = "v2",
            Model = "main",
            EvalSet = "refunds",
            Items = 100,
            Repeats = 1,
            Scored = 100,
            Errors = 0,
            Extra = new Dictionary<string, string>(StringComparer.Ordinal) { ["other"] = "kept" },
        };
}
