using System.Text.RegularExpressions;
using PromptLab.Models;

namespace PromptLab.Grading;

/// <summary>Grades one response to one item. Thread-safe.</summary>
/// <remarks>
/// Do not throw because of a response: return an undecided score if it cannot be graded. Any other exception becomes <see
/// cref="GraderResult.Error"/>, and the run continues. Three exceptions have a meaning: <see
/// cref="OperationCanceledException"/> after the token was cancelled; <see cref="RegexMatchTimeoutException"/>, which becomes
/// undecided with the code <c>regex.timeout</c>; and <see cref="CallNotMadeException"/>, with which a client says that calling
/// its model has ended: the response then stays ungraded and can be graded later.
/// </remarks>
public interface IGrader
{
    /// <summary>The kind of grader, as <c>evalset.yaml</c> names it.</summary>
    string Name { get; }

    /// <summary>
    /// True if the score is computed in memory, in a time that no response can prolong. False (the default) if grading may take
    /// long enough to be interrupted: then a response is stored before it is graded.
    /// </summary>
    bool IsImmediate => false;

    /// <summary>Grades a response.</summary>
    /// <param name="context">The response, its item, and the call that produced it.</param>
    /// <param name="cancellationToken">Cancels grading; the response is kept and can be graded later.</param>
    ValueTask<GraderResult> GradeAsync(GradingContext context, CancellationToken cancellationToken);
}
