using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary>Judges one response to one item. Thread-safe.</summary>
/// <remarks>
/// A grader never throws for what a response holds: what it can't decide is <see cref="Score.Undecided"/>. Only a pattern
/// that takes too long may end in a <see cref="RegexMatchTimeoutException"/>, which <see cref="GraderSet"/> makes undecided.
/// </remarks>
public interface IGrader
{
    /// <summary>The kind of grader, as <c>evalset.yaml</c> names it.</summary>
    string Name { get; }

    /// <summary>
    /// True where it judges at once, without waiting for anything: then a response needs no line of its own to outlive its
    /// grading.
    /// </summary>
    bool IsImmediate => false;

    /// <summary>Judges a response.</summary>
    ValueTask<Score> GradeAsync(EvalItem item, ChatResponse response, CancellationToken cancellationToken);
}
