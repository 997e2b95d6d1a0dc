using Microsoft.Extensions.AI;
using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary>
/// <c>not-…</c>: turns a grader round. What could not be decided stays undecided; a response that can't be read stays
/// wrong.
/// </summary>
internal sealed class NotGrader(IGrader inner) : IGrader
{
    public const string Prefix = "not-";

    public string Name => Prefix + inner.Name;

    public async ValueTask<Score> GradeAsync(EvalItem item, ChatResponse response, CancellationToken cancellationToken)
    {
        var score = await inner.GradeAsync(item, response, cancellationToken);
        return score.Value is not { } value || score.Code.StartsWith(ResponseReading.Unreadable, StringComparison.Ordinal)
            ? score
            : Score.Of(1 - value, Prefix + score.Code, score.Reason);
    }
}
