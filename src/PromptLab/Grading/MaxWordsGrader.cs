using Microsoft.Extensions.AI;
using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary><c>max-words</c>: the text has at most so many words; a word is a run of characters without white space.</summary>
internal sealed class MaxWordsGrader(ResponseReading reading, int most) : IGrader
{
    public string Name => "max-words";

    public static IGrader Create(GraderSetup setup) => new MaxWordsGrader(setup.Reading(), setup.Limit());

    public ValueTask<Score> GradeAsync(EvalItem item, ChatResponse response, CancellationToken cancellationToken)
    {
        var (text, failure) = reading.Text(response);
        if (failure is not null)
            return ValueTask.FromResult(failure);
        var words = Words.Count(text);
        return ValueTask.FromResult(
            words <= most
                ? Score.Of(1, "max-words.within", FormattableString.Invariant($"It has {words} words."))
                : Score.Of(0, "max-words.over", FormattableString.Invariant($"It has {words} words, more than {most}."))
        );
    }
}
