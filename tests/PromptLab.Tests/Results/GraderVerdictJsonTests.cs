using System.Text;
using System.Text.Json.Nodes;
using PromptLab.Grading;
using PromptLab.Models;
using PromptLab.Results;
using PromptLab.Running;
using static PromptLab.Tests.Results.SomeResults;

namespace PromptLab.Tests.Results;

/// <summary>What a verdict looks like in a line of <c>items.jsonl</c>.</summary>
public sealed class GraderVerdictJsonTests
{
    [Fact]
    public void A_verdict_that_took_nothing_says_nothing_of_usage_cost_and_errors() =>
        Assert.Equal(
            """{"id":"label","type":"label","score":0,"pass":false,"weight":1,"must_pass":false,"code":"label.wrong","reason":"It is “b”, not “a”.","predicted":"b","wanted":"a"}""",
            LineOf(
                new GraderVerdict
                {
                    Id = "label",
                    Type = "label",
                    Score = Score.Of(0, "label.wrong", "It is “b”, not “a”.") with { Predicted = "b", Expected = "a" },
                    Pass = false,
                    Weight = 1,
                }
            )
        );

    [Fact]
    public void A_verdict_keeps_what_its_grader_used_and_cost_and_its_error()
    {
        var verdict = new GraderVerdict
        {
            Id = "tone",
            Type = "host",
            Score = Score.Undecided("grader.error", "The grader failed: Cut off."),
            Pass = null,
            Weight = 1,
            Usage = new TokenUsage
            {
                InputUncached = 100,
                CacheRead = 20,
                OutputVisible = 5,
                Reasoning = 3,
            },
            CostUsd = 0.0004m,
            Error = new Failure("length", "Cut off."),
        };

        Assert.Equal(
            """{"id":"tone","type":"host","score":null,"pass":null,"weight":1,"must_pass":false,"code":"grader.error","reason":"The grader failed: Cut off.","usage":{"input_tokens":120,"cached_input_tokens":20,"cache_write_tokens":0,"output_tokens":8,"reasoning_tokens":3},"cost_usd":0.0004,"error":{"type":"length","message":"Cut off."}}""",
            LineOf(verdict)
        );
        Assert.Equal(verdict, ItemResultJson.Read(Encoding.UTF8.GetBytes(ItemResultJson.Write(Of(verdict)))).Grade!.Verdicts[0]);
    }

    [Fact]
    public void A_verdict_keeps_its_further_figures_and_its_counts()
    {
        var verdict = new GraderVerdict
        {
            Id = "items",
            Type = "host",
            Score = Score.Of(0.5, "list.partly", "2 of 4.") with
            {
                Metrics = new Dictionary<string, double>(StringComparer.Ordinal) { ["precision"] = 0.5, ["reciprocal-rank"] = 1 },
                Matches = new MatchCounts(2, 4, 4),
            },
            Pass = false,
        };

        Assert.Equal(
            """{"id":"items","type":"host","score":0.5,"pass":false,"weight":1,"must_pass":false,"code":"list.partly","reason":"2 of 4.","metrics":{"precision":0.5,"reciprocal-rank":1},"matches":{"right":2,"found":4,"wanted":4}}""",
            LineOf(verdict)
        );
        var read = ItemResultJson.Read(Encoding.UTF8.GetBytes(ItemResultJson.Write(Of(verdict)))).Grade!.Verdicts[0].Score;
        Assert.Equal(verdict.Score.Metrics, read.Metrics!.ToDictionary());
        Assert.Equal(verdict.Score.Matches, read.Matches);
    }

    private static string LineOf(GraderVerdict verdict) =>
        JsonNode.Parse(ItemResultJson.Write(Of(verdict)))!["grades"]![0]!.ToJsonString(PromptLab.Files.FileJson.Line);

    private static ItemResult Of(GraderVerdict verdict) =>
        Scored("a", 1) with
        {
            Grade = new ItemGrade(ItemStatus.Undecided, null, [verdict]),
        };
}
