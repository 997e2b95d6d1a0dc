using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Prompts;
using PromptLab.Tests.Cli;

namespace PromptLab.Tests.Models;

public sealed class RecordingTests : IDisposable
{
    private readonly TestBench _bench = new();

    private static readonly ModelDefinition Model = new()
    {
        Alias = "main",
        Id = "small",
        Provider = new ProviderDefinition { Name = "p", Kind = ProviderKinds.Recorded },
        Parameters = new ModelParameters { Temperature = 0.2, Seed = 7 },
    };

    [Fact]
    public async Task A_request_that_was_recorded_is_answered_with_its_response_usage_and_latency()
    {
        ChatMessage[] messages = [new(ChatRole.User, "hello")];
        var options = ChatRequest.Options(Model, null, 1);
        Write(Response(RequestKey.Of(messages, options), "hi"));
        var client = new RecordedChatClient(Recording.Read(FilePath, "r.jsonl", new Problems()), "main", "r.jsonl");

        var response = await client.GetResponseAsync(messages, options, TestContext.Current.CancellationToken);

        Assert.Equal(("hi", "served", "stop"), (response.Text, response.ModelId, response.FinishReason?.Value));
        Assert.Equal(
            new TokenUsage
            {
                InputUncached = 30,
                CacheRead = 8,
                CacheWrite = 2,
                OutputVisible = 4,
                Reasoning = 1,
            },
            TokenUsage.From(response.Usage)
        );
        var facts = ResponseFacts.Of(response);
        Assert.Equal((TimeSpan.FromMilliseconds(12.5), true, 0), (facts.Latency!.Value, facts.Cached, facts.Attempts));
    }

    [Fact]
    public async Task A_request_that_was_not_recorded_is_refused_with_the_way_to_a_real_model()
    {
        var client = new RecordedChatClient(new Dictionary<string, RecordedResponse>(StringComparer.Ordinal), "main", "r.jsonl");

        var refused = await Assert.ThrowsAsync<ModelCallException>(() =>
            client.GetResponseAsync([new ChatMessage(ChatRole.User, "x")], new ChatOptions(), TestContext.Current.CancellationToken)
        );

        Assert.Equal("not-recorded", refused.Failure.Type);
        Assert.Equal(0, refused.Facts.Attempts);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("role")]
    [InlineData("temperature")]
    [InlineData("seed")]
    [InlineData("model")]
    [InlineData("schema")]
    [InlineData("repeat")]
    [InlineData("step")]
    [InlineData("sample")]
    [InlineData("top_p")]
    [InlineData("max_output_tokens")]
    [InlineData("stop")]
    [InlineData("response_format")]
    [InlineData("reasoning_effort")]
    public void Whatever_decides_the_response_is_part_of_the_key(string what)
    {
        var key = RequestKey.Of([new ChatMessage(ChatRole.User, "hello")], ChatRequest.Options(Model, null, 1));
        var other = what switch
        {
            "text" => RequestKey.Of([new ChatMessage(ChatRole.User, "hello ")], ChatRequest.Options(Model, null, 1)),
            "role" => RequestKey.Of([new ChatMessage(ChatRole.System, "hello")], ChatRequest.Options(Model, null, 1)),
            "temperature" => Key(Model with { Parameters = Model.Parameters with { Temperature = 0.3 } }),
            "seed" => Key(Model with { Parameters = Model.Parameters with { Seed = 8 } }),
            "model" => Key(Model with { Id = "large" }),
            "top_p" => Key(Model with { Parameters = Model.Parameters with { TopP = 0.5 } }),
            "max_output_tokens" => Key(Model with { Parameters = Model.Parameters with { MaxOutputTokens = 9 } }),
            "stop" => Key(Model with { Parameters = Model.Parameters with { Stop = ["END"] } }),
            "response_format" => Key(Model with { Parameters = Model.Parameters with { ResponseFormat = "json" } }),
            "reasoning_effort" => Key(Model with { Parameters = Model.Parameters with { ReasoningEffort = "low" } }),
            "schema" => Key(Model, JsonNode.Parse("""{"type":"object"}""")),
            "step" => Key(Model, step: 2),
            "sample" => Key(Model with { Parameters = Model.Parameters with { Seed = 7 - 1_000_000 } }, sample: 2), // the same seed
            _ => Key(Model with { Parameters = Model.Parameters with { Seed = 6 } }, repeat: 2), // the same seed, but another draw
        };

        Assert.NotEqual(key, other);
        Assert.Equal(key, Key(Model with { Alias = "other", Provider = Model.Provider with { Kind = ProviderKinds.OpenAI } }));
    }

    // Recordings, caches and journals of before there were steps and samples are found by these keys.
    [Theory]
    [InlineData(1, 1, "\"seed\":7,")]
    [InlineData(2, 1, "\"seed\":7,\"step\":2,")]
    [InlineData(1, 2, "\"sample\":2,\"seed\":1000007,")]
    [InlineData(3, 2, "\"sample\":2,\"seed\":1000007,\"step\":3,")]
    public void The_first_step_and_the_first_sample_are_not_in_the_key(int step, int sample, string written) =>
        Assert.Equal(
            ContentHash.OfText(
                "{\"max_output_tokens\":null,\"messages\":[{\"content\":\"hello\",\"role\":\"user\"}],\"model\":\"small\","
                    + "\"reasoning_effort\":null,\"repeat\":1,\"response_format\":null,"
                    + written
                    + "\"stop\":null,\"temperature\":0.2,\"top_p\":null}"
            ),
            Key(Model, step: step, sample: sample)
        );

    [Fact]
    public void Steps_and_samples_are_recorded_from_the_second_on_and_sorted_behind_the_repeat()
    {
        Recording.Write(
            FilePath,
            [
                Response("sha256:1", "a") with
                {
                    Repeat = 2,
                },
                Response("sha256:2", "b") with
                {
                    Step = 2,
                },
                Response("sha256:3", "c") with
                {
                    Sample = 2,
                },
                Response("sha256:4", "d"),
            ],
            PromptReference.Order
        );

        var read = Recording.Read(FilePath, "r.jsonl", new Problems());

        Assert.Equal(["sha256:4", "sha256:3", "sha256:2", "sha256:1"], read.Keys);
        Assert.Equal([(1, 1), (1, 2), (2, 1), (1, 1)], read.Values.Select(response => (response.Step, response.Sample)));
        Assert.Equal(
            [(null, null), (null, 2), (2, null), (null, null)],
            File.ReadLines(FilePath).Select(line => JsonNode.Parse(line)!).Select(line => ((int?)line["step"], (int?)line["sample"]))
        );
    }

    [Fact]
    public void A_recording_is_sorted_and_comes_back_as_it_was()
    {
        Recording.Write(
            FilePath,
            [
                Response("sha256:3", "c") with
                {
                    Prompt = "p@v10",
                },
                Response("sha256:2", "b") with
                {
                    Prompt = "p@v2",
                    ItemId = "b",
                },
                Response("sha256:1", "a") with
                {
                    Prompt = "p@v2",
                    ItemId = "a",
                },
            ],
            PromptReference.Order
        );
        var problems = new Problems();

        var read = Recording.Read(FilePath, "r.jsonl", problems);

        Assert.Empty(problems.Found);
        Assert.Equal(["sha256:1", "sha256:2", "sha256:3"], read.Keys);
        Assert.Equal(Response("sha256:3", "c") with { Prompt = "p@v10" }, read["sha256:3"]);
    }

    [Fact]
    public void Two_responses_to_one_request_and_broken_lines_are_told_with_their_lines()
    {
        Write(Response("sha256:1", "a"), Response("sha256:1", "b"));
        File.AppendAllText(FilePath, "{}\n");
        var problems = new Problems();

        Recording.Read(FilePath, "r.jsonl", problems);

        Assert.Equal(
            [
                "r.jsonl:2: The same request is answered in another way further up. Keep one of the two.",
                "r.jsonl:3: This is no recorded response. Write the recording anew: promptlab record RUN --out FILE",
            ],
            problems.Found.Select(problem => problem.ToString())
        );
    }

    public void Dispose() => _bench.Dispose();

    private string FilePath => Path.Combine(_bench.Folder, "r.jsonl");

    private static string Key(ModelDefinition model, JsonNode? schema = null, int repeat = 1, int step = 1, int sample = 1) =>
        RequestKey.Of([new ChatMessage(ChatRole.User, "hello")], ChatRequest.Options(model, schema, repeat, step, sample));

    private void Write(params RecordedResponse[] responses) =>
        File.WriteAllText(
            FilePath,
            string.Concat(responses.Select(response => System.Text.Json.JsonSerializer.Serialize(response, FileJson.Line) + "\n"))
        );

    private static RecordedResponse Response(string key, string text) =>
        new()
        {
            Key = key,
            Response = new RecordedText
            {
                Text = text,
                Model = "served",
                FinishReason = "stop",
            },
            Usage = new RecordedUsage(40, 8, 2, 5, 1),
            LatencyMs = 12.5,
        };
}
