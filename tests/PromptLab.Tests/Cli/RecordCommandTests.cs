using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Cli;

/// <summary>Recording what a model answered, and the model list.</summary>
public sealed class RecordCommandTests : IAsyncLifetime
{
    private readonly TestBench _bench = new();
    private ChatServer _server = null!;
    private string _answer = "yes";

    public async ValueTask InitializeAsync()
    {
        _bench.Variables["SERVED_KEY"] = "secret-key";
        _server = await ChatServer.StartAsync(_ => _answer);
        await SmallProject.WriteAsync(_bench, _server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _bench.Dispose();
    }

    [Fact]
    public async Task What_a_model_answered_is_replayed_without_asking_it_again()
    {
        var live = await _bench.RunAsync("run", "--repeats", "2");
        var recorded = await _bench.RunAsync("record", "triage@v1", "--out", "results/recordings/small.jsonl");
        UseRecording();
        var replayed = await _bench.RunAsync("run", "--repeats", "2", "--model", "replayed");

        Assert.Equal("results/recordings/small.jsonl: 8 responses, 8 of them new.\n", recorded.Out);
        Assert.True(replayed.Exit == 0, replayed.Error);
        Assert.Equal(live.Out, replayed.Out);
        Assert.Equal(8, _server.Calls);
    }

    [Fact]
    public async Task Another_response_to_a_request_that_is_recorded_is_taken_only_where_that_is_asked_for()
    {
        await _bench.RunAsync("run");
        await _bench.RunAsync("record", "triage@v1", "--out", "r.jsonl");
        var before = _bench.Read("r.jsonl");
        _answer = "no";
        await _bench.RunAsync("run");

        var refused = await _bench.RunAsync("record", "triage@v1", "--out", "r.jsonl");
        Assert.Equal(before, _bench.Read("r.jsonl"));
        var replaced = await _bench.RunAsync("record", "triage@v1", "--out", "r.jsonl", "--replace");

        Assert.Equal(2, refused.Exit);
        Assert.Contains(
            "r.jsonl: The recording has another response for triage@v1, item “t-01”. Pass --replace to take the new one.",
            refused.Error,
            StringComparison.Ordinal
        );
        Assert.Equal("r.jsonl: 4 responses, 0 of them new.\n", replaced.Out);
    }

    [Fact]
    public async Task Models_are_listed_with_whether_their_key_is_set_and_never_with_the_key()
    {
        var result = await _bench.RunAsync("models");

        Assert.Equal(0, result.Exit);
        Assert.Contains("main", result.Out, StringComparison.Ordinal);
        Assert.Contains("SERVED_KEY is set", result.Out, StringComparison.Ordinal);
        Assert.Contains("$1.00 / $10.00", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-key", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_models_test_makes_one_call_and_says_what_came_back()
    {
        var result = await _bench.RunAsync("models", "test", "main");

        Assert.Equal(0, result.Exit);
        Assert.Matches("^main works: served-model said “yes” in [0-9]+ ms, 12 \\+ 3 tokens, cost \\$0\\.000042\\.\n$", result.Out);
        Assert.Equal(1, _server.Calls);
    }

    [Fact]
    public async Task A_models_test_that_fails_says_precisely_what_is_wrong()
    {
        _bench.Write(
            "promptlab.yaml",
            _bench.Read("promptlab.yaml").Replace(_server.Address, "http://127.0.0.1:1/v1", StringComparison.Ordinal)
        );

        var result = await _bench.RunAsync("models", "test", "main");

        Assert.Equal(
            (3, "main does not work (transport). http://127.0.0.1:1 can't be reached, or the connection broke: Connection refused\n"),
            (result.Exit, result.Out)
        );
    }

    private void UseRecording() =>
        _bench.Write(
            "promptlab.yaml",
            _bench
                .Read("promptlab.yaml")
                .Replace(
                    "providers:\n",
                    "providers:\n  kept: { kind: recorded, recording: results/recordings/small.jsonl }\n",
                    StringComparison.Ordinal
                )
                .Replace(
                    "models:\n",
                    "models:\n  replayed: { provider: kept, id: small, parameters: { temperature: 0, max_output_tokens: 5 }, price: { input_per_million: 1, output_per_million: 10 } }\n",
                    StringComparison.Ordinal
                )
        );
}
