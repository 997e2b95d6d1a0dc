using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptLab.Calling;
using PromptLab.Models;
using PromptLab.Tests.Cli;
using PromptLab.Tests.Fakes;
using static PromptLab.Tests.Fakes.ScriptedModel;

namespace PromptLab.Tests.Calling;

public sealed class ResponseCachingChatClientTests : IAsyncDisposable
{
    private static readonly ModelPrice Price = new() { InputPerMillion = 1, OutputPerMillion = 10 };

    private static readonly ModelDefinition Small = new()
    {
        Alias = "main",
        Id = "small",
        Provider = new ProviderDefinition { Name = "served", Kind = ProviderKinds.OpenAI },
        Parameters = new ModelParameters { Temperature = 0, MaxOutputTokens = 5 },
    };

    private readonly TestBench _bench = new();
    private readonly StepClock _time = new();
    private readonly ResponseCache _cache;

    public ResponseCachingChatClientTests() =>
        _cache = ResponseCache.Open(Path.Combine(_bench.Folder, "responses.sqlite"), "responses.sqlite");

    [Fact]
    public async Task What_was_asked_before_is_answered_without_a_call_costs_nothing_now_and_keeps_what_it_cost()
    {
        var model = new ScriptedModel(Answer("first"), Answer("second"));
        await Cached(model).AskAsync(Options());

        var response = await Cached(model).AskAsync(Options());

        Assert.Equal(("first", 1), (response.Text, model.Calls));
        var facts = ResponseFacts.Of(response);
        // 12 × $1 + 3 × $10 a million.
        Assert.Equal((true, true, 0.000042m, 0), (facts.Cached, facts.IsPaidFor, facts.OriginalCostUsd, facts.Attempts));
        Assert.Equal(new TokenUsage { InputUncached = 12, OutputVisible = 3 }, TokenUsage.From(response.Usage));
    }

    // Earlier versions stored them; with a healed server they would be wrong answers for ever.
    [Theory]
    [InlineData("")]
    [InlineData("\n\u200b")]
    [InlineData("<think>hm</think>")]
    public async Task A_stored_response_without_an_answer_is_asked_again_and_replaced(string text)
    {
        await Cached(new ScriptedModel(Answer(text))).AskAsync(Options());
        var healed = new ScriptedModel(Answer("72"), Answer("never asked"));

        Assert.Equal("72", (await Cached(healed).AskAsync(Options())).Text);
        Assert.Equal("72", (await Cached(healed).AskAsync(Options())).Text);
        Assert.Equal(1, healed.Calls);
    }

    [Fact]
    public async Task A_later_price_does_not_change_what_an_answer_cost()
    {
        var model = new ScriptedModel(Answer());
        await Cached(model).AskAsync(Options());

        var response = await Cached(model, price: new ModelPrice { InputPerMillion = 500, OutputPerMillion = 500 }).AskAsync(Options());

        Assert.Equal(0.000042m, ResponseFacts.Of(response).OriginalCostUsd);
    }

    [Fact]
    public async Task Failed_attempts_before_an_answer_are_part_of_what_it_cost()
    {
        var model = new ScriptedModel(_ =>
        {
            var response = Response("yes");
            new ResponseFacts
            {
                Attempts = 2,
                RetriedUsage = new TokenUsage { InputUncached = 10, OutputVisible = 1 },
                Latency = TimeSpan.FromSeconds(0.5),
                RequestId = "req-7",
            }.AttachTo(response);
            return Task.FromResult(response);
        });
        await Cached(model).AskAsync(Options());

        var facts = ResponseFacts.Of(await Cached(model).AskAsync(Options()));

        Assert.Equal(0.000062m, facts.OriginalCostUsd); // 42 and 10 × $1 + 1 × $10 a million
        Assert.Equal((TimeSpan.FromSeconds(0.5), "req-7"), (facts.Latency, facts.RequestId));
    }

    [Fact]
    public async Task Without_a_price_the_cost_is_unknown_and_not_zero()
    {
        var model = new ScriptedModel(Answer());
        using var unpriced = new ResponseCachingChatClient(
            model,
            _cache,
            CacheMode.ReadWrite,
            "openai https://here/v1",
            price: null,
            _time
        );
        await unpriced.AskAsync(Options());

        Assert.Null(ResponseFacts.Of(await unpriced.AskAsync(Options())).OriginalCostUsd);
    }

    [Fact]
    public async Task Failures_are_never_kept()
    {
        var model = new ScriptedModel(Fail("content-filter", response: Response("cut off")), Answer("whole"));
        await Assert.ThrowsAsync<ModelCallException>(() => Cached(model).AskAsync(Options()));

        Assert.Empty(_cache.Contents());
        Assert.Equal("whole", (await Cached(model).AskAsync(Options())).Text);
    }

    [Fact]
    public async Task Read_only_takes_what_is_there_and_keeps_nothing()
    {
        var model = new ScriptedModel(Answer("kept"), Answer("asked"));
        await Cached(model).AskAsync(Options());

        var known = await Cached(model, CacheMode.ReadOnly).AskAsync(Options());
        var unknown = await Cached(model, CacheMode.ReadOnly).AskAsync(Options(repeat: 2));

        Assert.Equal(("kept", "asked", 2), (known.Text, unknown.Text, model.Calls));
        Assert.Equal(1, Assert.Single(_cache.Contents()).Responses);
    }

    [Fact]
    public async Task Off_neither_reads_nor_writes()
    {
        var model = new ScriptedModel(Answer("kept"), Answer("asked"));
        await Cached(model).AskAsync(Options());

        var off = await Cached(model, CacheMode.Off).AskAsync(Options());
        await Cached(model, CacheMode.Off).AskAsync(Options(repeat: 2));

        Assert.Equal(("asked", 3), (off.Text, model.Calls));
        Assert.Equal(1, Assert.Single(_cache.Contents()).Responses);
    }

    public static TheoryData<string> Differences =>
        [
            "endpoint",
            "kind",
            "model",
            "message",
            "role",
            "temperature",
            "top_p",
            "max_output_tokens",
            "seed",
            "stop",
            "format",
            "schema",
            "effort",
            "repeat",
        ];

    [Theory]
    [MemberData(nameof(Differences))]
    public async Task A_request_that_differs_in_anything_that_matters_is_another_one(string difference)
    {
        var model = new ScriptedModel(Answer("first"), Answer("second"));
        await Cached(model).GetResponseAsync([new ChatMessage(ChatRole.User, "a")], Options(), TestContext.Current.CancellationToken);
        var parameters = Small.Parameters;
        var other = Small with
        {
            Id = difference == "model" ? "large" : Small.Id,
            Parameters = difference switch
            {
                "temperature" => parameters with { Temperature = 0.5 },
                "top_p" => parameters with { TopP = 0.5 },
                "max_output_tokens" => parameters with { MaxOutputTokens = 6 },
                "seed" => parameters with { Seed = 1 },
                "stop" => parameters with { Stop = ["END"] },
                "format" => parameters with { ResponseFormat = "json" },
                "effort" => parameters with { ReasoningEffort = "low" },
                _ => parameters,
            },
        };
        var options = ChatRequest.Options(
            other,
            difference == "schema" ? new JsonObject { ["type"] = "object" } : null,
            difference == "repeat" ? 2 : 1
        );
        var message = new ChatMessage(difference == "role" ? ChatRole.System : ChatRole.User, difference == "message" ? "b" : "a");
        var endpoint = difference switch
        {
            "endpoint" => "openai https://there/v1",
            "kind" => "ollama https://here/v1",
            _ => "openai https://here/v1",
        };

        var response = await Cached(model, endpoint: endpoint).GetResponseAsync([message], options, TestContext.Current.CancellationToken);

        Assert.Equal("second", response.Text);
    }

    public async ValueTask DisposeAsync()
    {
        await _cache.DisposeAsync();
        _bench.Dispose();
        _time.Dispose();
    }

    private static ChatOptions Options(int repeat = 1) => ChatRequest.Options(Small, responseSchema: null, repeat);

    private ResponseCachingChatClient Cached(
        IChatClient model,
        CacheMode mode = CacheMode.ReadWrite,
        string endpoint = "openai https://here/v1",
        ModelPrice? price = null
    ) => new(model, _cache, mode, endpoint, price ?? Price, _time);
}
