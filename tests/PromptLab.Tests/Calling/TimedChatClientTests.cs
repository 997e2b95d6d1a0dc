using PromptLab.Calling;
using PromptLab.Models;
using PromptLab.Tests.Fakes;
using static PromptLab.Tests.Fakes.ScriptedModel;

namespace PromptLab.Tests.Calling;

public sealed class TimedChatClientTests : IDisposable
{
    private readonly StepClock _time = new();

    [Fact]
    public async Task Latency_is_what_the_call_took()
    {
        var response = await new TimedChatClient(new ScriptedModel(Takes(0.25, Answer())), _time).AskAsync();

        Assert.Equal(TimeSpan.FromSeconds(0.25), ResponseFacts.Of(response).Latency);
    }

    [Fact]
    public async Task Of_several_attempts_the_successful_one_is_measured_and_no_wait()
    {
        // 7 s that fail, a wait of 5 s, 0.25 s that succeed.
        var timed = new TimedChatClient(
            new ScriptedModel(Takes(7, Fail("http-429", retryAfter: TimeSpan.FromSeconds(5))), Takes(0.25, Answer())),
            _time
        );
        using var retrying = new RetryingChatClient(
            timed,
            new RetryOptions(),
            TimeSpan.FromMinutes(1),
            _time,
            () => 0,
            CancellationToken.None
        );
        var answer = retrying.AskAsync();

        await _time.PassAsync(TimeSpan.FromSeconds(5));

        var facts = ResponseFacts.Of(await answer);
        Assert.Equal(TimeSpan.FromSeconds(0.25), facts.Latency);
        Assert.Equal([new Wait("http-429", TimeSpan.FromSeconds(5))], facts.Waits);
    }

    [Fact]
    public async Task What_was_noted_before_stays()
    {
        var model = new ScriptedModel(_ =>
        {
            var response = Response("yes");
            new ResponseFacts { RequestId = "req-7" }.AttachTo(response);
            return Task.FromResult(response);
        });

        Assert.Equal("req-7", ResponseFacts.Of(await new TimedChatClient(model, _time).AskAsync()).RequestId);
    }

    public void Dispose() => _time.Dispose();

    private Step Takes(double seconds, Step step) =>
        token =>
        {
            _time.Advance(TimeSpan.FromSeconds(seconds));
            return step(token);
        };
}
