using System.Text;
using System.Text.Json;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Results;

namespace PromptLab.Tests.Results;

/// <summary>Found by fuzzing: lines of journals and recordings that threw something else than what their readers expect.</summary>
public sealed class DamagedLineTests
{
    private const string Call =
        """{"schema":"promptlab/call@1","run_id":"r","item_id":"a","item_hash":"h","repeat":1,"config_hash":"c","messages":[{"role":"user","content":"x"}],"response":{"text":"y"},"waits":[{"reason":"w","ms":1}]}""";

    private static readonly string Result = File.ReadLines(
            Path.Combine(SharedFiles.Root, "tests/PromptLab.Tests/Fuzzing/Corpus/journal/two.jsonl")
        )
        .First();

    [Theory]
    [InlineData("\"role\":\"system\"", "\"rule\":\"system\"")]
    [InlineData("\"messages\":[", "\"messages\":[null,")]
    [InlineData("\"score\":0.6666666666666666,\"split\"", "\"score\":1e400,\"split\"")]
    [InlineData("\"weight\":1,\"cluster\"", "\"weight\":1e400,\"cluster\"")]
    [InlineData("\"tags\":[", "\"tags\":[null,")]
    [InlineData("\"waits\":[", "\"waits\":[null")]
    [InlineData("\"waits\":[", "\"waits\":[{\"ms\":1}")]
    [InlineData("\"role\":\"system\"", "\"role\":\" \"")]
    [InlineData("\"split\":", "\"split\":\"a\",\"split\":")]
    [InlineData("\"latency_ms\":", "\"latency_ms\":1e300,\"was\":")]
    [InlineData("\"expected\":", "\"expected\":\"\\ud83d\",\"was\":")]
    public void A_result_that_is_none_is_refused_as_one(string part, string damaged)
    {
        Assert.Contains(part, Result, StringComparison.Ordinal);
        ItemResultJson.Read(Encoding.UTF8.GetBytes(Result));

        Assert.Throws<JsonException>(() =>
            ItemResultJson.Read(Encoding.UTF8.GetBytes(Result.Replace(part, damaged, StringComparison.Ordinal)))
        );
    }

    [Fact]
    public void A_result_that_is_not_utf_8_is_refused()
    {
        var line = Encoding.UTF8.GetBytes(Result);
        line[line.AsSpan().IndexOf("\"expected\":"u8) + 14] = 0x8A;

        Assert.Throws<JsonException>(() => ItemResultJson.Read(line));
    }

    [Theory]
    [InlineData("\"content\":\"x\"", "\"text\":\"x\"")]
    [InlineData("\"messages\":[", "\"messages\":[null,")]
    [InlineData("{\"reason\":\"w\",\"ms\":1}", "null")]
    [InlineData("\"ms\":1", "\"ms\":-1")]
    [InlineData("\"role\":\"user\"", "\"role\":\"\"")]
    [InlineData("\"config_hash\"", "\"schema\":\"promptlab/call@1\",\"config_hash\"")]
    [InlineData("\"waits\"", "\"latency_ms\":1e300,\"waits\"")]
    [InlineData("promptlab/call@1", "promptlab/call@1\\udc00")]
    public void A_response_that_is_none_is_refused_as_one(string part, string damaged)
    {
        CallLine.Read(Encoding.UTF8.GetBytes(Call));

        Assert.Throws<JsonException>(() => CallLine.Read(Encoding.UTF8.GetBytes(Call.Replace(part, damaged, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData(4517.2255)] // cut off by TimeSpan.FromMilliseconds, which makes it 4517.2254
    [InlineData(0.0001)]
    [InlineData(922337203685.4775)]
    public void A_duration_is_written_as_it_was_read(double milliseconds)
    {
        var written = JsonSerializer.Serialize(milliseconds);
        var line = Result.Replace("\"latency_ms\":", $"\"latency_ms\":{written},\"was\":", StringComparison.Ordinal);

        var read = ItemResultJson.Read(Encoding.UTF8.GetBytes(line));

        Assert.Contains($"\"latency_ms\":{written},", ItemResultJson.Write(read), StringComparison.Ordinal);
    }

    [Fact]
    public void A_recorded_finish_reason_that_is_blank_is_unknown()
    {
        var recorded = JsonRecords.Read<RecordedResponse>("""{"key":"k","response":{"text":"y","finish_reason":" "}}"""u8);

        Assert.Null(recorded.ToChatResponse().FinishReason);
    }

    [Fact]
    public void Whole_pairs_and_escaped_backslashes_are_no_half()
    {
        Assert.Equal("😀\\ud83d", JsonRecords.Read<string>("\"\\ud83d\\ude00\\\\ud83d\""u8));
        Assert.Throws<JsonException>(() => JsonRecords.Read<string>("\"\\\\\\ud83d\""u8));
    }

    [Theory]
    [InlineData("\"latency_ms\":1e300")]
    [InlineData("\"latency_ms\":-1")]
    [InlineData("\"schema\":\"\\ud83d\"")]
    public void A_recorded_response_that_is_none_is_a_problem_with_its_line(string field)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, $"{{{field},\"key\":\"k\",\"response\":{{\"text\":\"y\"}}}}\n");
        var problems = new Problems();

        Recording.Read(path, "recording.jsonl", problems);

        File.Delete(path);
        Assert.Equal(1, Assert.Single(problems.Found).Line);
    }
}
