using Microsoft.Extensions.AI;
using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary><c>equals</c>: the text is the value.</summary>
internal sealed class EqualsGrader(ResponseReading reading, ValueSource value) : IGrader
{
    public string Name => "equals";

    public static IGrader Create(GraderSetup setup) => new EqualsGrader(setup.Reading(), setup.Value());

    public ValueTask<Score> GradeAsync(EvalItem item, ChatResponse response, CancellationToken cancellationToken)
    {
        var (text, failure) = reading.Text(response);
        if (failure is not null)
            return ValueTask.FromResult(failure);
        var wanted = value.For(item);
        return ValueTask.FromResult(
            text == reading.Form.Apply(wanted)
                ? Score.Of(1, "equals.same", $"It is {Quote.Of(wanted)}.")
                : Score.Of(0, "equals.different", $"It is {Quote.Of(text)}, not {Quote.Of(wanted)}.")
        );
    }
}
