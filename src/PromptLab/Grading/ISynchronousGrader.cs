using PromptLab.Files;

namespace PromptLab.Grading;

/// <summary>A grader that computes its score synchronously from the context alone. Thread-safe.</summary>
internal interface ISynchronousGrader : IGrader
{
    /// <summary>Grades a response.</summary>
    /// <exception cref="WorkBudgetException">The response takes too much work, so that it is undecided.</exception>
    /// <exception cref="OperationCanceledException">The budget's token was cancelled.</exception>
    Score Grade(GradingContext context);

    ValueTask<GraderResult> IGrader.GradeAsync(GradingContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult<GraderResult>(Grade(context with { Budget = new WorkBudget(cancellationToken) }));
}
