using PromptLab.Models;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Providers;

/// <summary>A streamed answer is read as a whole, and a stream that was cut off is no answer.</summary>
public sealed class StreamedReplyTests
{
    private const string Chunks = """
        : comment

        data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"served","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}

        data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"served","choices":[{"index":0,"delta":{"content":"7"},"finish_reason":null}]}

        data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"served","choices":[{"index":0,"delta":{"content":"2"},"finish_reason":null}]}

        data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"served","choices":[{"index":0,"delta":{},"finish_reason":"FINISH"}]}

        data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"served","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}

        data: [DONE]


        """;

    private const string Events = """
        event: message_start
        data: {"type":"message_start","message":{"id":"m1","type":"message","role":"assistant","model":"served","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":1}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

        event: ping
        data: {"type":"ping"}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"7"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"2"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"FINISH","stop_sequence":null},"usage":{"output_tokens":5}}

        event: message_stop
        data: {"type":"message_stop"}


        """;

    private const string Lines = """
        {"model":"served","created_at":"2026-09-01T10:00:00Z","message":{"role":"assistant","content":"7"},"done":false}
        {"model":"served","created_at":"2026-09-01T10:00:00Z","message":{"role":"assistant","content":"2"},"done":false}
        {"model":"served","created_at":"2026-09-01T10:00:00Z","message":{"role":"assistant","content":""},"done":true,"done_reason":"FINISH","prompt_eval_count":10,"eval_count":5}

        """;

    public static TheoryData<string> Kinds => ServedModel.ModelKinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Text_finish_reason_and_usage_of_a_stream_are_read(string kind)
    {
        foreach (
            var (theirs, ours) in new[]
            {
                (StopOf(kind), "stop"),
                (kind == "anthropic" ? "max_tokens" : "length", "length"),
                ("weary", "weary"),
            }
        )
        {
            foreach (var newLine in new[] { "\n", "\r\n" })
            {
                await using var server = await ChatServer.StartAsync(200, BodyOf(kind, theirs).ReplaceLineEndings(newLine));

                var response = await Streaming(kind, server).AskAsync();

                Assert.Equal(("72", "served", ours), (response.Text, response.ModelId, response.FinishReason?.Value));
                Assert.Equal(new TokenUsage { InputUncached = 10, OutputVisible = 5 }, TokenUsage.From(response.Usage));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_stream_that_was_not_asked_for_is_read_as_well(string kind)
    {
        await using var server = await ChatServer.StartAsync(200, BodyOf(kind, StopOf(kind)));

        Assert.Equal("72", (await ServedModel.Of(kind, server).AskAsync()).Text);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Only_a_model_that_says_so_asks_for_a_stream(string kind)
    {
        await using var server = await ChatServer.StartAsync(200, BodyOf(kind, StopOf(kind)));

        await Streaming(kind, server).AskAsync();
        await ServedModel.Of(kind, server).AskAsync();

        Assert.True(server.Requests[0].Body["stream"]!.GetValue<bool>());
        Assert.NotEqual("true", server.Requests[1].Body["stream"]?.ToJsonString());
        Assert.Equal(
            kind is "anthropic" or "ollama" ? null : "{\"include_usage\":true}",
            server.Requests[0].Body["stream_options"]?.ToJsonString()
        );
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_stream_that_ends_before_its_end_is_no_answer(string kind)
    {
        var body = BodyOf(kind, StopOf(kind));
        var finish = body.IndexOf(StopOf(kind), StringComparison.Ordinal);
        foreach (var length in new[] { body.LastIndexOf("\"7\"", StringComparison.Ordinal) + 4, finish - 30, finish + 2 })
        {
            await using var server = await ChatServer.StartAsync(200, body[..length]);

            Assert.Equal("malformed", (await Streaming(kind, server).FailAsync()).Failure.Type);
        }
    }

    [Theory]
    [InlineData("openai", "data: {\"error\":{\"message\":\"Overloaded now\",\"code\":503}}\n\n", "http-503")]
    [InlineData(
        "openai-compatible",
        "data: {\"error\":{\"message\":\"Overloaded now\",\"code\":503},\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}\n\n",
        "http-503"
    )]
    [InlineData(
        "anthropic",
        "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded now\"}}\n\n",
        "http-529"
    )]
    [InlineData("ollama", "{\"error\":\"Overloaded now\"}\n", "http-503")]
    public async Task An_error_in_mid_stream_is_that_error(string kind, string error, string type)
    {
        var body = BodyOf(kind, StopOf(kind));
        var start =
            kind == "ollama"
                ? body[..(body.IndexOf('\n', StringComparison.Ordinal) + 1)]
                : body[..(body.IndexOf("\n\n", body.IndexOf("\"7\"", StringComparison.Ordinal), StringComparison.Ordinal) + 2)];
        await using var server = await ChatServer.StartAsync(200, start + error);

        var failed = await Streaming(kind, server).FailAsync();

        Assert.Equal(type, failed.Failure.Type);
        Assert.Contains("Overloaded now", failed.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_ends_without_a_reason_is_whole()
    {
        await using var server = await ChatServer.StartAsync(200, Chunks.Replace("\"FINISH\"", "null", StringComparison.Ordinal));

        var response = await Streaming("openai-compatible", server).AskAsync();

        Assert.Equal(("72", null), (response.Text, response.FinishReason?.Value));
    }

    private static Model Streaming(string kind, ChatServer server) =>
        ServedModel.Create(ServedModel.Of(kind, server).Definition with { Stream = true }, ServedModel.Key, TimeSpan.FromSeconds(20));

    private static string StopOf(string kind) => kind == "anthropic" ? "end_turn" : "stop";

    private static string BodyOf(string kind, string finish) =>
        kind switch
        {
            "anthropic" => Events,
            "ollama" => Lines,
            _ => Chunks,
        }
            is var body
            ? body.Replace("FINISH", finish, StringComparison.Ordinal)
            : "";
}
