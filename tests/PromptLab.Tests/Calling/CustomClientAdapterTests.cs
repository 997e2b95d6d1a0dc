using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.AI;
using PromptLab.Calling;
using PromptLab.Models;
using PromptLab.Tests.Fakes;
using static PromptLab.Tests.Fakes.ScriptedModel;

namespace PromptLab.Tests.Calling;

/// <summary>What somebody's own chat client may do, and what becomes of it.</summary>
public sealed class CustomClientAdapterTests : IDisposable
{
    private readonly StepClock _time = new();

    public static TheoryData<Exception, string, string> Exceptions =>
        new()
        {
            { new InvalidOperationException("No such model."), "client-error", "InvalidOperationException: No such model." },
            { new HttpRequestException("No route to host."), "transport", "HttpRequestException: No route to host." },
            { new IOException("The pipe is broken."), "transport", "IOException: The pipe is broken." },
            {
                new InvalidOperationException("It failed.", new IOException("Reset.", new SocketException(104))),
                "transport",
                "IOException: Reset."
            },
            {
                new HttpRequestException("Too many requests.", null, HttpStatusCode.TooManyRequests),
                "http-429",
                "HttpRequestException: Too many requests."
            },
            { new TimeoutException("It took too long."), "timeout", "TimeoutException: It took too long." },
            { new OperationCanceledException("Given up."), "timeout", "OperationCanceledException: Given up." },
            { new TaskCanceledException("HttpClient.Timeout."), "timeout", "TaskCanceledException: HttpClient.Timeout." },
        };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task Whatever_a_client_throws_is_a_failed_call_in_our_words(Exception thrown, string type, string message)
    {
        foreach (var step in new Step[] { _ => throw thrown, _ => Task.FromException<ChatResponse>(thrown) })
        {
            var failed = await Assert.ThrowsAsync<ModelCallException>(() => Edge(step).AskAsync());

            Assert.Equal(new Failure(type, message), failed.Failure);
            Assert.Same(thrown, failed.InnerException);
            Assert.Equal(1, failed.Facts.Attempts);
        }
    }

    [Fact]
    public async Task What_is_said_in_our_words_already_passes_as_it_is()
    {
        var failed = await Assert.ThrowsAsync<ModelCallException>(() => Edge(Fail("http-500", TimeSpan.FromSeconds(3))).AskAsync());
        Assert.Equal(("http-500", TimeSpan.FromSeconds(3)), (failed.Failure.Type, failed.RetryAfter));

        await Assert.ThrowsAsync<CallNotMadeException>(() => Edge(_ => throw new CallNotMadeException("Stopped.")).AskAsync());
    }

    [Fact]
    public async Task A_client_that_gives_null_has_failed()
    {
        var failed = await Assert.ThrowsAsync<ModelCallException>(() => Edge(_ => Task.FromResult<ChatResponse>(null!)).AskAsync());

        Assert.Equal("empty", failed.Failure.Type);
    }

    [Fact]
    public async Task A_response_without_text_has_failed_and_what_it_used_is_not_lost()
    {
        var silent = new ChatResponse(new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("1", "look_up")]))
        {
            Usage = new UsageDetails { InputTokenCount = 12, OutputTokenCount = 3 },
        };

        var failed = await Assert.ThrowsAsync<ModelCallException>(() => Edge(_ => Task.FromResult(silent)).AskAsync());

        Assert.Equal(
            new Failure("tool-call", "The response calls a tool that the prompt does not offer, and has no text to grade."),
            failed.Failure
        );
        Assert.Equal(12, failed.Response?.Usage?.InputTokenCount);
        await Assert.ThrowsAsync<ModelCallException>(() => Edge(_ => Task.FromResult(new ChatResponse())).AskAsync());
    }

    [Theory]
    [InlineData("length", "", "length")]
    [InlineData("length", "half an ans", null)]
    [InlineData("content_filter", "half an ans", "content-filter")]
    [InlineData("stop", "", "empty")]
    public async Task An_answer_that_was_cut_off_is_judged_by_why(string finishReason, string text, string? failure)
    {
        var edge = Edge(_ =>
        {
            var response = Response(text);
            response.FinishReason = new ChatFinishReason(finishReason);
            return Task.FromResult(response);
        });

        if (failure is null)
            Assert.Equal(text, (await edge.AskAsync()).Text);
        else
            Assert.Equal(failure, (await Assert.ThrowsAsync<ModelCallException>(() => edge.AskAsync())).Failure.Type);
    }

    [Fact]
    public async Task A_refusal_is_what_the_model_said()
    {
        var refused = new ChatResponse(
            new ChatMessage(ChatRole.Assistant, [new ErrorContent("I can't help with that.") { ErrorCode = "Refusal" }])
        );

        var response = await Edge(_ => Task.FromResult(refused)).AskAsync();

        Assert.Equal("I can't help with that.", response.Text);
        Assert.Equal("I can't help with that.", ResponseFacts.Of(response).Refusal);
    }

    [Fact]
    public async Task A_response_without_usage_is_an_answer_of_unknown_cost()
    {
        var response = await Edge(_ => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "yes")))).AskAsync();

        Assert.Equal("yes", response.Text);
        Assert.Null(TokenUsage.From(response.Usage));
    }

    [Fact]
    public async Task A_client_may_give_the_same_object_twice_and_finds_no_notes_on_it()
    {
        var given = Response("yes");
        using var timed = new TimedChatClient(Edge(_ => Task.FromResult(given)), _time);

        var (first, second) = (await timed.AskAsync(), await timed.AskAsync());

        Assert.NotSame(first, second);
        Assert.NotNull(ResponseFacts.Of(first).Latency);
        Assert.Null(given.AdditionalProperties);
    }

    [Fact]
    public async Task The_end_that_we_ask_for_is_no_failure()
    {
        using var end = new CancellationTokenSource();
        var answer = Edge(Hang).AskAsync(cancellationToken: end.Token);

        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    [Fact]
    public async Task A_client_that_does_not_listen_is_left_behind_when_its_time_is_up()
    {
        using var client = new TimeoutChatClient(Edge(_ => new TaskCompletionSource<ChatResponse>().Task), TimeSpan.FromSeconds(5), _time);
        var answer = client.AskAsync();

        await _time.PassAsync(TimeSpan.FromSeconds(5));

        Assert.Equal("timeout", (await Assert.ThrowsAsync<ModelCallException>(() => answer)).Failure.Type);
    }

    [Fact]
    public async Task What_a_client_throws_gives_its_reservation_back()
    {
        var budget = new Budget(new BudgetLimits(null, null, 20), BudgetUse.None, new StopReasons());
        using var client = new BudgetedChatClient(
            Edge(_ => throw new InvalidOperationException("No."), _ => Task.FromResult<ChatResponse>(null!), Answer()),
            budget,
            price: null,
            _time,
            CancellationToken.None
        );
        var options = new ChatOptions { MaxOutputTokens = 14 }; // 15 of 20 tokens: a second reservation beside it has no room

        await Assert.ThrowsAsync<ModelCallException>(() => client.AskAsync(options));
        await Assert.ThrowsAsync<ModelCallException>(() => client.AskAsync(options));
        await client.AskAsync(options);

        Assert.Equal(new BudgetUse(0, 3, 15), budget.Used);
    }

    // Nothing but the last answer of each script is one.
    [Theory]
    [InlineData(typeof(IOException), 2)]
    [InlineData(typeof(TimeoutException), 2)]
    [InlineData(typeof(InvalidOperationException), 1)]
    public async Task What_may_pass_is_tried_again(Type thrown, int calls)
    {
        var model = new ScriptedModel(_ => throw (Exception)Activator.CreateInstance(thrown)!, Answer());
        using var client = new RetryingChatClient(
            new CustomClientAdapter(model),
            new RetryOptions(),
            TimeSpan.FromMinutes(1),
            _time,
            () => 0.5,
            CancellationToken.None
        );
        var answer = client.AskAsync();

        if (calls > 1)
            await _time.PassAsync(TimeSpan.FromMinutes(1));

        if (calls == 1)
            Assert.Equal("client-error", (await Assert.ThrowsAsync<ModelCallException>(() => answer)).Failure.Type);
        else
            Assert.Equal("yes", (await answer).Text);
        Assert.Equal(calls, model.Calls);
    }

    public void Dispose() => _time.Dispose();

    private static SilenceChatClient Edge(params Step[] script) => new(new CustomClientAdapter(new ScriptedModel(script)), model: null);
}
