namespace PromptLab.Tests.Linting;

public sealed class InstructionsTests : IDisposable
{
    private readonly LintBench _bench = new();

    [Theory]
    [InlineData("Never use tables in replies.", "Always use tables in replies.")]
    [InlineData("Don't mention the price.", "You must mention the price.")]
    [InlineData("Don’t mention the price.", "Mention the price.")]
    [InlineData("Do not apologise.", "Always apologise.")]
    [InlineData("Answer in at most 50 words.", "Keep the reply to at most 100 words.")]
    [InlineData("Write exactly two sentences.", "Write exactly 3 sentences.")]
    [InlineData("The summary has at most 40 words.", "The summary has at least 60 words.")]
    [InlineData("Reply with only valid JSON.", "Then explain your choice.")]
    [InlineData("Reply with one JSON object and nothing else.", "Add a short explanation at the end.")]
    public async Task Two_instructions_of_which_only_one_can_be_followed_are_found(string one, string other)
    {
        _bench.Sections["Constraints"] = $"- {one}\n- {other}";

        Assert.Equal(
            $"warning: prompts/triage/draft.prompt.md:42: “{other}” contradicts “{one}” (line 41). A model can follow one of them only: keep that one. [contradictory-instructions]",
            await _bench.FindAsync()
        );
    }

    [Theory]
    [InlineData("Never use tables.", "If the customer asks for one, always use tables.")]
    [InlineData("Never put the amount before the order.", "Always put the order before the amount.")]
    [InlineData("Never guess.", "Guess nothing.")]
    [InlineData("The title has at most 10 words.", "The summary has at most 100 words.")]
    [InlineData("Write at most 50 words.", "Write at least 20 words.")]
    [InlineData("Write fewer than 51 words.", "Write at most 50 words.")]
    [InlineData("Write at most 3 sentences.", "Write at most 50 words.")]
    [InlineData("Reply with one JSON object and nothing else.", "Explain your choice in the field “reason”.")]
    [InlineData("If the order is missing, use null.", "If the amount is missing, use null.")]
    [InlineData("Answer in English.", "Answer in full sentences.")]
    public async Task Instructions_that_can_both_be_followed_are_none(string one, string other)
    {
        _bench.Sections["Constraints"] = $"- {one}\n- {other}";

        Assert.Equal("", await _bench.FindAsync());
    }

    [Fact]
    public async Task An_instruction_that_is_given_twice_is_found_across_sections()
    {
        _bench.Sections["Constraints"] = "- reply with one word,\n  and nothing else";

        Assert.Equal(
            "note: prompts/triage/draft.prompt.md:41: “reply with one word, and nothing else” says what line 15 says, word for word. Keep one of them: of two, one is forgotten when they are changed. [doubled-instruction]",
            await _bench.FindAsync()
        );
    }

    // 11 words each, another last one: 8 shared of 10 triples.
    [Fact]
    public async Task An_instruction_that_is_nearly_given_twice_is_found_with_the_similarity()
    {
        _bench.Sections["Constraints"] =
            "- Copy the order number exactly as the customer wrote it here\n- Copy the order number exactly as the customer wrote it down\n";

        Assert.Equal(
            "note: prompts/triage/draft.prompt.md:42: “Copy the order number exactly as the customer wrote it down” says what line 41 says, nearly: the Jaccard similarity of their word triples is 0.80, and 0.80 or more counts. Keep one of them: of two, one is forgotten when they are changed. [doubled-instruction]",
            await _bench.FindAsync()
        );
    }

    [Fact]
    public async Task Instructions_that_differ_in_a_number_are_not_the_same()
    {
        _bench.Sections["Constraints"] =
            "- Messages of the support queue with the number 1 go to Anna\n- Messages of the support queue with the number 2 go to Anna\n";

        Assert.Equal("", await _bench.FindAsync());
    }

    [Fact]
    public async Task What_stands_in_a_code_fence_is_no_instruction()
    {
        _bench.Sections["Format"] = "```\nReply with one word.\nReply with one word.\n```";

        Assert.Equal("", await _bench.FindAsync());
    }

    public void Dispose() => _bench.Dispose();
}
