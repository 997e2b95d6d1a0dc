using Microsoft.Extensions.AI;
using PromptLab.EvalSets;
using PromptLab.Grading;

namespace PromptLab.Tests.Running;

/// <summary>A grader that takes as long as a test lets it, and then says that every response is right. Thread-safe.</summary>
/// <param name="listens">False where it passes over its own cancellation.</param>
internal sealed class SlowGrader(bool listens = true) : IGrader
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _begun = new(0);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _graded;

    public string Name => "slow";

    /// <summary>How many responses it has judged.</summary>
    public int Graded => _graded;

    /// <summary>What it does in place of judging; null where it judges.</summary>
    public Func<EvalItem, Exception?> Fails { get; init; } = _ => null;

    /// <summary>Items that it judges at once; none where it waits with each.</summary>
    public Func<EvalItem, bool> IsQuick { get; init; } = _ => false;

    /// <summary>The responses that it was given, in their order.</summary>
    public IReadOnlyList<ChatResponse> Responses
    {
        get
        {
            lock (_responses)
                return [.. _responses];
        }
    }

    private readonly List<ChatResponse> _responses = [];

    public async ValueTask<GraderResult> GradeAsync(GradingContext context, CancellationToken cancellationToken)
    {
        var (item, response) = (context.Item, context.Response);
        lock (_responses)
            _responses.Add(response);
        if (Fails(item) is { } failure)
            throw failure;
        if (!IsQuick(item))
        {
            _begun.Release();
            await (listens ? _done.Task.WaitAsync(cancellationToken) : _done.Task);
        }

        Interlocked.Increment(ref _graded);
        return Score.Of(1, "slow.right", "It is right.");
    }

    /// <summary>Waits until it was given one more response that it takes its time over.</summary>
    public async Task HasBegunAsync() =>
        Assert.True(await _begun.WaitAsync(Patience, TestContext.Current.CancellationToken), "Nothing is being graded.");

    /// <summary>Lets it judge, from now on at once.</summary>
    public void Release() => _done.TrySetResult();
}
