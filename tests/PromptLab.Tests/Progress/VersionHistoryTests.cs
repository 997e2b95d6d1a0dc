using PromptLab.Progress;
using PromptLab.Results;
using static PromptLab.Tests.Progress.SomeRows;

namespace PromptLab.Tests.Progress;

public sealed class VersionHistoryTests
{
    [Fact]
    public void Attempts_stand_by_version_and_know_what_they_were_held_against()
    {
        var trail = Of(Next(10, 24, 2, 0), First(10), Next(2, 22, 13, 1, verdict: "better"))!;

        Assert.Equal(["v1", "v2", "v10"], trail.Attempts.Select(attempt => attempt.Version));
        Assert.Equal([null, "v1", "v9"], trail.Attempts.Select(attempt => attempt.Against));
        Assert.Equal(("tickets", "dev", 48, 1), (trail.EvalSet, trail.Split, trail.Items, trail.Repeats));
    }

    // Mid-p one-sided: 2 of 2 ½ · ¼ = 0.125; 1 of 1 ½ · ½ = 0.25; 3 of 4: 1/16 + ½ · 4/16 = 0.1875; 4 of 6: 7/64 + ½ · 15/64 = 0.227.
    [Theory]
    [InlineData(2, 0, 0.125, true)]
    [InlineData(1, 0, 0.25, false)]
    [InlineData(3, 1, 0.1875, true)]
    [InlineData(4, 2, 0.2266, false)]
    [InlineData(0, 2, 0.875, false)]
    [InlineData(3, 3, 0.5, false)]
    [InlineData(0, 0, 0.5, false)]
    public void A_version_is_accepted_where_the_one_sided_p_is_at_most_a_fifth(int won, int lost, double p, bool accepted)
    {
        var attempt = Of(First(20), Next(2, 20 + won - lost, won, lost))!.Attempts[1];

        Assert.Equal(p, attempt.PBetter!.Value, 0.0001);
        Assert.Equal(accepted, attempt.IsAccepted);
    }

    [Fact]
    public void A_version_without_a_verdict_is_neither_accepted_nor_a_miss()
    {
        var trail = Of(
            First(20),
            Next(2, 22, 2, 0),
            First(20, version: 3) with
            {
                Baseline = "v2",
                Verdict = "no verdict",
            },
            Next(4, 20, 0, 0)
        )!;

        Assert.Null(trail.Attempts[2].IsAccepted);
        Assert.Equal(["v4"], trail.Misses.Select(miss => miss.Version));
    }

    [Fact]
    public void A_later_row_without_a_comparison_leaves_the_earlier_one_in_force()
    {
        var again = Next(2, 23, 0, 0) with
        {
            RunId = "again",
            StartedAt = First(0).StartedAt.AddDays(1),
            Baseline = null,
            Delta = null,
            PValue = null,
            Fixed = null,
            Broken = null,
            Verdict = null,
        };

        var attempt = Of(First(20), Next(2, 22, 2, 0), again)!.Attempts[1];

        Assert.Equal((23, "v1", true), (attempt.Passed!.Value, attempt.Against, attempt.IsAccepted!.Value));
    }

    // A nightly run asks the version in production anew and holds it against itself; an old version is held against a newer one.
    [Theory]
    [InlineData("v2")]
    [InlineData("v3")]
    public void A_version_held_against_itself_or_a_newer_one_keeps_its_gain(string against)
    {
        var nightly = Next(2, 34, 0, 0) with { RunId = "nightly", StartedAt = First(0).StartedAt.AddDays(1), Baseline = against };

        var trail = Of(First(20), Next(2, 34, 14, 0, verdict: "better"), nightly)!;

        Assert.Equal(("v2", "nightly", "v1"), (trail.Best.Version, trail.Best.RunId, trail.Best.Against));
    }

    [Fact]
    public void Misses_count_from_the_last_accepted_version_and_tries_from_the_last_supported_gain()
    {
        var trail = Of([
            First(10),
            Next(2, 24, 14, 0, verdict: "better"),
            Next(3, 24, 0, 0, "role"),
            Next(4, 26, 2, 0),
            Next(5, 26, 0, 0, "format"),
            Next(6, 20, 0, 6, "order", "worse"),
        ])!;

        Assert.Equal(["v5", "v6"], trail.Misses.Select(miss => miss.Version));
        Assert.Equal(["v3", "v4", "v5", "v6"], trail.SinceSupported.Select(attempt => attempt.Version));
        Assert.Equal(("v2", "v4"), (trail.Best.Version, trail.Highest!.Version));
    }

    [Fact]
    public void Without_a_supported_gain_the_first_measured_version_is_the_best()
    {
        var trail = Of(First(20), Next(2, 21, 1, 0))!;

        Assert.Equal(("v1", "v2"), (trail.Best.Version, trail.Highest!.Version));
        Assert.Null(Of(First(20), Next(2, 20, 0, 0))!.Highest);
    }

    // v4 was made from v1 and is better than v1, yet below v2.
    [Fact]
    public void A_gain_on_a_branch_that_stays_below_the_best_is_no_new_best() =>
        Assert.Equal(
            "v2",
            Of(
                First(10),
                Next(2, 30, 20, 0, verdict: "better"),
                Next(3, 30, 0, 0),
                Next(4, 20, 10, 0, verdict: "better") with
                {
                    Parent = "v1",
                    Baseline = "v1",
                }
            )!.Best.Version
        );

    [Theory]
    [InlineData("holdout")]
    [InlineData("dev;holdout")]
    public void Rows_of_the_holdout_never_count(string split)
    {
        var sealedRow = First(48) with { Split = split };

        Assert.Null(Of(sealedRow));
        Assert.Equal(20, Of(First(20), sealedRow with { RunId = "other", StartedAt = First(0).StartedAt.AddDays(1) })!.Best.Passed);
    }

    [Fact]
    public void A_row_over_all_items_counts_only_where_the_set_has_no_holdout()
    {
        var whole = First(20) with { Split = null };

        Assert.NotNull(VersionHistory.Of([whole], null, null, [], 0.2));
        Assert.Null(VersionHistory.Of([whole], null, null, ["tickets"], 0.2));
    }

    [Fact]
    public void Drafts_are_no_versions() =>
        Assert.Null(Of(First(20) with { Version = "draft" }, First(20) with { Version = "draft-2" }, First(20) with { Version = null }));

    [Fact]
    public void The_newest_run_says_where_and_a_choice_goes_before_it()
    {
        ScoreboardRow[] rows =
        [
            First(20),
            First(30) with
            {
                RunId = "b",
                EvalSet = "letters",
                Model = "other",
                ConfigHash = "sha256:other",
                StartedAt = First(0).StartedAt.AddDays(1),
            },
        ];

        Assert.Equal(("letters", 1), (Of(rows)!.EvalSet, Of(rows)!.RunsElsewhere));
        Assert.Equal("tickets", VersionHistory.Of(rows, "tickets", null, [], 0.2)!.EvalSet);
        Assert.Equal("tickets", VersionHistory.Of(rows, null, "main", [], 0.2)!.EvalSet);
        Assert.Null(VersionHistory.Of(rows, "tickets", "other", [], 0.2));
    }

    [Fact]
    public void A_trial_on_a_few_items_does_not_hide_the_whole_runs()
    {
        var trial = First(3, items: 5, version: 3) with { SelectedIdsHash = "sha256:few" };

        Assert.Equal(48, Of(First(20), Next(2, 22, 2, 0), trial)!.Items);
    }

    // A trial with another model says nothing of the versions while whole runs exist; asked for by its model it does.
    [Fact]
    public void A_trial_under_other_conditions_does_not_hide_the_whole_runs()
    {
        var trial = First(1, items: 1, version: 3) with { Model = "other", ConfigHash = "sha256:other", SelectedIdsHash = "sha256:few" };

        Assert.Equal((48, "main"), (Of(First(20), trial)!.Items, Of(First(20), trial)!.Models[0]));
        Assert.Equal(1, VersionHistory.Of([First(20), trial], null, "other", [], 0.2)!.Items);
    }

    [Fact]
    public void A_run_that_asked_a_choice_of_new_items_does_not_hide_the_whole_runs()
    {
        var trial = First(1, items: 1, version: 3) with { EvalSetHash = "sha256:new" };

        Assert.Equal(48, VersionHistory.Of([First(20), trial], null, null, [], 0.2, trials: new HashSet<string> { "run-v3" })!.Items);
    }

    // 5 of 48 calls failed.
    [Fact]
    public void A_run_with_too_many_errors_does_not_stand_for_a_version_that_has_a_whole_one()
    {
        var errored = Next(2, 3, 0, 0) with { RunId = "errored", StartedAt = First(0).StartedAt.AddDays(1), Errors = 5, Scored = 43 };

        Assert.Equal("run-v2", Of(First(20), Next(2, 22, 2, 0), errored)!.Attempts[1].RunId);
        Assert.Equal("errored", Of(First(20), errored)!.Attempts[1].RunId);
    }

    [Fact]
    public void Rows_of_texts_that_are_gone_are_counted_and_nothing_else()
    {
        using var bench = new Cli.TestBench();
        bench.Write(
            "prompts/triage/v1.prompt.md",
            "---\nschema: promptlab/prompt@1\nname: triage\nversion: v1\nparent: null\n---\n\n# Task\n\nSay yes.\n"
        );
        var library = new PromptLab.Prompts.PromptLibrary(Path.Combine(bench.Folder, "prompts"), "prompts");
        var texts = PromptTexts.Of(library, ["triage"]);

        var history = VersionHistory.Of([First(20) with { PromptHash = null }, Next(2, 40, 20, 0)], null, null, [], 0.2, texts)!;

        Assert.Equal((1, 1), (history.Attempts.Count, history.RunsOfOtherTexts));
    }

    [Fact]
    public void New_items_or_graders_begin_a_new_trail()
    {
        var relabelled = First(40, items: 40, version: 3) with { EvalSetHash = "sha256:new" };

        Assert.Equal(["v3"], Of(First(20), Next(2, 22, 2, 0), relabelled)!.Attempts.Select(attempt => attempt.Version));
    }

    [Fact]
    public void A_replay_and_its_live_run_are_one_model() =>
        Assert.Equal(["replay", "main"], Of(First(20), Next(2, 22, 2, 0) with { Model = "replay" })!.Models);

    private static VersionHistory? Of(params ScoreboardRow[] rows) => VersionHistory.Of(rows, null, null, [], 0.20);
}
