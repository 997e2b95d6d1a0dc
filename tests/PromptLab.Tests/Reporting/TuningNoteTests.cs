using PromptLab.Reporting;
using PromptLab.Tests.Comparing;

namespace PromptLab.Tests.Reporting;

public sealed class TuningNoteTests
{
    private const string Meaning =
        "† tuning score (optimistic): the version was written when results of its parent on these items could be read. “Better” is better on the items it was tuned on; promptlab confirm tells whether it holds.";

    [Fact]
    public void Without_a_tuning_score_there_is_no_note() =>
        Assert.Empty(TuningNote.Lines([First, Tuned("v2") with { IsTuningScore = false }], _ => true));

    [Fact]
    public void The_last_version_is_to_be_confirmed_against_the_first_one() =>
        Assert.Equal(
            [Meaning, "A claim comes from the holdout: promptlab confirm triage@v3 --against triage@v1"],
            TuningNote.Lines([First, Tuned("v2"), Tuned("v3")], _ => true)
        );

    [Fact]
    public void Where_the_first_version_is_not_shown_it_is_the_baseline_of_the_last_one()
    {
        Assert.Equal("A claim comes from the holdout: promptlab confirm triage@v3 --against triage@v2", Claim(Tuned("v3", "v2")));
        Assert.Equal("A claim comes from the holdout: promptlab confirm triage@v3 --against sorting@v7", Claim(Tuned("v3", "sorting@v7")));
        // A run over the holdout is no tuning score either, but no first version.
        Assert.Equal(
            "A claim comes from the holdout: promptlab confirm triage@v3 --against triage@v2",
            Claim(Tuned("v3", "v2") with { IsTuningScore = false }, Tuned("v3", "v2"))
        );
    }

    [Fact]
    public void An_eval_set_without_a_holdout_is_to_be_split() =>
        Assert.Equal(
            [Meaning, "A claim needs a holdout, and tickets has none; it is made by: promptlab split-evalset tickets"],
            TuningNote.Lines([First, Tuned("v2")], _ => false)
        );

    [Fact]
    public void Where_nothing_is_known_of_a_holdout_the_mark_alone_is_explained()
    {
        Assert.Equal([Meaning], TuningNote.Lines([First, Tuned("v2")]));
        Assert.Equal([Meaning], TuningNote.Lines([First, Tuned("v2")], _ => null));
    }

    [Fact]
    public void A_draft_is_to_be_frozen_and_a_version_goes_before_it()
    {
        Assert.Equal(
            "A claim comes from the holdout, and a draft makes none; it is frozen by: promptlab freeze triage",
            Claim(Tuned("draft-2"))
        );
        Assert.Equal(
            "A claim comes from the holdout: promptlab confirm triage@v2 --against triage@v1",
            Claim(First, Tuned("v2"), Tuned("draft"))
        );
    }

    [Fact]
    public void Each_prompt_and_eval_set_has_a_line_of_its_own() =>
        Assert.Equal(
            [
                Meaning,
                "A claim comes from the holdout: promptlab confirm triage@v2 --against triage@v1",
                "A claim needs a holdout, and letters has none; it is made by: promptlab split-evalset letters",
            ],
            TuningNote.Lines(
                [First, Tuned("v2"), Tuned("v2") with { EvalSet = "letters" }, Tuned("v2") with { EvalSet = "letters", Prompt = "other" }],
                set => set == "tickets"
            )
        );

    [Fact]
    public void A_version_that_is_held_against_its_own_earlier_run_is_confirmed_against_its_parent()
    {
        var run = SomeRuns.Of("triage@v3");
        run = run with { Prompt = run.Prompt with { Parent = "v2" } };

        Assert.Equal("v2", ReportedScore.Of(run, "v3").Baseline);
        Assert.Equal("v2", ReportedScore.Of(run, "triage@v3").Baseline);
        Assert.Equal("v1", ReportedScore.Of(run, "v1").Baseline);
        Assert.True(ReportedScore.Of(run).IsTuningScore);
    }

    private static ReportedScore First { get; } = new("tickets", "triage", "v1", null, IsTuningScore: false);

    private static ReportedScore Tuned(string version, string? baseline = "v1") =>
        new("tickets", "triage", version, baseline, IsTuningScore: true);

    private static string Claim(params ReportedScore[] scores) => TuningNote.Lines(scores, _ => true)[1];
}
