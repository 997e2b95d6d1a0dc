using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Grading;
using PromptLab.Models;
using PromptLab.Results;
using PromptLab.Running;

namespace PromptLab.Tests.Results;

/// <summary>Results and records to test with.</summary>
internal static class SomeResults
{
    public static ItemResult Scored(string id, double score, int repeat = 1, double weight = 1, params string[] tags) =>
        Of(id, repeat) with
        {
            Weight = weight,
            Tags = tags,
            Output = $"response to {id}",
            Grade = new ItemGrade(score >= 1 ? ItemStatus.Pass : ItemStatus.Fail, score, [Verdict(score)]),
            Usage = new TokenUsage { InputUncached = 100, OutputVisible = 10 },
            CostUsd = 0.5m,
            Latency = TimeSpan.FromMilliseconds(200),
            Attempts = 1,
        };

    public static ItemResult Failed(string id, string type = "timeout", int repeat = 1) =>
        Of(id, repeat) with
        {
            Failure = new Failure(type, "No response within 60 s."),
        };

    public static ItemResult Undecided(string id) =>
        Of(id) with
        {
            Output = "?",
            Grade = new ItemGrade(ItemStatus.Undecided, null, [Verdict(null)]),
        };

    public static ItemResult Of(string id, int repeat = 1) =>
        new()
        {
            RunId = "20261124-120000-triage-v3-abcdef",
            ItemId = id,
            ItemHash = "sha256:" + new string('a', 64),
            Repeat = repeat,
            Input = new Dictionary<string, JsonNode> { ["message"] = $"text of {id}" },
            Messages = [new ChatMessage(ChatRole.System, "# Task\n\nSort."), new ChatMessage(ChatRole.User, $"text of {id}")],
            Expected = "billing",
            StartedAt = new DateTimeOffset(2026, 11, 24, 12, 0, 1, 112, TimeSpan.Zero),
        };

    public static GraderVerdict Verdict(double? score) =>
        new()
        {
            Id = "right",
            Type = "equals",
            Score = score is { } s
                ? Score.Of(s, s >= 1 ? "equals.same" : "equals.different", "The texts were compared.")
                : Score.Undecided("regex.timeout", "Too slow."),
            Pass = score is { } decided ? decided >= 1 : null,
            Weight = 1,
        };

    public static RunRecord Record(int items = 4) =>
        new()
        {
            RunId = "",
            StartedAt = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
            Status = RunStatus.Running,
            Trigger = "local",
            Prompt = new RunPrompt
            {
                Name = "triage",
                Version = "v3",
                Hash = "sha256:" + new string('1', 64),
                Parent = "v2",
                Changes = ["examples"],
            },
            EvalSet = new RunEvalSet
            {
                Name = "tickets",
                Hash = "sha256:" + new string('2', 64),
                Split = ["dev"],
                Items = items,
                SelectedIdsHash = "sha256:" + new string('3', 64),
            },
            Model = new RunModel
            {
                Alias = "main",
                Provider = "recorded",
                Id = "small",
                Parameters = new JsonObject { ["temperature"] = 0 },
            },
            Repeats = 1,
            ConfigHash = "sha256:" + new string('4', 64),
            GradersHash = "sha256:" + new string('5', 64),
            Fingerprint = "sha256:" + new string('6', 64),
            Tool = new RunTool("promptlab", "0.1.0", "10.0.0", "linux-x64"),
        };
}
