using System.Text.Json.Nodes;
using PromptLab.Comparing;
using PromptLab.Prompts;
using PromptLab.Results;

namespace PromptLab.Tests.Comparing;

public sealed class ComparedChangeTests
{
    [Fact]
    public void One_changed_section_is_what_the_difference_can_be_put_down_to()
    {
        var change = Change(Comparability.Of(SomeRuns.Of("p@v1"), SomeRuns.Of("p@v2")), [new("constraints")]);

        Assert.Equal(("constraints", "constraints"), (change.Words, change.Cell));
    }

    [Fact]
    public void Of_several_changes_it_is_said_that_none_can_be_singled_out()
    {
        var change = Change(Comparability.Of(SomeRuns.Of("p@v1"), SomeRuns.Of("p@v3")), [new("constraints"), new("format")]);

        Assert.Equal("constraints, format; more than one, so the difference can't be put down to one of them", change.Words);
        Assert.Equal("constraints, format", change.Cell);
    }

    [Fact]
    public void Where_nothing_was_changed_whatever_differs_is_chance_or_drift() =>
        Assert.Equal(
            "nothing, so whatever differs is chance or drift",
            Change(Comparability.Of(SomeRuns.Of("p@v1"), SomeRuns.Of("p@v1")), null).Words
        );

    [Fact]
    public void Where_the_texts_are_not_known_that_is_said()
    {
        var change = Change(Comparability.Of(SomeRuns.Of("p@v1"), SomeRuns.Of("q@v1")), null);

        Assert.Null(change.Elements);
        Assert.Equal(("another prompt, whose sections are not known here", "another prompt"), (change.Words, change.Cell));
    }

    [Fact]
    public void A_model_and_graders_that_differ_are_changes_too()
    {
        var (before, after) = (SomeRuns.Of("p@v1"), SomeRuns.Of("p@v1") with { ConfigHash = "sha256:other" });

        Assert.Equal("model", Change(Comparability.Of(before, after), null).Words);
        Assert.Equal(
            ["examples", "model", "graders"],
            Change(
                Comparability.Of(before, after with { Prompt = SomeRuns.Of("p@v2").Prompt, GradersHash = "sha256:other" }),
                [new("examples")]
            ).Elements
        );
    }

    [Fact]
    public void Of_one_model_each_parameter_is_an_element()
    {
        var before = SomeRuns.Of("p@v1") with
        {
            Model = new RunModel
            {
                Id = "small",
                Parameters = new JsonObject
                {
                    ["temperature"] = 0,
                    ["seed"] = 7,
                    ["top_p"] = 1,
                },
            },
        };
        var after = before with
        {
            ConfigHash = "sha256:other",
            Model = new RunModel
            {
                Id = "small",
                Parameters = new JsonObject { ["temperature"] = 0.5, ["seed"] = 7 },
            },
        };

        var change = ComparedChange.Of(Comparability.Of(before, after), null, before.Model, after.Model);

        Assert.Equal(["model.temperature", "model.top_p"], change.Elements);
    }

    [Fact]
    public void A_cell_names_each_section_once() =>
        Assert.Equal(
            "constraints, examples",
            Change(
                Comparability.Of(SomeRuns.Of("p@v1"), SomeRuns.Of("p@v3")),
                [new("constraints", "line 1"), new("constraints", "line 4"), new("examples", "no amount")]
            ).Cell
        );

    private static ComparedChange Change(Comparability facts, IReadOnlyList<ChangedElement>? elements) =>
        ComparedChange.Of(facts, elements, new RunModel { Id = "small" }, new RunModel { Id = "large" });
}
