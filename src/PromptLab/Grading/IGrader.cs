using System.Text.RegularExpressions;
using PromptLab.Models;

namespace PromptLab.Grading;

/// <summary>Judges one response to one item. Thread-safe.</summary>
/// <remarks>
/// What a response holds is no reason to throw: what can't be decided is an undecided score. Whatever is thrown all
/// the same becomes <see cref="GraderResult.Error"/>, and the run goes on. Three exceptions mean something:
/// <see cref="OperationCanceledException"/> once the token is cancelled; <see cref="RegexMatchTimeoutException"/>, which is
/// undecided as <c>regex.timeout</c>; and <see cref="CallNotMadeException"/>, by which a client says that the run is over for its
/// model: the response then stays ungraded and can be graded later.
/// </remarks>
public interface IGrader
{
    /// <summary>The kind of grader, as <c>evalset.yaml</c> names it.</summary>
    string Name { get; }

    /// <summary>
    /// True where a score is computed in memory, in a time that no response can stretch. False where grading may take
    /// long enough to be interrupted: then a response is on disk before it is graded.
    /// </summary>
    bool IsImmediate => false;

    /// <summary>Judges a response.</summary>
    /// <param name="context">The response, and how it came about.</param>
    /// <param name="cancellationToken">Ends the grading; the response is kept and can be graded later.</param>
    ValueTask<GraderResult> GradeAsync(GradingContext context, CancellationToken cancellationToken);
}
