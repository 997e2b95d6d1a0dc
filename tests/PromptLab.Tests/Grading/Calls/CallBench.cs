using Microsoft.Extensions.AI;
using PromptLab.Grading;
using PromptLab.Models;

namespace PromptLab.Tests.Grading.Calls;

/// <summary>Grades what is known of a call.</summary>
internal static class CallBench
{
    /// <summary>The value and code that a grader gives a response: <c>1 latency.within</c>, or <c>? latency.unknown</c>.</summary>
    public static async Task<string> CodeAsync(
        string grader,
        Func<GradingContext, GradingContext>? with = null,
        ChatResponse? response = null
    )
    {
        var score = await ScoreAsync(grader, with, response);
        return FormattableString.Invariant($"{(score.Value is { } value ? value : "?")} {score.Code}");
    }

    /// <summary>The score that a grader gives a response.</summary>
    public static async Task<Score> ScoreAsync(
        string grader,
        Func<GradingContext, GradingContext>? with = null,
        ChatResponse? response = null
    )
    {
        var (graders, items) = GraderBench.Make(GraderBench.One(grader), GraderBench.Item("""{"limit": 100}"""));
        var context = new GradingContext
        {
            Item = items[0],
            Response = response ?? new ChatResponse(new ChatMessage(ChatRole.Assistant, "yes")),
        };
        return (await graders.GradeAsync(with?.Invoke(context) ?? context, TestContext.Current.CancellationToken)).Verdicts[0].Score;
    }

    /// <summary>A response that took a time.</summary>
    public static ChatResponse Took(double milliseconds)
    {
        var response = new ChatResponse(new ChatMessage(ChatRole.Assistant, "yes"));
        new ResponseFacts { Latency = TimeSpan.FromMilliseconds(milliseconds) }.AttachTo(response);
        return response;
    }
}
