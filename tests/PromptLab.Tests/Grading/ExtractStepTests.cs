using System.Diagnostics;
using PromptLab.Files;

namespace PromptLab.Tests.Grading;

/// <summary>The answer is found whatever surrounds it.</summary>
public sealed class ExtractStepTests
{
    [Theory]
    [InlineData("<think>\nMaybe Lyon?\n</think>\n\nParis")]
    [InlineData("Lyon? No.\n</think>\n\nParis")] // the server kept the opening tag
    [InlineData("Paris")]
    [InlineData("<think>\n\n</think>\n\nParis")]
    [InlineData("<thinking>Lyon</thinking>Paris")]
    [InlineData("<reasoning depth=\"2\">Lyon</reasoning>\nParis")]
    [InlineData("<THINK>Lyon</THINK>Paris")]
    [InlineData("[THINK]Lyon[/THINK]Paris")]
    [InlineData("◁think▷Lyon◁/think▷Paris")]
    [InlineData("<think>I write <think> first</think>Paris")]
    [InlineData("<think>Lyon <think>Nice</think> Lille</think> Paris")]
    [InlineData("<think>Lyon</think><think>Nice</think>Paris")]
    [InlineData("<think/>Paris")]
    [InlineData("<|channel|>analysis<|message|>Lyon?<|end|><|start|>assistant<|channel|>final<|message|>Paris<|return|>")]
    public async Task Without_reasoning_leaves_the_answer(string response) =>
        Assert.Equal("1 equals.same", await CodeAsync("without-reasoning", response, "Paris"));

    [Theory]
    [InlineData("<think>Paris")] // cut off
    [InlineData("Paris <think> or Lyon")]
    [InlineData("<think>Paris</think>")]
    [InlineData("<think>Paris</think>\n \n")]
    [InlineData("Paris</think>")]
    [InlineData("<think>Paris</thinking>")]
    [InlineData("<|channel|>analysis<|message|>Paris")]
    public async Task Reasoning_alone_is_no_answer(string response) =>
        Assert.Equal("0 response.extract-not-found", await CodeAsync("without-reasoning", response, "Paris"));

    [Theory]
    [InlineData("Reasoning: []{\"answer\": \"a\"}", "{\"answer\": \"a\"}")]
    [InlineData("{\"answer\": \"b\"} No: {\"answer\": \"a\"}", "{\"answer\": \"a\"}")]
    [InlineData("Here it is:\n{\"answer\": \"a\"}\nHope it helps {really}!", "{\"answer\": \"a\"}")]
    [InlineData("```json\n{\"a\": {\"b\": [1]}}\n```", "{\"a\": {\"b\": [1]}}")]
    [InlineData("{\"a\": \"}{\"} done", "{\"a\": \"}{\"}")]
    [InlineData("{\"a\": \"say \\\"}\\\"\"}", "{\"a\": \"say \\\"}\\\"\"}")]
    [InlineData("I list [see above] [1, 2]", "[1, 2]")]
    [InlineData("{\"a\": 1}\n- [ ] check", "{\"a\": 1}")]
    [InlineData("an { open bracket, then {\"a\": 1}", "{\"a\": 1}")]
    [InlineData("{'a': 2} is no JSON, {\"a\": 1} is", "{\"a\": 1}")]
    [InlineData("42", "42")]
    [InlineData("\"Paris\"", "\"Paris\"")]
    public async Task Json_takes_the_last_whole_object_or_array(string response, string json) =>
        Assert.Equal("1 equals.same", await CodeAsync("json", response, json));

    [Theory]
    [InlineData("no JSON")]
    [InlineData("It is 42.")]
    [InlineData("{\"answer\": \"a\"")] // cut off
    [InlineData("{\"steps\": [{\"answer\": \"a\"}], \"answer\":")] // a part is not the whole
    [InlineData("{\"answer\": \"a\"} then {\"answer\": \"b")] // nor is what stands before
    [InlineData("{\"answer\": \"a\"} then {'answer': 'b'}")]
    [InlineData("{\"answer\": \"a\", \"answer\": \"b\"}")]
    [InlineData("{\"x\": {\"answer\": \"a\"}, \"x\": 1}")]
    public async Task Json_that_is_cut_off_or_invalid_is_not_passed_over(string response) =>
        Assert.Equal(
            "0 response.extract-not-found",
            await GraderBench.CodeAsync("type: json-field, field: answer, equals: a, extract: json", response)
        );

    [Theory]
    [InlineData("{ code-fence: json }", "```json\n1\n```\n```python\n2\n```", "1")]
    [InlineData("{ code-fence: json }", "```JSON title=x\n1\n```\n```\n2\n```", "1")]
    [InlineData("{ code-fence: json }", "```json\n1\n```\n```json\n2\n```", "2")]
    [InlineData("{ code-fence: json, first: true }", "```json\n1\n```\n```json\n2\n```", "1")]
    [InlineData("{ code-fence: true, first: true }", "```\n1\n```\n```json\n2\n```", "1")]
    [InlineData("{ code-fence: json }", "````md\n```json\n1\n```\n````\n```json\n2\n```", "2")]
    [InlineData("{ regex: '\\d', first: true }", "1 2 3", "1")]
    [InlineData("{ after: ':', first: true }", "a:b:c", "b:c")]
    [InlineData("{ tag: a, first: true }", "<a>1</a><a>2</a>", "1")]
    [InlineData("{ tag: a, first: true }", "the <a> tag: <a>1</a><a>2</a>", "1")]
    [InlineData("{ json: true, first: true }", "{\"v\":1} {\"v\":2}", "{\"v\":1}")]
    [InlineData("{ regex: '[A-D]', join: ',' }", "A and C, or D", "A,C,D")]
    [InlineData("{ regex: '(\\d)x', group: 1, join: '' }", "1x 2y 3x", "13")]
    [InlineData("{ tag: a, join: ' ' }", "<a>1</a> <b/> <a>2</a>", "1 2")]
    [InlineData("{ code-fence: py, join: \"\\n\" }", "```py\na\n```\n```js\nb\n```\n```py\nc\n```", "a\nc")]
    [InlineData("{ keep: ABCD }", "【答案】 A, C 和 D。", "ACD")]
    [InlineData("{ tag: answer, optional: true }", "Paris", "Paris")]
    [InlineData("{ tag: answer, optional: true }", "It is <answer>Paris</answer>", "Paris")]
    [InlineData("[without-reasoning, { code-fence: json, optional: true }]", "<think>x</think>{\"v\":1}", "{\"v\":1}")]
    [InlineData("{ last-number: true, optional: true }", "none", "none")]
    [InlineData("{ json: true, optional: true }", "none", "none")]
    public async Task A_step_says_which_part_it_takes(string extract, string response, string part) =>
        Assert.Equal("1 equals.same", await GraderBench.CodeAsync($"type: equals, extract: {extract}", response, $"\"{Escape(part)}\""));

    [Theory]
    [InlineData("{ code-fence: json }", "```\n1\n```")]
    [InlineData("{ code-fence: json }", "```jsonc\n1\n```")]
    [InlineData("{ regex: '\\d', join: ',' }", "none")]
    [InlineData("{ keep: ABCD }", "none")]
    public async Task A_step_that_finds_nothing_is_a_wrong_answer(string extract, string response) =>
        Assert.Equal("0 response.extract-not-found", await GraderBench.CodeAsync($"type: equals, extract: {extract}", response));

    [Fact]
    public async Task Text_that_never_closes_its_brackets_takes_no_time()
    {
        var started = Stopwatch.GetTimestamp();

        foreach (var part in new[] { "{", "[", "[1,", "{\"a\":", "[\"", "{a:", "[1 ", "<think>", "</think>", "<think", "<a>", "</a" })
            await GraderBench.CodeAsync(
                "type: equals, extract: [without-reasoning, { tag: a, join: '', optional: true }, json]",
                string.Concat(Enumerable.Repeat(part, 50_000))
            );

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void The_revision_of_last_number_is_part_of_the_hash_of_the_graders_that_use_it()
    {
        const string Content =
            """{"combine":"WeightedMean","graders":[{"extract":"last-number","id":"right","type":"equals"}],"pass":1,"revisions":{"equals":3,"extract:last-number":2},"schemas":[]}""";

        Assert.Equal(
            ContentHash.OfText(Content),
            GraderBench.Make("graders: [{ id: right, type: equals, extract: last-number }]\n", GraderBench.Item("\"5\"")).Graders.Hash
        );
    }

    private static Task<string> CodeAsync(string extract, string response, string expected) =>
        GraderBench.CodeAsync($"type: equals, extract: {extract}", response, $"\"{Escape(expected)}\"");

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
}
