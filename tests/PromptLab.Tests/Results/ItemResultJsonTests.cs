using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Files;
using PromptLab.Grading;
using PromptLab.Models;
using PromptLab.Results;
using PromptLab.Running;

namespace PromptLab.Tests.Results;

/// <summary>The bytes of a journal's lines: what was written once is read for ever, and is written again as it was.</summary>
public sealed class ItemResultJsonTests
{
    private const string EveryField = """
        {"schema":"promptlab/item-result@1","run_id":"r1","item_id":"t-1","item_hash":"sha256:aa","repeat":2,"status":"fail","score":0.3333333333333333,"split":"dev","tags":["x","y z"],"weight":1.5,"cluster":"c","input":{"message":"Bonjour “é” <b>&'","count":3.50,"list":[1,null,{"a":true}]},"messages":[{"role":"system","content":"# Task\n\nSort."},{"role":"assistant","content":"\u0000\u2028\uD83D\uDE00\"\\/"}],"request_key":"sha256:bb","output":"{\"a\": 1}\t","expected":{"label":"billing","n":1.0},"grades":[{"id":"right","type":"label","score":0.25,"pass":false,"weight":0.5,"must_pass":true,"code":"label.wrong","reason":"It is “bug”.","predicted":"bug","wanted":"billing"},{"id":"shape","type":"regex","score":null,"pass":null,"weight":1,"must_pass":false,"code":"regex.timeout","reason":"Too slow."}],"response":{"id":"chatcmpl-1","model":"small","finish_reason":"stop","request_id":"req-1","fingerprint":"fp_1","refusal":"I can't."},"usage":{"input_tokens":100,"cached_input_tokens":60,"cache_write_tokens":10,"output_tokens":25,"reasoning_tokens":20},"retried_usage":{"input_tokens":7,"cached_input_tokens":0,"cache_write_tokens":0,"output_tokens":0,"reasoning_tokens":0},"latency_ms":1180.25,"cost_usd":0.0100,"original_cost_usd":0.000430,"cached":true,"attempts":3,"waits":[{"reason":"rate-limit","ms":12.5},{"reason":"http-429","ms":2000}],"started_at":"2026-11-23T09:15:04.112Z","error":null}
        """;

    [Fact]
    public void A_line_has_every_field_of_a_result_and_is_written_as_it_was_read()
    {
        var result = Read(EveryField);

        Assert.Equal(EveryField, ItemResultJson.Write(result));
        Assert.Equal(
            ("r1", "t-1", "sha256:aa", 2, ItemStatus.Fail, 1.0 / 3, "dev", 1.5, "c"),
            (
                result.RunId,
                result.ItemId,
                result.ItemHash,
                result.Repeat,
                result.Status,
                result.Score,
                result.Split,
                result.Weight,
                result.Cluster
            )
        );
        Assert.Equal(["x", "y z"], result.Tags);
        Assert.Equal("3.50", result.Input["count"].ToJsonString());
        Assert.Equal([ChatRole.System, ChatRole.Assistant], result.Messages.Select(message => message.Role));
        Assert.Equal(["# Task\n\nSort.", "\0\u2028😀\"\\/"], result.Messages.Select(message => message.Text));
        Assert.Equal(("sha256:bb", "{\"a\": 1}\t"), (result.RequestKey, result.Output));
        Assert.Equal("1.0", result.Expected!["n"]!.ToJsonString());
        Assert.Equal(
            ("chatcmpl-1", "small", "stop", "req-1", "fp_1", "I can't."),
            (result.ResponseId, result.ResponseModel, result.FinishReason, result.RequestId, result.Fingerprint, result.Refusal)
        );
        Assert.Equal((TimeSpan.FromMilliseconds(1180.25), true, 3), (result.Latency, result.Cached, result.Attempts));
        Assert.Equal((0.01m, 0.00043m), (result.CostUsd, result.OriginalCostUsd));
        Assert.Equal([new Wait("rate-limit", Ms(12.5)), new Wait("http-429", Ms(2000))], result.Waits);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 9, 15, 4, 112, TimeSpan.Zero), result.StartedAt);
        Assert.Null(result.Failure);
    }

    [Fact]
    public void Verdicts_come_back_with_their_scores_and_undecided_ones_without()
    {
        var verdicts = Read(EveryField).Grade!.Verdicts;

        Assert.Equal(["right label", "shape regex"], verdicts.Select(verdict => $"{verdict.Id} {verdict.Type}"));
        Assert.Equal([(0.25, false, 0.5, true), (null, null, 1.0, false)], verdicts.Select(Figures));
        Assert.Equal(
            [("label.wrong", "It is “bug”.", "bug"), ("regex.timeout", "Too slow.", null)],
            verdicts.Select(verdict => (verdict.Score.Code, verdict.Score.Reason, verdict.Score.Predicted))
        );

        static (double?, bool?, double, bool) Figures(GraderVerdict verdict) =>
            (verdict.Score.Value, verdict.Pass, verdict.Weight, verdict.MustPass);
    }

    [Fact]
    public void Cached_and_written_tokens_are_part_of_the_input_and_reasoning_is_part_of_the_output()
    {
        var result = Read(EveryField);

        Assert.Equal(
            new TokenUsage
            {
                InputUncached = 30,
                CacheRead = 60,
                CacheWrite = 10,
                OutputVisible = 5,
                Reasoning = 20,
            },
            result.Usage
        );
        Assert.Equal(new TokenUsage { InputUncached = 7, OutputVisible = 0 }, result.RetriedUsage);
    }

    [Fact]
    public void A_call_that_failed_has_no_grade_and_keeps_what_came_back()
    {
        const string Line = """
            {"schema":"promptlab/item-result@1","run_id":"r1","item_id":"t-1","item_hash":"sha256:aa","repeat":1,"status":"error","score":null,"split":null,"tags":[],"weight":1,"cluster":null,"input":{},"messages":[],"request_key":null,"output":null,"expected":null,"grades":[],"response":{"id":null,"model":null,"finish_reason":null,"request_id":"req-9","fingerprint":null,"refusal":null},"usage":null,"retried_usage":null,"latency_ms":null,"cost_usd":null,"original_cost_usd":null,"cached":false,"attempts":1,"waits":[],"started_at":null,"error":{"type":"http-401","message":"The key is not valid."}}
            """;

        var result = Read(Line);

        Assert.Equal((ItemStatus.Error, null, null), (result.Status, result.Score, result.Grade));
        Assert.Equal(new Failure("http-401", "The key is not valid."), result.Failure);
        Assert.Equal("req-9", result.RequestId);
        Assert.Null(result.Expected);
        Assert.Equal(Line, ItemResultJson.Write(result));
    }

    [Fact]
    public void A_result_that_was_made_and_not_read_is_written_alike()
    {
        var failed = SomeResults.Failed("b", "timeout");
        var scored = SomeResults.Scored("a", 1, 1, 1, "x");

        Assert.Equal(
            """
            {"schema":"promptlab/item-result@1","run_id":"20261124-120000-triage-v3-abcdef","item_id":"a","item_hash":"sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","repeat":1,"status":"pass","score":1,"split":null,"tags":["x"],"weight":1,"cluster":null,"input":{"message":"text of a"},"messages":[{"role":"system","content":"# Task\n\nSort."},{"role":"user","content":"text of a"}],"request_key":null,"output":"response to a","expected":"billing","grades":[{"id":"right","type":"equals","score":1,"pass":true,"weight":1,"must_pass":false,"code":"equals.same","reason":"The texts were compared."}],"response":{"id":null,"model":null,"finish_reason":null,"request_id":null,"fingerprint":null,"refusal":null},"usage":{"input_tokens":100,"cached_input_tokens":0,"cache_write_tokens":0,"output_tokens":10,"reasoning_tokens":0},"retried_usage":null,"latency_ms":200,"cost_usd":0.5,"original_cost_usd":null,"cached":false,"attempts":1,"waits":[],"started_at":"2026-11-24T12:00:01.112Z","error":null}
            """,
            ItemResultJson.Write(scored)
        );
        Assert.Equal(
            """
            {"schema":"promptlab/item-result@1","run_id":"20261124-120000-triage-v3-abcdef","item_id":"b","item_hash":"sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","repeat":1,"status":"error","score":null,"split":null,"tags":[],"weight":1,"cluster":null,"input":{"message":"text of b"},"messages":[{"role":"system","content":"# Task\n\nSort."},{"role":"user","content":"text of b"}],"request_key":null,"output":null,"expected":"billing","grades":[],"response":null,"usage":null,"retried_usage":null,"latency_ms":null,"cost_usd":null,"original_cost_usd":null,"cached":false,"attempts":0,"waits":[],"started_at":"2026-11-24T12:00:01.112Z","error":{"type":"timeout","message":"No response within 60 s."}}
            """,
            ItemResultJson.Write(failed)
        );
        Assert.Equal((byte[])[.. Encoding.UTF8.GetBytes(ItemResultJson.Write(scored))], ItemResultJson.WriteUtf8(scored));
    }

    [Fact]
    public void A_result_that_nobody_graded_is_undecided()
    {
        var line = ItemResultJson.Write(SomeResults.Of("a"));

        Assert.Contains("\"status\":\"undecided\",\"score\":null,", line, StringComparison.Ordinal);
        Assert.Contains("\"grades\":[],\"response\":null,", line, StringComparison.Ordinal);
        Assert.Equivalent(new ItemGrade(ItemStatus.Undecided, null, []), Read(line).Grade, strict: true);
    }

    // Real lines: a recorded model's, responses from elsewhere, a call that failed, texts cut in the middle, long prompts.
    [Fact]
    public void Lines_of_real_journals_keep_their_bytes()
    {
        var lines = File.ReadAllLines(Path.Combine(SharedFiles.Root, "tests/PromptLab.Tests/Results/journal-0.1.0.jsonl"));

        Assert.Equal(7, lines.Length);
        Assert.Equal(lines, lines.Select(line => ItemResultJson.Write(Read(line))));
    }

    // Written by hand, without the fields that came later, with blanks and with fields that we don't know.
    [Fact]
    public void The_shared_journal_is_read_and_written_in_our_own_form()
    {
        var journal = SharedFiles.Require("samples/results/runs/20261123-091503-tax-accountant-v3-7f3a2c/items.jsonl");

        var result = Read(File.ReadLines(journal).First());

        Assert.Equal((ItemStatus.Pass, 1.0, 1.0), (result.Status, result.Score, result.Weight));
        Assert.Empty(result.Tags);
        Assert.Empty(result.Input);
        Assert.Equal([1.0, 0.3, 0.7], result.Grade!.Verdicts.Select(verdict => verdict.Weight));
        Assert.Equal(["", "", "Same conclusion as the reference."], result.Grade.Verdicts.Select(verdict => verdict.Score.Reason));
        Assert.Equal(new TokenUsage { InputUncached = 782, OutputVisible = 71 }, result.Usage);
        Assert.EndsWith(
            ",\"response\":{\"id\":\"chatcmpl-x1\",\"model\":\"gpt-6-luna-2026-09-01\",\"finish_reason\":\"stop\",\"request_id\":null,\"fingerprint\":null,\"refusal\":null},\"usage\":{\"input_tokens\":782,\"cached_input_tokens\":0,\"cache_write_tokens\":0,\"output_tokens\":71,\"reasoning_tokens\":0},\"retried_usage\":null,\"latency_ms\":1180,\"cost_usd\":0.00043,\"original_cost_usd\":null,\"cached\":false,\"attempts\":1,\"waits\":[],\"started_at\":\"2026-11-23T09:15:04.112Z\",\"error\":null}",
            ItemResultJson.Write(result),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_fields_that_were_there_from_the_beginning_are_enough()
    {
        var result = Read("""{"run_id":"r1","item_id":"a","item_hash":"sha256:aa","repeat":1,"status":"undecided","later":{"x":[1]}}""");

        Assert.Equal((ItemStatus.Undecided, 1.0, 0, false), (result.Status, result.Weight, result.Attempts, result.Cached));
        Assert.Empty(result.Grade!.Verdicts);
        Assert.Empty(result.Input);
        Assert.Empty(result.Messages);
        Assert.Empty(result.Waits);
    }

    [Fact]
    public void The_order_of_the_fields_in_a_line_does_not_matter()
    {
        var sorted = CanonicalJson.Write(JsonNode.Parse(EveryField));

        Assert.StartsWith("{\"attempts\":3,", sorted, StringComparison.Ordinal);
        Assert.Equal(
            CanonicalJson.Write(JsonNode.Parse(EveryField)),
            CanonicalJson.Write(JsonNode.Parse(ItemResultJson.Write(Read(sorted))))
        );
    }

    [Theory]
    [InlineData(
        "\"schema\":\"promptlab/item-result@2\",",
        "pass",
        "This is promptlab/item-result@2, written by a later version of PromptLab; this one reads promptlab/item-result@1. Update it: dotnet tool update --global PromptLab.Cli"
    )]
    [InlineData("", "passed", "“passed” is no status of a response.")]
    [InlineData("", "error", "“error” is no status of a response.")]
    public void A_line_of_another_form_is_refused_with_the_reason(string schema, string status, string message)
    {
        var e = Assert.Throws<JsonException>(() =>
            Read($$"""{{{schema}}"run_id":"r1","item_id":"a","item_hash":"sha256:aa","repeat":1,"status":"{{status}}"}""")
        );

        Assert.Equal(message, e.Message);
    }

    [Theory]
    [InlineData("run_id")]
    [InlineData("item_id")]
    [InlineData("item_hash")]
    [InlineData("repeat")]
    [InlineData("status")]
    public void A_line_without_what_names_it_is_refused(string field)
    {
        var line = JsonNode.Parse(EveryField)!.AsObject();
        line.Remove(field);

        var e = Assert.Throws<JsonException>(() => Read(line.ToJsonString()));

        Assert.Contains(field, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"tags\":[\"x\",\"y z\"]", "\"tags\":null")]
    [InlineData("\"run_id\":\"r1\"", "\"run_id\":null")]
    [InlineData("\"code\":\"label.wrong\"", "\"code\":null")]
    [InlineData("\"id\":\"right\",", "")]
    [InlineData("\"repeat\":2", "\"repeat\":\"2\"")]
    public void A_field_that_has_no_null_and_no_text_is_refused_with_them(string was, string now) =>
        Assert.Throws<JsonException>(() => Read(EveryField.Replace(was, now, StringComparison.Ordinal)));

    [Fact]
    public void A_score_beyond_1_is_refused() =>
        Assert.StartsWith(
            "A score lies from 0 to 1.",
            Assert.Throws<JsonException>(() => Read(EveryField.Replace("0.25", "1.25", StringComparison.Ordinal))).Message,
            StringComparison.Ordinal
        );

    private static ItemResult Read(string line) => ItemResultJson.Read(Encoding.UTF8.GetBytes(line));

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
