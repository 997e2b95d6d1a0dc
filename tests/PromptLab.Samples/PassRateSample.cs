using PromptLab.EvalSets;
using PromptLab.Evaluations;
using PromptLab.Prompts;

namespace PromptLab.Samples;

/// <summary>Sample 1: a prompt, a set and any chat client; assert on the result.</summary>
public sealed class PassRateSample
{
    [Fact]
    public async Task The_refund_prompt_files_three_requests_in_ten_correctly()
    {
        using var chatClient = new RecordedAnswers("refund-intake", "refund-intake@v10");

        var set = EvalSet.Load(Sample.Path("evalsets/refund-intake"));
        var result = await Evaluation.RunAsync(Prompt.Load(Sample.Path("prompts/refund-intake/v10.prompt.md")), set, chatClient);

        Assert.True(result.PassRate.Value >= 0.30, result.ToString());
        Assert.Equal("41.7% (20/48), 95% 28.8% to 55.7%", result.ToString());
    }

    [Fact]
    public async Task A_set_and_a_prompt_can_be_written_in_code()
    {
        using var chatClient = new EchoClient();
        var prompt = Prompt.Parse(
            """
            ---
            schema: promptlab/prompt@1
            name: echo
            version: v1
            variables: { message: { required: true } }
            ---

            # Current query

            {message}
            """
        );
        var set = EvalSet.Of(
            [
                EvalItem.Of("greeting", new Dictionary<string, string> { ["message"] = "Good morning" }, "Good morning"),
                EvalItem.Of("farewell", new Dictionary<string, string> { ["message"] = "Good night" }, "Goodbye"),
            ],
            "equals"
        );

        var result = await Evaluation.RunAsync(prompt, set, chatClient);

        Assert.Equal("50.0% (1/2), 95% 9.5% to 90.5%", result.ToString());
        Assert.Equal("Good night", result.Of("farewell").Output);
    }
}
