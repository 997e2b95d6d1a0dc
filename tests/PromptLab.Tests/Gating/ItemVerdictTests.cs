using PromptLab.Gating;
using PromptLab.Grading;
using PromptLab.Tests.Comparing;
using static PromptLab.Tests.Gating.SomeGates;

namespace PromptLab.Tests.Gating;

public sealed class ItemVerdictTests
{
    [Fact]
    public void Each_item_is_held_against_its_baseline()
    {
        var verdicts = Of(
            Compared(
                [
                    SampleResults.Pass("lost"),
                    SampleResults.Fail("known"),
                    SampleResults.Fail("won"),
                    SampleResults.Error("was-error"),
                    SampleResults.Pass("error"),
                    SampleResults.Pass("undecided"),
                    SampleResults.Pass("relabelled") with
                    {
                        ItemHash = "sha256:old",
                    },
                ],
                [
                    SampleResults.Fail("lost"),
                    SampleResults.Fail("known"),
                    SampleResults.Pass("won"),
                    SampleResults.Fail("was-error"),
                    SampleResults.Error("error"),
                    SampleResults.Undecided("undecided"),
                    SampleResults.Fail("relabelled"),
                    SampleResults.Fail("new"),
                ]
            )
        );

        Assert.Equal(
            [
                ("error", ItemVerdictKind.NotScored),
                ("known", ItemVerdictKind.KnownFailure),
                ("lost", ItemVerdictKind.Regression),
                ("new", ItemVerdictKind.Failure),
                ("relabelled", ItemVerdictKind.Failure),
                ("undecided", ItemVerdictKind.NotScored),
                ("was-error", ItemVerdictKind.Failure),
                ("won", ItemVerdictKind.Pass),
            ],
            verdicts.Select(verdict => (verdict.Item.ItemId, verdict.Kind))
        );
    }

    [Fact]
    public void Without_a_baseline_what_fails_is_a_failure() =>
        Assert.Equal(
            [ItemVerdictKind.Pass, ItemVerdictKind.Failure],
            ItemVerdict.Of(GatedRun.Of(Subject(Scored(1, 1)), [AtLeast(0.5)])).Select(verdict => verdict.Kind)
        );

    [Fact]
    public void What_fails_in_the_baseline_itself_is_a_known_failure()
    {
        var verdicts = Of(With(Subject(Scored(1, 1)), new GateBaseline { Reference = "triage@v4", IsItself = true }));

        Assert.Equal([ItemVerdictKind.Pass, ItemVerdictKind.KnownFailure], verdicts.Select(verdict => verdict.Kind));
    }

    [Fact]
    public void The_repeats_of_an_item_are_one_verdict()
    {
        var verdict = Assert.Single(
            Of(
                Compared(
                    [SampleResults.Pass("a"), SampleResults.Pass("a", repeat: 2), SampleResults.Fail("a", repeat: 3)],
                    [SampleResults.Pass("a"), SampleResults.Fail("a", repeat: 2), SampleResults.Fail("a", repeat: 3)]
                )
            )
        );

        Assert.Equal((ItemVerdictKind.Regression, 3), (verdict.Kind, verdict.Candidate.Repeats));
    }

    [Fact]
    public void Only_graders_that_count_are_named_as_failed()
    {
        var result = SampleResults.Fail("a");
        var verdict = Assert.Single(result.Grade!.Verdicts);
        var grade = result.Grade with
        {
            Verdicts =
            [
                verdict with
                {
                    Id = "json",
                    Pass = true,
                },
                verdict with
                {
                    Id = "order",
                },
                verdict with
                {
                    Id = "reported",
                    Weight = 0,
                },
                verdict with
                {
                    Id = "no_ssn",
                    Weight = 0,
                    MustPass = true,
                },
                verdict with
                {
                    Id = "judge",
                    Pass = null,
                    Score = Score.Undecided("judge.unreadable", "No verdict."),
                },
            ],
        };

        Assert.Equal(
            ["order", "no_ssn", "judge"],
            Of(Compared([SampleResults.Pass("a")], [result with { Grade = grade }]))[0].FailedGraders
        );
    }

    private static IReadOnlyList<ItemVerdict> Of(GateSubject subject) => ItemVerdict.Of(GatedRun.Of(subject, [Against()]));
}
