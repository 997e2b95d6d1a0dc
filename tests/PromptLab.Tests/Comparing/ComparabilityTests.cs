using System.Text.Json;
using PromptLab.Comparing;
using PromptLab.Files;
using PromptLab.Results;

namespace PromptLab.Tests.Comparing;

public sealed class ComparabilityTests
{
    private static readonly RunRecord Old = SomeRuns.Of("refund-intake@v2");
    private static readonly RunRecord New = SomeRuns.Of("refund-intake@v3");

    [Fact]
    public void Runs_that_differ_in_the_prompt_alone_can_be_compared_and_nothing_is_to_be_said()
    {
        var facts = Comparability.Of(Old, New);

        Assert.Equal([ComparedAspect.Subject], facts.Varied);
        Assert.Empty(facts.Differences.Concat(facts.Obstacles).Concat(facts.Cautions));
    }

    [Fact]
    public void One_prompt_on_two_models_compares_the_models()
    {
        var facts = Comparability.Of(Old, Old with { Model = Old.Model with { Id = "large" }, ConfigHash = "sha256:111111111111" });

        Assert.Equal([ComparedAspect.Model], facts.Varied);
        Assert.Equal(["The models differ: “small” and “large”."], facts.Differences);
        Assert.Empty(facts.Obstacles);
    }

    [Fact]
    public void One_prompt_under_two_sets_of_graders_compares_the_graders()
    {
        var facts = Comparability.Of(Old, Old with { GradersHash = "sha256:000000000000ffff" });

        Assert.Equal([ComparedAspect.Graders], facts.Varied);
        Assert.Equal(["The set of graders was changed between the runs: sha256:aa07b9d3410e and sha256:000000000000."], facts.Differences);
        Assert.Empty(facts.Obstacles);
    }

    [Fact]
    public void A_second_thing_that_differs_is_refused_with_its_mend_unless_it_is_allowed()
    {
        var other = New with { ConfigHash = "sha256:111111111111", GradersHash = "sha256:000000000000ffff" };

        Assert.Equal(
            [
                "The parameters of the model “small” differ. The prompt differs too, so a difference could not be put down to either. Run both with one model, or say --allow model.",
                "The set of graders was changed between the runs: sha256:aa07b9d3410e and sha256:000000000000. The prompt differs too, so a difference could not be put down to either. Grade both with the same graders (promptlab grade RUN), or say --allow graders.",
            ],
            Comparability.Of(Old, other).Obstacles
        );
        Assert.Empty(Comparability.Of(Old, other, new() { Aspects = [ComparedAspect.Model, ComparedAspect.Graders] }).Obstacles);
    }

    [Fact]
    public void A_model_and_graders_that_differ_are_two_things_too()
    {
        var other = Old with { ConfigHash = "sha256:111111111111", GradersHash = "sha256:000000000000ffff" };

        var facts = Comparability.Of(Old, other);

        Assert.Equal([ComparedAspect.Model, ComparedAspect.Graders], facts.Varied);
        Assert.Equal(
            [
                "The set of graders was changed between the runs: sha256:aa07b9d3410e and sha256:000000000000. The model differs too, so a difference could not be put down to either. Grade both with the same graders (promptlab grade RUN), or say --allow graders.",
            ],
            facts.Obstacles
        );
    }

    [Fact]
    public void In_json_the_three_aspects_are_the_prompt_the_model_and_the_graders() =>
        Assert.Equal("""["prompt","model","graders"]""", JsonSerializer.Serialize(Enum.GetValues<ComparedAspect>(), FileJson.Line));

    public static TheoryData<string, RunEvalSet> OtherItems =>
        new()
        {
            { "The eval sets differ: “refunds” and “returns”.", New.EvalSet with { Name = "returns", SelectedIdsHash = "sha256:other" } },
            { "The splits differ: “dev” and all items.", New.EvalSet with { Split = [], SelectedIdsHash = "sha256:other" } },
            { "The numbers of items differ: 48 and 40.", New.EvalSet with { Items = 40, SelectedIdsHash = "sha256:other" } },
            {
                "The items of the eval set “refunds” were changed between the runs.",
                New.EvalSet with
                {
                    SelectedIdsHash = "sha256:other",
                    Hash = "sha256:edited",
                }
            },
            { "Other items of the eval set “refunds” were chosen.", New.EvalSet with { SelectedIdsHash = "sha256:other" } },
        };

    [Theory]
    [MemberData(nameof(OtherItems))]
    public void Other_items_are_an_error_and_not_an_intersection_unless_one_is_asked_for(string difference, RunEvalSet evalSet)
    {
        var refused = Comparability.Of(Old, New with { EvalSet = evalSet });

        Assert.Equal([difference], refused.Differences);
        Assert.Equal(
            [difference + " Only the same items can be compared: run both on them, or compare what they have in common with --intersect."],
            refused.Obstacles
        );
        Assert.Empty(Comparability.Of(Old, New with { EvalSet = evalSet }, new() { Items = true }).Obstacles);
    }

    [Fact]
    public void Items_that_were_added_elsewhere_in_the_eval_set_make_no_difference() =>
        Assert.Empty(Comparability.Of(Old, New with { EvalSet = New.EvalSet with { Hash = "sha256:grown" } }).Differences);

    [Fact]
    public void Other_repeats_are_told_and_no_obstacle()
    {
        var facts = Comparability.Of(Old, New with { Repeats = 3 });

        Assert.Equal(["The repeats differ: 1 and 3. They are averaged within each item."], facts.Differences);
        Assert.Empty(facts.Obstacles);
    }

    [Fact]
    public void Runs_of_a_hosted_model_more_than_a_day_apart_are_doubtful_and_replayed_ones_are_not()
    {
        var later = New with { StartedAt = New.StartedAt.AddHours(36) };

        Assert.Equal(
            ["The runs are 1.5 days apart, and a hosted model may have changed in between. To be sure, run both anew, together."],
            Comparability.Of(Old, later).Cautions
        );
        Assert.Empty(
            Comparability
                .Of(
                    Old with
                    {
                        Model = Old.Model with { Provider = "recorded" },
                    },
                    later with
                    {
                        Model = Old.Model with { Provider = "recorded" },
                    }
                )
                .Cautions
        );
    }

    [Fact]
    public void Responses_of_another_snapshot_of_the_model_are_doubtful() =>
        Assert.Equal(
            ["The responses name other models: small-2026-09 and small-2026-11. Run both anew, together."],
            Comparability
                .Of(
                    Old with
                    {
                        Model = Old.Model with { ResponseModels = ["small-2026-09"] },
                    },
                    New with
                    {
                        Model = New.Model with { ResponseModels = ["small-2026-11"] },
                    }
                )
                .Cautions
        );
}
