using Microsoft.Extensions.AI;
using Polly;
using Polly.Retry;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// Retries calls with temporary failures: after the time that the provider names, otherwise with exponential back-off and
/// jitter, and never beyond the item's time limit.
/// </summary>
internal sealed class RetryingChatClient : DelegatingChatClient
{
    private const double MaxJitter = 0.2;
    private const string StoppedMessage = "The run was stopped while the call waited for its next attempt.";

    private static readonly ResiliencePropertyKey<Attempts> AttemptsKey = new("promptlab.attempts");

    private readonly RetryOptions _options;
    private readonly TimeSpan _total;
    private readonly TimeProvider _time;
    private readonly Func<double> _jitter;
    private readonly CancellationToken _stopping;
    private readonly ResiliencePipeline<ChatResponse> _pipeline;

    /// <summary>Wraps a client with retries.</summary>
    /// <param name="innerClient">The wrapped client; it fails with <see cref="ModelCallException"/>.</param>
    /// <param name="options">When and how often to retry.</param>
    /// <param name="attemptLimit">The time limit of one attempt.</param>
    /// <param name="time">The clock for waits.</param>
    /// <param name="jitter">Random numbers from 0 to 1 for the jitter; called from several threads.</param>
    /// <param name="stopping">Signals a stop: waits end at once, and no further attempt starts.</param>
    public RetryingChatClient(
        IChatClient innerClient,
        RetryOptions options,
        TimeSpan attemptLimit,
        TimeProvider time,
        Func<double> jitter,
        CancellationToken stopping
    )
        : base(innerClient)
    {
        (_options, _total, _time, _jitter, _stopping) = (options, options.TotalLimitFor(attemptLimit), time, jitter, stopping);
        _pipeline =
            options.MaxAttempts == 1
                ? ResiliencePipeline<ChatResponse>.Empty
                : new ResiliencePipelineBuilder<ChatResponse> { TimeProvider = time }
                    .AddRetry(
                        new RetryStrategyOptions<ChatResponse>
                        {
                            ShouldHandle = arguments =>
                                ValueTask.FromResult(
                                    arguments.Outcome.Exception is ModelCallException e && ShouldRetry(e, AttemptsOf(arguments.Context))
                                ),
                            MaxRetryAttempts = options.MaxAttempts - 1,
                            Delay = options.FirstWait,
                            MaxDelay = options.MaxWait,
                            BackoffType = DelayBackoffType.Exponential,
                            UseJitter = true,
                            Randomizer = jitter,
                            DelayGenerator = arguments =>
                                ValueTask.FromResult(
                                    RequestedDelay((ModelCallException)arguments.Outcome.Exception!, AttemptsOf(arguments.Context))
                                ),
                            OnRetry = arguments =>
                            {
                                AttemptsOf(arguments.Context)
                                    .RecordFailure((ModelCallException)arguments.Outcome.Exception!, arguments.RetryDelay);
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
            throw new CallNotMadeException(StoppedMessage);
        var attempts = new Attempts(_time, _total);
        try
        {
            return await AttemptAsync(messages, options, attempts, cancellationToken);
        }
        catch (ModelCallException first) when (ShouldRetry(first, attempts))
        {
            return await RetryAsync(first, messages, options, attempts, cancellationToken);
        }
    }

    // Nearly all calls succeed at once and skip the pipeline. A call that has failed already is the pipeline's first attempt.
    private async Task<ChatResponse> RetryAsync(
        ModelCallException first,
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        Attempts attempts,
        CancellationToken cancellationToken
    )
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping);
        var context = ResilienceContextPool.Shared.Get(linked.Token);
        context.Properties.Set(AttemptsKey, attempts);
        ModelCallException? failed = first;
        try
        {
            // Attempts use the caller's token: a stop ends the waits, not the call in flight.
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
            throw e.WithFacts(attempts.Complete(e.Facts));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new CallNotMadeException(StoppedMessage);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    // One ChatOptions per attempt: clients may change the options they are given.
    private async Task<ChatResponse> AttemptAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        Attempts attempts,
        CancellationToken cancellationToken
    )
    {
        var own = options?.Clone() ?? new ChatOptions();
        TimeoutChatClient.SetTimeLeft(own, attempts.TimeLeftOrThrow());
        return await base.GetResponseAsync(messages, own, cancellationToken);
    }

    private bool ShouldRetry(ModelCallException e, Attempts attempts) =>
        !_stopping.IsCancellationRequested
        && _options.ShouldRetry(e.Failure.Type)
        && (e.RetryAfter ?? TimeSpan.Zero) < attempts.TimeLeftAfter(e);

    // A little more than the provider asks for, if there is time, so that calls rejected together do not return together.
    private TimeSpan? RequestedDelay(ModelCallException e, Attempts attempts)
    {
        if (e.RetryAfter is not { } wait || wait == TimeSpan.Zero)
            return null;
        var jittered = wait * (1 + (MaxJitter * _jitter()));
        return jittered < attempts.TimeLeftAfter(e) ? jittered : wait;
    }

    private static Attempts AttemptsOf(ResilienceContext context) => context.Properties.GetValue(AttemptsKey, null!);

    /// <summary>The attempts of one call: their number, their waits and the remaining time.</summary>
    private sealed class Attempts(TimeProvider time, TimeSpan limit)
    {
        private readonly long _startedAt = time.GetTimestamp();
        private readonly List<Wait> _waits = [];
        private TimeSpan _queueTime;
        private int _failed;
        private TokenUsage? _usage;
        private ModelCallException? _last;

        public TimeSpan TimeLeft => limit - (time.GetElapsedTime(_startedAt) - _queueTime);

        public TimeSpan TimeLeftAfter(ModelCallException e) => TimeLeft + QueueTime(e.Facts);

        /// <summary>Records a failure and the wait after it; throws the failure if the wait would leave no time for an attempt.</summary>
        public void RecordFailure(ModelCallException e, TimeSpan wait)
        {
            if (wait >= TimeLeftAfter(e))
                throw e;
            _failed += e.Facts.Attempts;
            _queueTime += QueueTime(e.Facts);
            _waits.AddRange([.. e.Facts.Waits, new Wait(e.Failure.Type, wait)]);
            _usage = TokenUsage.Sum(_usage, TokenUsage.From(e.Response?.Usage));
            _last = e;
        }

        /// <summary>The time left for an attempt, at least 0; if a further attempt has no time left, the last failure is thrown.</summary>
        public TimeSpan TimeLeftOrThrow()
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

        private static TimeSpan QueueTime(ResponseFacts facts) =>
            facts.Waits.Where(wait => wait.IsQueueing).Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait.Length);
    }
}
