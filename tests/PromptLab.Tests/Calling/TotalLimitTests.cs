using Microsoft.Extensions.AI;
using PromptLab.Calling;
using PromptLab.Models;
using PromptLab.Tests.Fakes;
using static PromptLab.Tests.Fakes.ScriptedModel;

namespace PromptLab.Tests.Calling;

/// <summary>The time of one item: its attempts and the waits between them, and nothing else.</summary>
public sealed class TotalLimitTests : IDisposable
{
    private readonly StepClock _time = new();

    [Fact]
    public async Task A_provider_that_asks_for_more_time_than_is_left_ends_the_item()
    {
        var model = new ScriptedModel(Fail("http-429", retryAfter: TimeSpan.FromSeconds(61)));

        var failed = await Assert.ThrowsAsync<ModelCallException>(() => Within(60, model).AskAsync());

        Assert.Equal((1, "http-429", 1, 0), (model.Calls, failed.Failure.Type, failed.Facts.Attempts, failed.Facts.Waits.Count));
    }

    [Fact]
    public async Task Where_the_jitter_would_take_the_time_that_is_left_the_named_time_is_waited_exactly()
    {
        var model = new ScriptedModel(Fail("http-429", retryAfter: TimeSpan.FromSeconds(55)), Answer());
        var answer = Within(60, model, dice: 1).AskAsync();

        await _time.PassAsync(TimeSpan.FromSeconds(55));

        Assert.Equal([new Wait("http-429", TimeSpan.FromSeconds(55))], ResponseFacts.Of(await answer).Waits); // and not 66 s
    }

    [Fact]
    public async Task An_item_whose_next_wait_is_longer_than_its_time_ends_at_once()
    {
        var model = new ScriptedModel(Fail("http-500"));

        var failed = await Assert.ThrowsAsync<ModelCallException>(() => Within(2, model, firstWait: 20, dice: 0.5).AskAsync());

        Assert.Equal((1, "http-500", 1), (model.Calls, failed.Failure.Type, failed.Facts.Attempts));
    }

    [Fact]
    public async Task The_last_attempt_has_only_what_is_left_of_the_total()
    {
        // 25 s for an attempt and 60 s for the item: after 25 and 25 and twice 1 s of waiting the third attempt has 8 s.
        var model = new ScriptedModel(Hang);
        var answer = Within(60, new TimeoutChatClient(model, TimeSpan.FromSeconds(25), _time), named: TimeSpan.FromSeconds(1)).AskAsync();

        await _time.PassAsync(TimeSpan.FromSeconds(25)); // the first attempt
        await _time.PassAsync(TimeSpan.FromSeconds(1)); // the wait
        await _time.PassAsync(TimeSpan.FromSeconds(25)); // the second attempt
        await _time.PassAsync(TimeSpan.FromSeconds(1)); // the wait
        await _time.PassAsync(TimeSpan.FromSeconds(8)); // the third attempt

        var failed = await Assert.ThrowsAsync<ModelCallException>(() => answer);
        Assert.Equal(
            new Failure(
                "timeout",
                "No response within 8 s. That was left of “run: retries: total_seconds”. If the model needs longer, raise it and “run: timeout_seconds” in promptlab.yaml."
            ),
            failed.Failure
        );
        Assert.Equal((3, 3), (model.Calls, failed.Facts.Attempts));
    }

    [Fact]
    public async Task Waiting_in_our_own_queue_is_not_counted()
    {
        // Each attempt queues for 50 s and fails at once; the item has 60 s.
        var queueing = new[] { new Wait(Wait.Budget, TimeSpan.FromSeconds(20)), new Wait(Wait.RateLimit, TimeSpan.FromSeconds(30)) };
        Step queue = _ =>
        {
            _time.Advance(TimeSpan.FromSeconds(50));
            return Task.FromException<ChatResponse>(
                new ModelCallException(new Failure("http-500", "no")) { Facts = new ResponseFacts { Waits = queueing } }
            );
        };
        var model = new ScriptedModel(queue, queue, queue, queue, Answer());
        var answer = Within(60, model, dice: 0.5).AskAsync();

        for (var wait = 0; wait < 4; wait++)
            await _time.PassAsync(TimeSpan.FromSeconds(10));

        var facts = ResponseFacts.Of(await answer);
        Assert.Equal(5, facts.Attempts);
        Assert.Equal(["budget", "rate-limit", "http-500"], facts.Waits.Take(3).Select(wait => wait.Reason));
        Assert.Equal(12, facts.Waits.Count);
    }

    [Fact]
    public async Task An_item_whose_time_is_up_is_not_asked_again()
    {
        var model = new ScriptedModel(_ =>
        {
            _time.Advance(TimeSpan.FromSeconds(61));
            return Fail("http-500")(CancellationToken.None);
        });

        var failed = await Assert.ThrowsAsync<ModelCallException>(() => Within(60, model).AskAsync());

        Assert.Equal((1, "http-500", 0), (model.Calls, failed.Failure.Type, failed.Facts.Waits.Count));
    }

    public void Dispose() => _time.Dispose();

    // With “named”, failures come with a time that the provider names, and without dice.
    private RetryingChatClient Within(double seconds, IChatClient model, double firstWait = 1, double dice = 0, TimeSpan? named = null) =>
        new(
            named is { } wait ? new NamesTime(model, wait) : model,
            new RetryOptions { TotalLimit = TimeSpan.FromSeconds(seconds), FirstWait = TimeSpan.FromSeconds(firstWait) },
            TimeSpan.FromSeconds(25),
            _time,
            () => dice,
            CancellationToken.None
        );

    private sealed class NamesTime(IChatClient innerClient, TimeSpan wait) : DelegatingChatClient(innerClient)
    {
        public override async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        )
        {
            try
            {
                return await base.GetResponseAsync(messages, options, cancellationToken);
            }
            catch (ModelCallException e)
            {
                throw new ModelCallException(e.Failure, e) { RetryAfter = wait };
            }
        }
    }
}
