using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using PromptLab.Grading;
using PromptLab.Models;

namespace PromptLab.Tests.Grading;

/// <summary>What a host's grader throws is its own error; what it costs and what stops it are passed on.</summary>
public sealed class GraderErrorTests
{
    private const string Two = """
        graders:
          - { id: own, type: host }
          - { id: right, type: equals }
        """;

    private static readonly string Item = GraderBench.Item("\"billing\"");

    [Fact]
    public async Task An_exception_is_the_graders_own_error_and_the_others_still_judge()
    {
        var (graders, items) = GraderBench.Make(HostGrader.Catalog(_ => throw new InvalidDataException("The table is torn.")), Two, Item);

        var grade = await GraderBench.GradeAsync(graders, items[0], "billing");

        var own = grade.Verdicts[0];
        Assert.Equal(new Failure("exception", "InvalidDataException: The table is torn."), own.Error);
        Assert.Equal(
            (null, "grader.error", "The grader failed: InvalidDataException: The table is torn."),
            (own.Score.Value, own.Score.Code, own.Score.Reason)
        );
        Assert.Equal((ItemStatus.Undecided, null, true), (grade.Status, own.Pass, grade.Verdicts[1].Pass));
        Assert.Null(grade.Verdicts[1].Error);
    }

    [Fact]
    public async Task An_exception_of_an_asynchronous_grader_is_one_too()
    {
        var verdict = await VerdictAsync(
            async (_, cancellationToken) =>
            {
                await Task.Delay(1, cancellationToken);
                throw new NotSupportedException("No.");
            }
        );

        Assert.Equal("NotSupportedException: No.", verdict.Error?.Message);
    }

    [Fact]
    public async Task A_grader_that_gives_nothing_back_has_an_error() =>
        Assert.Equal("grader.error", (await VerdictAsync((_, _) => ValueTask.FromResult<GraderResult>(null!))).Score.Code);

    [Fact]
    public async Task A_failed_call_of_a_graders_model_keeps_its_type()
    {
        var failure = new Failure("http-429", "429: too fast.");

        Assert.Equal(failure, (await VerdictAsync((_, _) => throw new ModelCallException(failure))).Error);
    }

    [Fact]
    public async Task A_time_out_of_the_graders_own_is_an_error_and_no_cancellation() =>
        Assert.Equal(
            "TaskCanceledException: A task was canceled.",
            (await VerdictAsync((_, _) => throw new TaskCanceledException())).Error?.Message
        );

    [Fact]
    public async Task A_pattern_that_takes_too_long_stays_undecided_and_is_no_error()
    {
        var verdict = await VerdictAsync((_, _) => throw new RegexMatchTimeoutException());

        Assert.Equal((null, "regex.timeout", null), (verdict.Score.Value, verdict.Score.Code, verdict.Error));
    }

    [Fact]
    public async Task What_a_grader_used_and_cost_stands_in_its_verdict()
    {
        var usage = new TokenUsage { InputUncached = 120, OutputVisible = 8 };

        var verdict = await VerdictAsync(
            (_, _) => ValueTask.FromResult(GraderResult.Of(Score.Of(1, "host.good", "Good.")) with { Usage = usage, CostUsd = 0.0004m })
        );

        Assert.Equal((usage, 0.0004m, null), (verdict.Usage, verdict.CostUsd, verdict.Error));
    }

    [Fact]
    public async Task A_failed_grader_may_have_cost_something()
    {
        var verdict = await VerdictAsync(
            (_, _) => ValueTask.FromResult(GraderResult.Failed(new Failure("length", "Cut off.")) with { CostUsd = 0.01m })
        );

        Assert.Equal(("length", 0.01m, null), (verdict.Error?.Type, verdict.CostUsd, verdict.Score.Value));
    }

    [Fact]
    public async Task A_cancellation_reaches_a_grader_at_work_whatever_it_throws_then()
    {
        using var stopping = new CancellationTokenSource();
        var (graders, items) = GraderBench.Make(
            HostGrader.Catalog(
                async (_, cancellationToken) =>
                {
                    await stopping.CancelAsync();
                    return cancellationToken.IsCancellationRequested
                        ? throw new InvalidOperationException("The socket was closed.")
                        : Score.Of(1, "host.good", "Good.");
                }
            ),
            Two,
            Item
        );

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await graders.GradeAsync(Context(items[0]), stopping.Token));
    }

    [Fact]
    public async Task A_cancellation_ends_the_grading_before_the_next_grader()
    {
        using var stopping = new CancellationTokenSource();
        var judged = 0;
        var (graders, items) = GraderBench.Make(
            HostGrader.Catalog(_ =>
            {
                judged++;
                stopping.Cancel();
                return Score.Of(1, "host.good", "Good.");
            }),
            "graders: [{ id: one, type: host }, { id: two, type: host }]\n",
            Item
        );

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await graders.GradeAsync(Context(items[0]), stopping.Token));

        Assert.Equal(1, judged);
    }

    [Fact]
    public async Task A_model_that_is_not_asked_any_more_leaves_the_response_ungraded()
    {
        var (graders, items) = GraderBench.Make(
            HostGrader.Catalog(_ => throw new CallNotMadeException("The budget is used up.")),
            Two,
            Item
        );

        await Assert.ThrowsAsync<CallNotMadeException>(async () =>
            await graders.GradeAsync(Context(items[0]), TestContext.Current.CancellationToken)
        );
    }

    private static GradingContext Context(PromptLab.EvalSets.EvalItem item) =>
        new() { Item = item, Response = new ChatResponse(new ChatMessage(ChatRole.Assistant, "billing")) };

    private static async Task<GraderVerdict> VerdictAsync(Func<GradingContext, CancellationToken, ValueTask<GraderResult>> grade)
    {
        var (graders, items) = GraderBench.Make(HostGrader.Catalog(grade), Two, Item);
        return (await GraderBench.GradeAsync(graders, items[0], "billing")).Verdicts[0];
    }
}
