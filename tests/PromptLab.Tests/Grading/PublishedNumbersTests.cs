using System.Text.Json;
using static PromptLab.Tests.Grading.GraderBench;

namespace PromptLab.Tests.Grading;

/// <summary>The figures of data/pot-numeric, by the rule that its README states.</summary>
public sealed class PublishedNumbersTests
{
    [Theory]
    [InlineData("svamp_few_shot", "type: number, tolerance: { rounding: fewer-decimals }", 851, 999)]
    [InlineData("svamp_zero_shot", "type: number, tolerance: { rounding: fewer-decimals }", 708, 999)]
    [InlineData("aqua_few_shot", "type: equals", 137, 253)]
    public async Task The_published_figures_of_program_of_thoughts_come_out(string cell, string grader, int right, int all)
    {
        var folder = SharedFiles.Require($"data/pot-numeric/{cell}");
        var outputs = File.ReadLines(Path.Combine(folder, "outputs.jsonl")).Select(Parse).ToList();
        string[] items =
        [
            .. File.ReadLines(Path.Combine(folder, "items.jsonl"))
                .Select(Parse)
                .Select(item => Item(item.GetProperty("expected").GetRawText(), item.GetProperty("id").GetString()!)),
        ];
        var (graders, made) = Make(One(grader), items);

        var passed = 0;
        foreach (var (item, output) in made.Zip(outputs))
        {
            // An output of null is a program that did not run: wrong by the rule, and never graded here.
            var answer = output.GetProperty("output");
            if (answer.ValueKind != JsonValueKind.Null && (await GradeAsync(graders, item, TextOf(answer))).Score == 1)
                passed++;
        }

        Assert.Equal((right, all), (passed, made.Count));
    }

    private static string TextOf(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.String ? answer.GetString()! : answer.GetRawText();

    private static JsonElement Parse(string line) => JsonDocument.Parse(line).RootElement;
}
