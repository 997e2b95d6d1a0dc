using Microsoft.Extensions.AI;
using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary><c>contains-any</c>: at least one of the values stands in the text.</summary>
internal sealed class ContainsAnyGrader(ResponseReading reading, ValueList values) : IGrader
{
    public string Name => "contains-any";

    public static IGrader Create(GraderSetup setup)
    {
        var reading = setup.Reading();
        return new ContainsAnyGrader(reading, setup.ValuesToFind(reading));
    }

    public ValueTask<Score> GradeAsync(EvalItem item, ChatResponse response, CancellationToken cancellationToken)
    {
        var (text, failure) = reading.Text(response);
        if (failure is not null)
            return ValueTask.FromResult(failure);
        var wanted = values.For(item);
        return ValueTask.FromResult(
            wanted.FirstOrDefault(one => text.Contains(reading.Form.Apply(one), StringComparison.Ordinal)) is { } found
                ? Score.Of(1, "contains-any.found", $"It holds {Quote.Of(found)}.")
                : Score.Of(0, "contains-any.absent", $"It holds none of {string.Join(", ", wanted.Select(Quote.Of))}.")
        );
    }
}
