using PromptLab.Grading;

namespace PromptLab.Tests.Grading;

/// <summary>A grader as a host writes one: it gives what a function gives.</summary>
internal sealed class HostGrader(Func<GradingContext, CancellationToken, ValueTask<GraderResult>> grade) : IGrader
{
    public string Name => "host";

    public ValueTask<GraderResult> GradeAsync(GradingContext context, CancellationToken cancellationToken) =>
        grade(context, cancellationToken);

    /// <summary>The built-in graders, and the kind <c>host</c> whose graders give what a function gives.</summary>
    public static GraderCatalog Catalog(Func<GradingContext, CancellationToken, ValueTask<GraderResult>> grade)
    {
        var catalog = new GraderCatalog();
        catalog.Add("host", revision: 1, _ => new HostGrader(grade));
        return catalog;
    }

    /// <summary>The same for a function that only has a score to give, or throws.</summary>
    public static GraderCatalog Catalog(Func<GradingContext, Score> grade) =>
        Catalog((context, _) => ValueTask.FromResult(GraderResult.Of(grade(context))));
}
