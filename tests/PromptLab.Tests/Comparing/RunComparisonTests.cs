using PromptLab.Comparing;
using PromptLab.Grading;
using static PromptLab.Tests.Comparing.SampleResults;

namespace PromptLab.Tests.Comparing;

public sealed class RunComparisonTests
{
    [Fact]
    public void Regressions_come_first_then_the_fixed_items_each_with_both_responses_and_reasons()
    {
        var comparison = RunComparison.Between(
            Run("refund-intake@v2", Fail("a"), Pass("b"), Pass("c"), Fail("d"), Fail("e")),
            Run("refund-intake@v3", Pass("a"), Fail("b"), Pass("c"), Fail("d"), Pass("e"))
        );

        Assert.Equal(["b", "a", "e"], comparison.Flips.Select(pair => pair.ItemId));
        var broken = comparison.Flips[0];
        Assert.Equal((ItemChange.Broken, "right", "wrong"), (broken.Change, broken.Baseline.Output, broken.Candidate.Output));
        Assert.Empty(broken.Baseline.Reasons);
        Assert.Equal(["label: Not the same."], broken.Candidate.Reasons);
        Assert.Equal((1, 2), (comparison.Count(ItemChange.BothPass), comparison.Count(ItemChange.Fixed)));
        Assert.Equal(1, comparison.Count(ItemChange.BothFail));
    }

    [Fact]
    public void Errors_and_undecided_items_are_no_flips_and_are_counted_apart()
    {
        var comparison = RunComparison.Between(
            Run("p@v2", Pass("a"), Undecided("b"), Error("c"), Error("d"), Fail("e")),
            Run("p@v3", Error("a"), Fail("b"), Undecided("c"), Pass("d"), Fail("e"))
        );

        Assert.Empty(comparison.Flips);
        Assert.Equal(
            (3, 1, 1),
            (comparison.Count(ItemChange.Error), comparison.Count(ItemChange.Undecided), comparison.Count(ItemChange.BothFail))
        );
        Assert.Equal(["timeout: No response within 60 s."], comparison.Pairs[0].Candidate.Reasons);
    }

    [Fact]
    public void A_relabelled_item_is_not_paired_with_its_old_self()
    {
        var comparison = RunComparison.Between(
            Run("p@v2", Pass("a"), Pass("b"), Pass("d"), Pass("d", repeat: 2) with { ItemHash = "sha256:other" }),
            Run("p@v3", Fail("a") with { ItemHash = "sha256:relabelled" }, Fail("c"), Pass("d"))
        );

        Assert.Empty(comparison.Pairs);
        Assert.Equal(
            [
                new LeftOutItem("a", LeftOutReason.ItemDiffers, "“a” was changed between the two runs."),
                new LeftOutItem("b", LeftOutReason.BaselineOnly, "“b” is in the baseline only."),
                new LeftOutItem("c", LeftOutReason.CandidateOnly, "“c” is in the candidate only."),
                new LeftOutItem("d", LeftOutReason.ItemDiffers, "“d” was changed between the repeats of one run."),
            ],
            comparison.LeftOut
        );
    }

    [Fact]
    public void The_majority_of_the_decided_repeats_decides_and_a_tie_is_not_a_pass()
    {
        var comparison = RunComparison.Between(
            Run("p@v2", Fail("majority"), Fail("tie"), Fail("one"), Fail("none"), Fail("down")),
            Run(
                "p@v3",
                Pass("majority", repeat: 3, output: "third"),
                Fail("majority", repeat: 1),
                Pass("majority", repeat: 2, output: "second"),
                Pass("tie"),
                Fail("tie", repeat: 2),
                Error("one"),
                Undecided("one", repeat: 2),
                Pass("one", repeat: 3),
                Error("none"),
                Undecided("none", repeat: 2),
                Error("down"),
                Error("down", repeat: 2)
            )
        );

        Assert.Equal(
            [
                ("down", ItemStatus.Error),
                ("majority", ItemStatus.Pass),
                ("none", ItemStatus.Undecided),
                ("one", ItemStatus.Pass),
                ("tie", ItemStatus.Fail),
            ],
            comparison.Pairs.Select(pair => (pair.ItemId, pair.Candidate.Status))
        );
        var majority = comparison.Pairs[1].Candidate;
        Assert.Equal(("second", 2, 1, 3), (majority.Output, majority.Passed, majority.Failed, majority.Repeats));
        Assert.Equal(2.0 / 3, majority.Score!.Value, 15);
    }

    [Fact]
    public void The_order_in_which_results_arrive_changes_nothing()
    {
        var (baseline, candidate) = (Run("p@v2", Fail("a"), Pass("b"), Fail("B")), Run("p@v3", Pass("a"), Fail("b"), Pass("B")));

        var forwards = RunComparison.Between(baseline, candidate);
        var backwards = RunComparison.Between(
            baseline with
            {
                Results = [.. baseline.Results.Reverse()],
            },
            candidate with
            {
                Results = [.. candidate.Results.Reverse()],
            }
        );

        Assert.Equal(["B", "a", "b"], forwards.Pairs.Select(pair => pair.ItemId));
        Assert.Equal(forwards.Flips.Select(pair => pair.ItemId), backwards.Flips.Select(pair => pair.ItemId));
    }

    [Fact]
    public void Items_of_the_holdout_count_and_are_never_shown()
    {
        var comparison = RunComparison.Between(
            Run("p@v2", Pass("a"), Pass("h") with { Split = "holdout" }, Fail("i"), Fail("j") with { Split = "holdout" }),
            Run(
                "p@v3",
                Fail("a"),
                Fail("h") with
                {
                    Split = "holdout",
                },
                Pass("i") with
                {
                    Split = "holdout",
                },
                Pass("j") with
                {
                    Split = "holdout",
                }
            )
        );

        Assert.Equal((2, 2), (comparison.Count(ItemChange.Broken), comparison.Count(ItemChange.Fixed)));
        Assert.Equal((1, 2), (comparison.CountSealed(ItemChange.Broken), comparison.CountSealed(ItemChange.Fixed)));
        Assert.Equal(["a"], comparison.Flips.Select(pair => pair.ItemId));
        Assert.Equal(["a"], comparison.Open.Select(pair => pair.ItemId));
        Assert.All(comparison.Pairs.Where(pair => pair.IsSealed), pair =>
        {
            Assert.Empty(pair.Input);
            Assert.Null(pair.Expected);
            Assert.Equal((null, null), (pair.Baseline.Output, pair.Candidate.Output));
            Assert.Empty(pair.Baseline.Reasons.Concat(pair.Candidate.Reasons));
        });
    }
}
