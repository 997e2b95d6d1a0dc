using System.Text.Json.Nodes;
using PromptLab.Grading.Instructions;
using static PromptLab.Tests.Grading.Instructions.InstructionBench;

namespace PromptLab.Tests.Grading.Instructions;

public sealed class InstructionReaderTests
{
    [Theory]
    [InlineData("5")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"[\"")]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("[[[[]]]]")]
    [InlineData("[5, true, {}]")]
    [InlineData("""{"id": null}""")]
    [InlineData("""{"id": 5}""")]
    [InlineData("""{"id": "words", "kwargs": 5}""")]
    [InlineData("""{"instructions": {"instructions": []}}""")]
    [InlineData("""{"instruction_id_list": {}}""")]
    [InlineData("""{"instruction_id_list": [null], "kwargs": [5]}""")]
    [InlineData("""{"instruction_id_list": ["punctuation:no_comma"], "kwargs": ["x"]}""")]
    [InlineData("""{"instruction_id_list": ["punctuation:no_comma"], "kwargs": {}}""")]
    [InlineData("""{"words": {"max": 1e400}}""")]
    [InlineData("""{"words": {"max": {"a": 1}}}""")]
    [InlineData("""{"words": {"max": 2.5}}""")]
    [InlineData("""{"words": {"max": 99999999999}}""")]
    [InlineData("""{"words": {"max": -1}}""")]
    [InlineData("""{"words": [1]}""")]
    [InlineData("""{"keywords": [null]}""")]
    [InlineData("""{"keywords": {"a": 1}}""")]
    [InlineData("""{"keywords": []}""")]
    [InlineData("""{"accents": {"words": {"a": null}}}""")]
    [InlineData("""{"language": ["de"]}""")]
    [InlineData("""{"no-comma": false}""")]
    public void Whatever_an_item_states_that_is_no_instruction_is_refused_and_never_throws(string value)
    {
        var reader = new InstructionReader(null);

        Assert.Empty(reader.Read(JsonNode.Parse(value)));
        Assert.NotEmpty(reader.Problems);
        Assert.All(reader.Problems, problem => Assert.InRange(problem.Message.Length, 1, 700));
    }

    [Fact]
    public void Every_problem_of_a_list_is_reported_with_its_entry_and_the_right_ones_are_read()
    {
        var reader = new InstructionReader(null);

        var read = reader.Read(JsonNode.Parse("""["no-comma", "no-coma", {"words": {"max": "x"}}, "title"]"""));

        Assert.Equal(["no-comma", "title"], read.Select(instruction => instruction.Name));
        Assert.Equal([1, 2], reader.Problems.Select(problem => problem.Entry));
    }

    [Theory]
    [InlineData("less than", 4, true)]
    [InlineData("less than", 3, false)]
    [InlineData("at most", 3, true)]
    [InlineData("at most", 2, false)]
    [InlineData("exactly", 3, true)]
    [InlineData("at least", 3, true)]
    [InlineData("at least", 4, false)]
    [InlineData("more than", 2, true)]
    [InlineData("more than", 3, false)]
    [InlineData("moins de", 3, false)]
    [InlineData("al menos", 3, true)]
    [InlineData("como máximo", 3, true)]
    [InlineData("未満", 3, false)]
    [InlineData("以上", 3, true)]
    [InlineData("以下", 3, true)]
    public void A_relation_is_read_in_every_language_of_ifeval(string relation, int number, bool isFollowed) =>
        Assert.Equal(
            isFollowed,
            IsFollowed(
                $$"""{"id": "length_constraints:number_words", "relation": "{{relation}}", "num_words": {{number}}}""",
                "Three words here."
            )
        );
}
