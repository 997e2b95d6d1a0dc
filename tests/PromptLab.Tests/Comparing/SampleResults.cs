using System.Text.Json.Nodes;
using PromptLab.Comparing;
using PromptLab.Grading;
using PromptLab.Models;
using PromptLab.Running;

namespace PromptLab.Tests.Comparing;

/// <summary>Results to compare, said in few words.</summary>
internal static class SampleResults
{
    public static ComparedRun Run(string label, params ItemResult[] results) => new(label, "run-of-" + label, results);

    public static ItemResult Pass(string id, double score = 1, int repeat = 1, string output = "right") =>
        Graded(id, ItemStatus.Pass, Score.Of(score, "equals.same", "The same."), pass: true, repeat, output);

    public static ItemResult Fail(string id, double score = 0, int repeat = 1, string output = "wrong") =>
        Graded(id, ItemStatus.Fail, Score.Of(score, "equals.different", "Not the same."), pass: false, repeat, output);

    public static ItemResult Undecided(string id, int repeat = 1) =>
        Graded(id, ItemStatus.Undecided, Score.Undecided("judge.unreadable", "The judge gave no verdict."), pass: null, repeat, "perhaps");

    public static ItemResult Error(string id, int repeat = 1) =>
        Bare(id, repeat) with
        {
            Failure = new Failure("timeout", "No response within 60 s."),
        };

    private static ItemResult Graded(string id, ItemStatus status, Score score, bool? pass, int repeat, string output) =>
        Bare(id, repeat) with
        {
            Output = output,
            Grade = new ItemGrade(
                status,
                score.Value,
                [
                    new GraderVerdict
                    {
                        Id = "label",
                        Type = "equals",
                        Score = score,
                        Pass = pass,
                        Weight = 1,
                    },
                ]
            ),
        };

    private static ItemResult Bare(string id, int repeat) =>
        new()
        {
            RunId = "run",
            ItemId = id,
            ItemHash = "sha256:" + id,
            Repeat = repeat,
            Split = "dev",
            Tags = ["state-law", "abstain"],
            Input = new Dictionary<string, JsonNode>(StringComparer.Ordinal) { ["user_message"] = $"Question {id}?" },
            Expected = "right",
        };
}
