using PromptLab.Confirming;
using PromptLab.Files;
using PromptLab.Results;
using PromptLab.Tests.Comparing;

namespace PromptLab.Tests.Confirming;

/// <summary>
/// Which rows of the scoreboard say what two versions gained on the items they were tuned on. Rows are in the order
/// they were appended in.
/// </summary>
public sealed class TuningGainTests
{
    [Fact]
    public void The_gain_is_the_candidates_rate_minus_the_baselines()
    {
        var gain = Of(Row("v1", 0.5), Row("v2", 0.75));

        Assert.Equal(("dev", 40, 0.5, 0.75, 0.25), (gain!.Split, gain.Items, gain.Baseline, gain.Candidate, gain.Gain));
    }

    [Fact]
    public void The_latest_row_of_each_counts() =>
        Assert.Equal(0.125, Of(Row("v1", 0.25), Row("v2", 1), Row("v2", 0.75), Row("v1", 0.625))!.Gain);

    [Fact]
    public void Rows_of_dev_come_before_later_ones_of_other_splits() =>
        Assert.Equal(
            "dev",
            Of(Row("v1", 0.5), Row("v2", 0.75), Row("v1", 0.5, "train", "train-items"), Row("v2", 1, "train", "train-items"))!.Split
        );

    [Fact]
    public void Without_rows_of_dev_the_latest_pair_on_open_items_counts() =>
        Assert.Equal(
            ("train", 0.375),
            Said(Of(Row("v1", 0.5, null, "all"), Row("v2", 1, null, "all"), Row("v1", 0.5, "train"), Row("v2", 0.875, "train")))
        );

    [Fact]
    public void A_later_row_on_other_items_leaves_the_latest_pair_on_the_same_ones() =>
        Assert.Equal(0.25, Of(Row("v1", 0.5), Row("v2", 0.75), Row("v2", 1, "dev", "five-of-them"))!.Gain);

    public static TheoryData<string, ScoreboardRow> NoPartners =>
        new()
        {
            { "the holdout", Row("v1", 0.5, "holdout") },
            { "the holdout beside others", Row("v1", 0.5, "dev;holdout") },
            { "other items", Row("v1", 0.5, "dev", "other-items") },
            { "another model", Row("v1", 0.5) with { ConfigHash = "sha256:other" } },
            { "other graders", Row("v1", 0.5) with { GradersHash = "sha256:other" } },
            { "another eval set", Row("v1", 0.5) with { EvalSet = "others" } },
            { "another text", Row("v1", 0.5) with { PromptHash = "sha256:edited" } },
            { "another prompt", Row("v1", 0.5) with { Prompt = "other" } },
            { "no rate", Row("v1", 0.5) with { PassRate = null } },
            { "unknown items", Row("v1", 0.5) with { SelectedIdsHash = null } },
        };

    [Theory]
    [MemberData(nameof(NoPartners))]
    public void Rows_of_something_else_are_no_partner(string what, ScoreboardRow before)
    {
        Assert.True(Of(before, Row("v2", 0.75) with { Split = before.Split }) is null, what);
        Assert.NotNull(Of(before, Row("v1", 0.5), Row("v2", 0.75)));
    }

    [Fact]
    public void Two_rows_of_unknown_items_are_no_pair()
    {
        Assert.Null(Of(Row("v1", 0.5) with { SelectedIdsHash = null }, Row("v2", 0.75) with { SelectedIdsHash = null }));
    }

    [Fact]
    public void Without_rows_it_is_not_known() => Assert.Null(Of());

    private static (string?, double) Said(TuningGain? gain) => (gain?.Split, gain?.Gain ?? double.NaN);

    private static TuningGain? Of(params ScoreboardRow[] rows) => TuningGain.Of(rows, SomeRuns.Of("triage@v1"), SomeRuns.Of("triage@v2"));

    private static ScoreboardRow Row(string version, double rate, string? split = "dev", string items = "dev-items") =>
        new()
        {
            RunId = $"run-of-{version}",
            StartedAt = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
            Prompt = "triage",
            Version = version,
            PromptHash = ContentHash.Short($"sha256:triage@{version}"),
            Model = "main",
            ConfigHash = "sha256:3fd1c0a7e9b2",
            EvalSet = "refunds",
            Split = split,
            GradersHash = "sha256:aa07b9d3410e",
            Items = 40,
            Repeats = 1,
            Scored = 40,
            Errors = 0,
            PassRate = rate,
            SelectedIdsHash = items,
        };
}
