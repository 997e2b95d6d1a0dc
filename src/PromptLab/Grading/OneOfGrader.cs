using Microsoft.Extensions.AI;
using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary><c>one-of</c>: the text is one of the values.</summary>
internal sealed class OneOfGrader(ResponseReading reading, ValueList values) : IGrader
{
    public string Name => "one-of";

    public static IGrader Create(GraderSetup setup) => new OneOfGrader(setup.Reading(), setup.Values());

    public ValueTask<Score> GradeAsync(EvalItem item, ChatResponse response, CancellationToken cancellationToken)
    {
        var (text, failure) = reading.Text(response);
        if (failure is not null)
            return ValueTask.FromResult(failure);
        var wanted = values.For(item);
        return ValueTask.FromResult(
            wanted.Any(one => reading.Form.Apply(one) == text)
                ? Score.Of(1, "one-of.found", $"It is {Quote.Of(text)}.")
                : Score.Of(0, "one-of.other", $"It is {Quote.Of(text)}, none of {string.Join(", ", wanted.Select(Quote.Of))}.")
        );
    }
}
