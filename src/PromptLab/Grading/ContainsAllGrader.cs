using Microsoft.Extensions.AI;
using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary><c>contains-all</c>: every value stands in the text.</summary>
internal sealed class ContainsAllGrader(ResponseReading reading, ValueList values) : IGrader
{
    public string Name => "contains-all";

    public static IGrader Create(GraderSetup setup)
    {
        var reading = setup.Reading();
        return new ContainsAllGrader(reading, setup.ValuesToFind(reading));
    }

    public ValueTask<Score> GradeAsync(EvalItem item, ChatResponse response, CancellationToken cancellationToken)
    {
        var (text, failure) = reading.Text(response);
        if (failure is not null)
            return ValueTask.FromResult(failure);
        var wanted = values.For(item);
        var absent = wanted.Where(one => !text.Contains(reading.Form.Apply(one), StringComparison.Ordinal)).ToList();
        return ValueTask.FromResult(
            absent.Count == 0
                ? Score.Of(1, "contains-all.found", "It holds every value.")
                : Score.Of(0, "contains-all.absent", $"It does not hold {string.Join(", ", absent.Select(Quote.Of))}.")
        );
    }
}
