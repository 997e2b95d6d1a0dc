using Microsoft.Extensions.AI;
using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary><c>contains</c>: the value stands somewhere in the text.</summary>
internal sealed class ContainsGrader(ResponseReading reading, ValueSource value) : IGrader
{
    public string Name => "contains";

    public static IGrader Create(GraderSetup setup)
    {
        var reading = setup.Reading();
        return new ContainsGrader(reading, setup.ValueToFind(reading));
    }

    public ValueTask<Score> GradeAsync(EvalItem item, ChatResponse response, CancellationToken cancellationToken)
    {
        var (text, failure) = reading.Text(response);
        if (failure is not null)
            return ValueTask.FromResult(failure);
        var wanted = value.For(item);
        return ValueTask.FromResult(
            text.Contains(reading.Form.Apply(wanted), StringComparison.Ordinal)
                ? Score.Of(1, "contains.found", $"It holds {Quote.Of(wanted)}.")
                : Score.Of(0, "contains.absent", $"It does not hold {Quote.Of(wanted)}: {Quote.Of(text)}")
        );
    }
}
