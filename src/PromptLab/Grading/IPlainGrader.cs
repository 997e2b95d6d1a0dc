namespace PromptLab.Grading;

/// <summary>A grader that computes its score from the context alone, waiting for nothing. Thread-safe.</summary>
internal interface IPlainGrader : IGrader
{
    /// <summary>The score of a response.</summary>
    Score Grade(GradingContext context);

    ValueTask<GraderResult> IGrader.GradeAsync(GradingContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult<GraderResult>(Grade(context));
}
