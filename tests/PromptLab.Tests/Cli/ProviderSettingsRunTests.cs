using System.Text.Json.Nodes;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Cli;

/// <summary>Whole runs with what promptlab.yaml adds to requests.</summary>
public sealed class ProviderSettingsRunTests : IDisposable
{
    private readonly TestBench _bench = new();

    [Theory]
    [InlineData("api_key_env: SERVED_KEY", "api_key_env: SERVED_KEY, headers: { X-Org: abc }")]
    [InlineData("api_key_env: SERVED_KEY", "api_key_env: SERVED_KEY, query: { team: abc }")]
    [InlineData("api_key_env: SERVED_KEY", "api_key_env: SERVED_KEY, api_version: 2024-10-21")]
    [InlineData("id: small", "id: small\n    extra: { top_k: 3 }")]
    [InlineData("id: small", "id: small\n    instructions: user")]
    [InlineData("temperature: 0", "temperature: 0, reasoning_effort: minimal")]
    public async Task What_changes_a_request_is_not_answered_from_the_cache_of_another_one(string old, string now)
    {
        await using var server = await ChatServer.StartAsync(_ => "yes");
        await WriteAsync(server.Address);
        await RunAsync();
        await RunAsync();
        Assert.Equal(4, server.Calls); // the second run is answered by the cache

        Replace(old, now);
        await RunAsync();
        await RunAsync();

        Assert.Equal(8, server.Calls);
    }

    [Fact]
    public async Task A_run_with_all_of_them_is_recorded_and_replayed()
    {
        await using var server = await ChatServer.StartAsync(_ => "yes");
        await WriteAsync(server.Address);
        Replace(
            "api_key_env: SERVED_KEY",
            "api_key_env: SERVED_KEY, headers: { X-Org: abc, X-Key: { env: SERVED_KEY } }, query: { team: a }"
        );
        Replace("id: small", "id: small\n    extra: { b: 1, a: { d: 2, c: 3 } }\n    instructions: user");
        await RunAsync("--cache", "off");
        var recorded = await _bench.RunAsync("record", "triage@v1", "--out", "results/recordings/all.jsonl");
        Assert.True(recorded.Exit == 0, recorded.Error);
        Assert.DoesNotContain("secret", _bench.Read("results/recordings/all.jsonl"), StringComparison.Ordinal);

        var endpoint = $"kind: openai-compatible, endpoint: \"{server.Address}\", api_key_env: SERVED_KEY";
        Replace(endpoint, "kind: recorded, recording: results/recordings/all.jsonl");
        Replace("extra: { b: 1, a: { d: 2, c: 3 } }", "extra: { a: { c: 3, d: 2 }, b: 1 }");
        await RunAsync();

        Assert.Equal(4, server.Calls);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("extra: { options: { num_ctx: 8192 } }", true)]
    [InlineData("extra: { num_ctx: 16384 }", false)]
    [InlineData("extra: { options: { num_ctx: 16384 } }", false)]
    public async Task A_prompt_that_Ollama_may_cut_is_warned_of_before_the_first_call(string extra, bool warns)
    {
        await using var server = await ChatServer.StartAsync(200, Replies.Text("ollama", "yes"));
        await WriteAsync(server.Root, words: 32_000); // about 8,000 tokens
        Replace("openai-compatible", "ollama");
        Replace("id: small", $"id: small\n    {extra}");

        var result = await _bench.RunAsync("run", "--dry-run");

        Assert.True(result.Exit == 0, result.Error);
        Assert.Equal(warns, result.Error.Contains("cuts a longer prompt without an error", StringComparison.Ordinal));
        Assert.Equal(warns, result.Error.Contains("extra: { options: { num_ctx: 16384 } }", StringComparison.Ordinal));
        Assert.Equal(0, server.Calls);
    }

    [Fact]
    public async Task A_short_prompt_of_Ollama_and_a_long_one_of_another_kind_are_not_warned_of()
    {
        await using var server = await ChatServer.StartAsync(_ => "yes");
        await WriteAsync(server.Address, words: 32_000);
        var other = await _bench.RunAsync("run", "--dry-run");
        await WriteAsync(server.Root, freeze: false);
        Replace("openai-compatible", "ollama");
        var brief = await _bench.RunAsync("run", "--dry-run");

        Assert.DoesNotContain("cuts a longer prompt", other.Error + brief.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finish_reason_that_nobody_knows_is_kept_as_a_text_and_the_answer_is_graded()
    {
        var body = JsonNode.Parse(ChatServer.Completion("yes"))!;
        body["choices"]![0]!["finish_reason"] = "weary";
        await using var server = await ChatServer.StartAsync(200, body.ToJsonString());
        await WriteAsync(server.Address);

        await RunAsync();

        var run = Directory.EnumerateDirectories(Path.Combine(_bench.Folder, "results/runs")).Single();
        var lines = await File.ReadAllLinesAsync(Path.Combine(run, "items.jsonl"), TestContext.Current.CancellationToken);
        Assert.Equal(4, lines.Length);
        Assert.All(lines, line => Assert.Contains("\"finish_reason\":\"weary\"", line, StringComparison.Ordinal));
    }

    public void Dispose() => _bench.Dispose();

    private async Task WriteAsync(string address, int words = 0, bool freeze = true)
    {
        _bench.Variables["SERVED_KEY"] = "secret";
        if (freeze)
            await SmallProject.WriteAsync(_bench, address);
        else
            SmallProject.WriteConfig(_bench, address);
        SmallProject.WriteItems(_bench, Enumerable.Range(1, 4).Select(i => $"t-0{i},odd,message {i}{new string('x', words)},yes"));
    }

    private async Task RunAsync(params string[] options)
    {
        var result = await _bench.RunAsync(["run", .. options.Length > 0 ? options : ["--cache", "read-write"]]);
        Assert.True(result.Exit == 0, result.Error);
    }

    private void Replace(string old, string now)
    {
        var text = _bench.Read("promptlab.yaml");
        Assert.Contains(old, text, StringComparison.Ordinal);
        _bench.Write("promptlab.yaml", text.Replace(old, now, StringComparison.Ordinal));
    }
}
