using Microsoft.Extensions.AI;
using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary><c>min-words</c>: the text has at least so many words; a word is a run of characters without white space.</summary>
internal sealed class MinWordsGrader(ResponseReading reading, int fewest) : IGrader
{
    public string Name => "min-words";

    public static IGrader Create(GraderSetup setup) => new MinWordsGrader(setup.Reading(), setup.Limit());

    public ValueTask<Score> GradeAsync(EvalItem item, ChatResponse response, CancellationToken cancellationToken)
    {
        var (text, failure) = reading.Text(response);
        if (failure is not null)
            return ValueTask.FromResult(failure);
        var words = Words.Count(text);
        return ValueTask.FromResult(
            words >= fewest
                ? Score.Of(1, "min-words.within", FormattableString.Invariant($"It has {words} words."))
                : Score.Of(0, "min-words.under", FormattableString.Invariant($"It has {words} words, fewer than {fewest}."))
        );
    }
}
