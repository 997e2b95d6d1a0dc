namespace PromptLab.Grading;

/// <summary>A grader that computes its score synchronously from the context alone. Thread-safe.</summary>
internal interface ISynchronousGrader : IGrader
{
    /// <summary>Grades a response.</summary>
    Score Grade(GradingContext context);

    ValueTask<GraderResult> IGrader.GradeAsync(GradingContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult<GraderResult>(Grade(context));
}
