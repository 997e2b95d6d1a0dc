using Microsoft.Extensions.AI;
using Polly;
using Polly.Retry;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// Tries a call again whose failure may pass: after the time that the provider names, else after a growing wait with
/// jitter, and never past the item's time.
/// </summary>
internal sealed class RetryingChatClient : DelegatingChatClient
{
    private const double MostJitter = 0.2;
    private const string Stopped = "The run was stopped while the call waited for its next attempt.";

    private static readonly ResiliencePropertyKey<Attempts> AttemptsKey = new("promptlab.attempts");

    private readonly RetryOptions _options;
    private readonly TimeSpan _total;
    private readonly TimeProvider _time;
    private readonly Func<double> _dice;
    private readonly CancellationToken _stopping;
    private readonly ResiliencePipeline<ChatResponse> _pipeline;

    /// <summary>Wraps a client.</summary>
    /// <param name="innerClient">The client that is asked; it fails with <see cref="ModelCallException"/>.</param>
    /// <param name="options">When and how often.</param>
    /// <param name="attempt">How long one attempt may take.</param>
    /// <param name="time">The clock that waits go by.</param>
    /// <param name="dice">Gives numbers from 0 to 1 for the jitter; called from many threads.</param>
    /// <param name="stopping">Asks for a stop: a wait ends at once, and no further attempt begins.</param>
    public RetryingChatClient(
        IChatClient innerClient,
        RetryOptions options,
        TimeSpan attempt,
        TimeProvider time,
        Func<double> dice,
        CancellationToken stopping
    )
        : base(innerClient)
    {
        (_options, _total, _time, _dice, _stopping) = (options, options.TotalFor(attempt), time, dice, stopping);
        _pipeline =
            options.MaxAttempts == 1
                ? ResiliencePipeline<ChatResponse>.Empty
                : new ResiliencePipelineBuilder<ChatResponse> { TimeProvider = time }
                    .AddRetry(
                        new RetryStrategyOptions<ChatResponse>
                        {
                            ShouldHandle = arguments =>
                                ValueTask.FromResult(
                                    arguments.Outcome.Exception is ModelCallException e && MayTryAgain(e, AttemptsOf(arguments.Context))
                                ),
                            MaxRetryAttempts = options.MaxAttempts - 1,
                            Delay = options.FirstWait,
                            MaxDelay = options.LongestWait,
                            BackoffType = DelayBackoffType.Exponential,
                            UseJitter = true,
                            Randomizer = dice,
                            DelayGenerator = arguments =>
                                ValueTask.FromResult(
                                    NamedWait((ModelCallException)arguments.Outcome.Exception!, AttemptsOf(arguments.Context))
                                ),
                            OnRetry = arguments =>
                            {
                                AttemptsOf(arguments.Context)
                                    .NoteFailure((ModelCallException)arguments.Outcome.Exception!, arguments.RetryDelay);
                                return ValueTask.CompletedTask;
                            },
                        }
                    )
                    .Build();
    }

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        if (_stopping.IsCancellationRequested)
            throw new NotAskedException(Stopped);
        var attempts = new Attempts(_time, _total);
        try
        {
            return await AttemptAsync(messages, options, attempts, cancellationToken);
        }
        catch (ModelCallException first) when (MayTryAgain(first, attempts))
        {
            return await TryAgainAsync(first, messages, options, attempts, cancellationToken);
        }
    }

    // Nearly all calls succeed at once and need none of this. What failed already is the pipeline's first attempt.
    private async Task<ChatResponse> TryAgainAsync(
        ModelCallException first,
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        Attempts attempts,
        CancellationToken cancellationToken
    )
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping);
        var context = ResilienceContextPool.Shared.Get(ended.Token);
        context.Properties.Set(AttemptsKey, attempts);
        ModelCallException? failed = first;
        try
        {
            // Each attempt goes by the caller's token: a stop ends the waits, not the call that is under way.
            var response = await _pipeline.ExecuteAsync(
                async _ =>
                    Interlocked.Exchange(ref failed, null) is { } known
                        ? throw known
                        : await AttemptAsync(messages, options, attempts, cancellationToken),
                context
            );
            attempts.Complete(ResponseFacts.Of(response)).AttachTo(response);
            return response;
        }
        catch (ModelCallException e)
        {
            throw e.With(attempts.Complete(e.Facts));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new NotAskedException(Stopped);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    // One ChatOptions per attempt: clients may change the one they are given.
    private async Task<ChatResponse> AttemptAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        Attempts attempts,
        CancellationToken cancellationToken
    )
    {
        var own = options?.Clone() ?? new ChatOptions();
        TimeoutChatClient.SetTimeLeft(own, attempts.TakeTimeLeft());
        return await base.GetResponseAsync(messages, own, cancellationToken);
    }

    private bool MayTryAgain(ModelCallException e, Attempts attempts) =>
        !_stopping.IsCancellationRequested
        && _options.Covers(e.Failure.Type)
        && (e.RetryAfter ?? TimeSpan.Zero) < attempts.TimeLeftAfter(e);

    // A little more than the provider asks for, as far as there is time, so that those who were refused together do not come back together.
    private TimeSpan? NamedWait(ModelCallException e, Attempts attempts)
    {
        if (e.RetryAfter is not { } wait || wait == TimeSpan.Zero)
            return null;
        var longer = wait * (1 + (MostJitter * _dice()));
        return longer < attempts.TimeLeftAfter(e) ? longer : wait;
    }

    private static Attempts AttemptsOf(ResilienceContext context) => context.Properties.GetValue(AttemptsKey, null!);

    /// <summary>The attempts of one call: how many, what they waited for, what time they leave.</summary>
    private sealed class Attempts(TimeProvider time, TimeSpan limit)
    {
        private readonly long _begun = time.GetTimestamp();
        private readonly List<Wait> _waits = [];
        private TimeSpan _queueing;
        private int _failed;
        private TokenUsage? _usage;
        private ModelCallException? _last;

        public TimeSpan TimeLeft => limit - (time.GetElapsedTime(_begun) - _queueing);

        public TimeSpan TimeLeftAfter(ModelCallException e) => TimeLeft + QueueingOf(e.Facts);

        /// <summary>Notes a failure and the wait that follows it; throws it where that wait would leave no time for an attempt.</summary>
        public void NoteFailure(ModelCallException e, TimeSpan wait)
        {
            if (wait >= TimeLeftAfter(e))
                throw e;
            _failed += e.Facts.Attempts;
            _queueing += QueueingOf(e.Facts);
            _waits.AddRange([.. e.Facts.Waits, new Wait(e.Failure.Type, wait)]);
            _usage = TokenUsage.Sum(_usage, TokenUsage.From(e.Response?.Usage));
            _last = e;
        }

        /// <summary>
        /// The time that is left for an attempt, never below 0; where a further one has none, the last failure is
        /// thrown.
        /// </summary>
        public TimeSpan TakeTimeLeft()
        {
            var left = TimeLeft;
            if (left > TimeSpan.Zero)
                return left;
            return _last is null
                ? TimeSpan.Zero
                : throw new ModelCallException(_last.Failure, _last) { Facts = _last.Facts with { Attempts = 0, Waits = [] } };
        }

        public ResponseFacts Complete(ResponseFacts last) =>
            _failed == 0
                ? last
                : last with
                {
                    Attempts = _failed + last.Attempts,
                    Waits = [.. _waits, .. last.Waits],
                    RetriedUsage = _usage,
                };

        private static TimeSpan QueueingOf(ResponseFacts facts) =>
            facts.Waits.Where(wait => wait.IsQueueing).Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait.Length);
    }
}
