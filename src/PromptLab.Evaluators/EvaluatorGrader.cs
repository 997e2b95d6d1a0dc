using Microsoft.Extensions.AI.Evaluation;
using PromptLab.Grading;
using PromptLab.Models;

namespace PromptLab.Evaluators;

/// <summary>An evaluator as a grader.</summary>
/// <param name="name">The name of the kind.</param>
/// <param name="model">The name of the model that it asks; null for none.</param>
/// <param name="evaluator">The evaluator.</param>
/// <param name="score">How its metrics become a score.</param>
internal sealed class EvaluatorGrader(string name, string? model, IEvaluator evaluator, EvaluatorScore score) : IGrader
{
    public string Name => name;

    public async ValueTask<GraderResult> GradeAsync(GradingContext context, CancellationToken cancellationToken)
    {
        var client = model is null ? null : ClientOf(context, model);
        var result = await evaluator.EvaluateAsync(
            context.Messages,
            context.Response,
            client is null ? null : new ChatConfiguration(client),
            [.. score.ContextOf(context)],
            cancellationToken
        );
        cancellationToken.ThrowIfCancellationRequested();
        // Some evaluators turn an exception of their model into a metric without a value.
        if (client?.NotMade is { } notMade)
            throw notMade;
        var graded = score.Of(result);
        var usage = TokenUsage.From(client?.Usage);
        return graded.Value is null && client?.Failure is { } failure
            ? GraderResult.Failed(failure) with
            {
                Usage = usage,
            }
            : GraderResult.Of(graded) with
            {
                Usage = usage,
            };
    }

    // Not disposed of: the model belongs to the run.
    private static WatchedChatClient ClientOf(GradingContext context, string model) =>
        new(
            context.Models.Find(model)
                ?? throw new InvalidOperationException(
                    $"There is no model “{model}” here. Graders have the models of promptlab.yaml in a run, and none where stored responses are graded again."
                )
        );
}
