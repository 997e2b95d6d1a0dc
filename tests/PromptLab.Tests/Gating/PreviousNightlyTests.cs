using PromptLab.Files;
using PromptLab.Gating;
using PromptLab.Results;
using PromptLab.Tests.Comparing;
using static PromptLab.Tests.Gating.SomeGates;

namespace PromptLab.Tests.Gating;

public sealed class PreviousNightlyTests
{
    // Half of a two-sided p on the side where the difference lies.
    [Theory]
    [InlineData(0.08, -0.1, 0.04)]
    [InlineData(0.08, 0.1, 0.96)]
    [InlineData(1, 0, 0.5)]
    public void The_p_value_of_the_row_is_told_one_sided(double p, double delta, double expected) =>
        Assert.Equal(expected, PWorse(Row() with { PValue = p, Delta = delta })!.Value, 12);

    [Fact]
    public void Without_a_row_there_is_none() => Assert.Null(PWorse());

    [Fact]
    public void A_row_without_a_verdict_says_nothing() => Assert.Null(PWorse(Row() with { PValue = null, Delta = null }));

    public static TheoryData<string, ScoreboardRow> Others =>
        new()
        {
            { "another baseline", Row() with { Baseline = "v2" } },
            { "no baseline", Row() with { Baseline = null } },
            { "a baseline of another prompt", Row() with { Baseline = "other@v3" } },
            { "another prompt", Row() with { Prompt = "other" } },
            { "another version", Row() with { PromptHash = "sha256:000000000000" } },
            { "another model or other parameters", Row() with { ConfigHash = "sha256:000000000000" } },
            { "other graders", Row() with { GradersHash = "sha256:000000000000" } },
            { "other items", Row() with { SelectedIdsHash = "sha256:000000000000" } },
            { "a table that does not say which items", Row() with { SelectedIdsHash = null } },
            { "the same day", Row() with { StartedAt = Run.StartedAt.AddHours(-1) } },
            { "a later day", Row() with { StartedAt = Run.StartedAt.AddDays(1) } },
            { "more than a week before", Row() with { StartedAt = Run.StartedAt.AddDays(-8) } },
        };

    [Theory]
    [MemberData(nameof(Others), DisableDiscoveryEnumeration = true)]
    public void A_row_of_something_else_does_not_count(string what, ScoreboardRow row)
    {
        Assert.NotEmpty(what);
        Assert.Null(PWorse(row));
    }

    [Fact]
    public void A_baseline_of_another_prompt_is_not_taken_for_a_version_of_this_one()
    {
        var other = SomeRuns.Of("other@v3");

        Assert.Null(PreviousNightly.PWorse([Row()], Run, other));
        Assert.Equal(0.02, PreviousNightly.PWorse([Row() with { Baseline = "other@v3" }], Run, other)!.Value, 12);
    }

    [Fact]
    public void The_latest_night_counts_wherever_its_row_stands() =>
        Assert.Equal(
            0.015,
            PWorse(
                Row() with
                {
                    StartedAt = Run.StartedAt.AddDays(-1),
                    PValue = 0.03,
                },
                Row() with
                {
                    StartedAt = Run.StartedAt.AddDays(-3),
                    PValue = 0.9,
                }
            )!.Value,
            12
        );

    [Fact]
    public void Of_two_rows_of_one_run_the_later_one_counts() =>
        Assert.Equal(0.015, PWorse(Row() with { PValue = 0.9 }, Row() with { PValue = 0.03 })!.Value, 12);

    // A good night between two bad ones: not two nights running.
    [Fact]
    public void A_night_between_that_shows_nothing_ends_the_row_of_nights() =>
        Assert.Equal(
            0.4,
            PWorse(
                Row() with
                {
                    StartedAt = Run.StartedAt.AddDays(-2),
                },
                Row() with
                {
                    StartedAt = Run.StartedAt.AddDays(-1),
                    PValue = 0.8,
                }
            )!.Value,
            12
        );

    // 00:30 on the 25th in Vienna is still the 24th in UTC.
    [Fact]
    public void Days_are_those_of_UTC() =>
        Assert.NotNull(PWorse(Row() with { StartedAt = new DateTimeOffset(2026, 11, 25, 0, 30, 0, TimeSpan.FromHours(1)) }));

    private static double? PWorse(params IReadOnlyList<ScoreboardRow> rows) => PreviousNightly.PWorse(rows, Run, Baseline);

    private static ScoreboardRow Row() =>
        new()
        {
            RunId = "20261124-030000-triage-v4-abcdef",
            StartedAt = Run.StartedAt.AddDays(-1),
            Prompt = "triage",
            Version = "v4",
            PromptHash = ContentHash.Short(Run.Prompt.Hash!),
            Model = "main",
            ConfigHash = ContentHash.Short(Run.ConfigHash),
            EvalSet = "refunds",
            GradersHash = ContentHash.Short(Run.GradersHash),
            Items = 48,
            Repeats = 1,
            Scored = 48,
            Errors = 0,
            Baseline = "v3",
            Delta = -0.1,
            PValue = 0.04,
            SelectedIdsHash = ContentHash.Short(Run.EvalSet.SelectedIdsHash),
        };
}
