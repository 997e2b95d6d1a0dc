using PromptLab.Comparing;

namespace PromptLab.Tests.Comparing;

public sealed class ComparabilityTests
{
    private static readonly RunFacts Refunds = new()
    {
        EvalSet = "refunds",
        EvalSetHash = "sha256:9b1e44d0c6f8aaaa",
        GradersHash = "sha256:aa07b9d3410e",
        Model = "main",
        ConfigHash = "sha256:3fd1c0a7e9b2",
        Split = "dev",
        Items = 60,
    };

    [Fact]
    public void Runs_that_differ_in_the_prompt_alone_have_nothing_to_be_said_of_them() =>
        Assert.Empty(Comparability.Between(Refunds, Refunds with { Items = 60 }));

    [Fact]
    public void A_hash_of_the_scoreboard_is_the_beginning_of_the_whole_one() =>
        Assert.Empty(Comparability.Between(Refunds, Refunds with { EvalSetHash = "sha256:9b1e44d0c6f8" }));

    [Fact]
    public void Every_difference_is_a_sentence() => Assert.Equal(
        [
            "The eval set “refunds” was changed between the runs: sha256:9b1e44d0c6f8 and sha256:000000000000.",
            "The set of graders can't be shown to be the same: one run does not record its hash.",
            "The configuration of the model “main” was changed between the runs: sha256:3fd1c0a7e9b2 and sha256:111111111111.",
            "The splits differ: “dev” and none.",
            "The numbers of items differ: 60 and 50.",
        ],
        Comparability.Between(Refunds, Refunds with
        {
            EvalSetHash = "sha256:000000000000ffff",
            GradersHash = null,
            ConfigHash = "sha256:111111111111",
            Split = null,
            Items = 50,
        }));

    [Fact]
    public void Under_another_name_the_name_says_enough() => Assert.Equal(
        ["The eval sets differ: “refunds” and “returns”.", "The models differ: “main” and “small”."],
        Comparability.Between(Refunds, Refunds with { EvalSet = "returns", EvalSetHash = "sha256:00", Model = "small", ConfigHash = "sha256:11" }));
}
