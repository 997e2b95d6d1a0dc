using System.Globalization;
using Microsoft.Extensions.AI;
using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary>
/// <c>max-chars</c>: the text has at most so many characters, counted as people see them: an emoji with its modifiers
/// is one.
/// </summary>
internal sealed class MaxCharsGrader(ResponseReading reading, int most) : IGrader
{
    public string Name => "max-chars";

    public static IGrader Create(GraderSetup setup) => new MaxCharsGrader(setup.Reading(), setup.Limit());

    public ValueTask<Score> GradeAsync(EvalItem item, ChatResponse response, CancellationToken cancellationToken)
    {
        var (text, failure) = reading.Text(response);
        if (failure is not null)
            return ValueTask.FromResult(failure);
        var characters = new StringInfo(text).LengthInTextElements;
        return ValueTask.FromResult(
            characters <= most
                ? Score.Of(1, "max-chars.within", FormattableString.Invariant($"It has {characters} characters."))
                : Score.Of(0, "max-chars.over", FormattableString.Invariant($"It has {characters} characters, more than {most}."))
        );
    }
}
